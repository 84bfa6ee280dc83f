// JPK_V7M and V7K: which rows of the sales register are invoices, and what they are worth.
import { expect, test } from 'vitest'
import { amountsOf, readInvoices } from '#test/support/read-invoices'
import format from './format.ts'

const file = (rows: string, code = 'JPK_V7M (3)'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><JPK xmlns="http://crd.gov.pl/wzor/2025/12/19/14090/" xmlns:etd="urn:etd"><Naglowek><KodFormularza kodSystemowy="${code}">JPK_VAT</KodFormularza></Naglowek><Podmiot1><OsobaNiefizyczna><NIP>5265877635</NIP><PelnaNazwa>Jantar</PelnaNazwa></OsobaNiefizyczna></Podmiot1><Ewidencja>${rows}<ZakupWiersz><LpZakupu>1</LpZakupu></ZakupWiersz></Ewidencja></JPK>`
const row = (inside: string): string =>
  `<SprzedazWiersz><LpSprzedazy>1</LpSprzedazy><NrKontrahenta>5842751979</NrKontrahenta><NazwaKontrahenta>Zieleń</NazwaKontrahenta><DowodSprzedazy>FV/1</DowodSprzedazy><DataWystawienia>2026-02-05</DataWystawienia>${inside}</SprzedazWiersz>`

test('a row has its gross of all rates, its buyer and its KSeF number', async () => {
  expect(
    await readInvoices(
      format,
      file(
        row(
          '<DataSprzedazy>2026-02-04</DataSprzedazy><NrKSeF>5265877635-20260205-0100001AF629-AF</NrKSeF><K_10>5</K_10><K_15>100</K_15><K_16>5.00</K_16><K_19>1000.00</K_19><K_20>230.00</K_20>',
        ),
      ),
    ),
  ).toEqual({
    sellerTaxId: '5265877635',
    rejected: [],
    invoices: [
      {
        number: 'FV/1',
        type: 'invoice',
        issueOn: '2026-02-05',
        saleOn: '2026-02-04',
        total: { minor: 134000n, currency: 'PLN' },
        net: { minor: 110500n, currency: 'PLN' },
        customer: { name: 'Zieleń', taxId: '5842751979' },
        ksefNumber: '5265877635-20260205-0100001AF629-AF',
      },
    ],
  })
})

test.each([
  ['exempt', '<K_10>150.1</K_10>', '150.10 PLN'],
  ['abroad, of which services', '<K_11>150</K_11><K_12>100</K_12>', '150.00 PLN'],
  ['at 0 %, of which to travellers', '<K_13>150</K_13><K_14>100</K_14>', '150.00 PLN'],
  ['to the Union', '<K_21>150.21</K_21>', '150.21 PLN'],
  ['exported', '<K_22>150.22</K_22>', '150.22 PLN'],
  ['at a margin', '<SprzedazVAT_Marza>150.37</SprzedazVAT_Marza>', '150.37 PLN'],
  ['taken back', '<K_19>-100.00</K_19><K_20>-23.00</K_20>', '-123.00 PLN'],
])('sales %s are worth %s', async (_, inside, total) => {
  const { invoices } = await readInvoices(format, file(row(inside)))
  expect(invoices.map((invoice) => amountsOf(invoice).total)).toEqual([total])
})

test('a negative row is a credit note', async () => {
  expect((await readInvoices(format, file(row('<K_19>-100.00</K_19><K_20>-23.00</K_20>')))).invoices[0]?.type).toBe('credit-note')
})

test('rows that nobody owes are rejected with the reason: register reports, internal documents, bad-debt relief, tax on purchases', async () => {
  const { invoices, rejected } = await readInvoices(
    format,
    file(
      row('<TypDokumentu>RO</TypDokumentu><K_19>1</K_19>') +
        row('<TypDokumentu>WEW</TypDokumentu><K_19>1</K_19>') +
        row('<KorektaPodstawyOpodt>1</KorektaPodstawyOpodt><K_19>-100</K_19>') +
        row('<K_23>100</K_23><K_24>23</K_24>') +
        row('<TypDokumentu>FP</TypDokumentu><K_19>100</K_19>') +
        row('<K_19>abc</K_19>'),
    ),
  )
  expect(invoices).toHaveLength(1)
  expect(rejected.map(({ code, at }) => `${code} ${at}`)).toEqual([
    'jpk.not-an-invoice SprzedazWiersz[1]',
    'jpk.not-an-invoice SprzedazWiersz[2]',
    'jpk.bad-debt-relief SprzedazWiersz[3]',
    'jpk.no-sales-value SprzedazWiersz[4]',
    'invoice.bad-total SprzedazWiersz[6]',
  ])
})

test('a file without sales says so; a buyer written BRAK has neither name nor number', async () => {
  expect((await readInvoices(format, file(''))).rejected).toEqual([{ code: 'jpk.no-sales', facts: {} }])
  const { invoices } = await readInvoices(format, file(row('<K_10>1</K_10>').replace('Zieleń', 'BRAK').replace('5842751979', 'brak')))
  expect(invoices[0]?.customer).toEqual({ name: '' })
})

test('monthly and quarterly files of all versions are known', () => {
  for (const code of ['JPK_V7M (1)', 'JPK_V7M (2)', 'JPK_V7M (3)', 'JPK_V7K (2)', 'JPK_V7K (3)'])
    expect(format.recognise(Buffer.from(file('', code)))).toBe(1)
  expect(format.recognise(Buffer.from('<JPK><Naglowek><KodFormularza kodSystemowy="JPK_FA (4)"/></Naglowek><Faktura/></JPK>'))).toBe(0)
})
