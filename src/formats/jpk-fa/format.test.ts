// JPK_FA: invoices of the audit file with their kinds, buyers and currencies.
import { expect, test } from 'vitest'
import { readInvoices } from '#test/support/read-invoices'
import format from './format.ts'

const file = (invoices: string, header = '', code = 'JPK_FA (4)'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><tns:JPK xmlns:tns="http://jpk.mf.gov.pl/wzor/2022/02/17/02171/" xmlns:etd="urn:etd"><tns:Naglowek><tns:KodFormularza kodSystemowy="${code}">JPK_FA</tns:KodFormularza>${header}</tns:Naglowek>` +
  `<tns:Podmiot1><tns:IdentyfikatorPodmiotu><etd:NIP>5265877635</etd:NIP><etd:PelnaNazwa>Jantar</etd:PelnaNazwa></tns:IdentyfikatorPodmiotu></tns:Podmiot1>${invoices.replaceAll(/<(\/?)(?=\w)/g, '<$1tns:')}</tns:JPK>`
const invoice = (inside: string): string =>
  `<Faktura><P_1>2026-02-05</P_1><P_2A>FV/1</P_2A><P_3A>Zieleń</P_3A><P_3B>Długa 5, Gdańsk</P_3B><P_3C>Jantar</P_3C><P_4A>PL</P_4A><P_4B>5265877635</P_4B>${inside}</Faktura>`

test('an invoice has number, days, buyer and amounts, and no due day', async () => {
  expect(
    await readInvoices(
      format,
      file(
        invoice(
          '<KodWaluty>EUR</KodWaluty><P_5A>BG</P_5A><P_5B>5357411057</P_5B><P_6>2026-02-04</P_6><P_13_1>1000</P_13_1><P_14_1>230</P_14_1><P_13_2>10.5</P_13_2><P_15>1240.5</P_15><P_18A>true</P_18A><RodzajFaktury>VAT</RodzajFaktury>',
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
        total: { minor: 124050n, currency: 'EUR' },
        net: { minor: 101050n, currency: 'EUR' },
        customer: { name: 'Zieleń', taxId: 'BG5357411057', address: 'Długa 5, Gdańsk' },
        splitPayment: true,
      },
    ],
  })
})

test.each([
  ['KOREKTA', '-100', 'credit-note', ['FV/0']],
  ['KOREKTA', '100', 'invoice', ['FV/0']],
  ['ZAL', '100', 'advance', ['FV/0']],
  ['POZ', '100', 'invoice', ['FV/0']],
  ['POZ', '-100', 'credit-note', ['FV/0']],
])('%s of %s is a %s', async (kind, total, type, corrects) => {
  const { invoices } = await readInvoices(
    format,
    file(
      invoice(
        `<KodWaluty>PLN</KodWaluty><P_15>${total}</P_15><RodzajFaktury>${kind}</RodzajFaktury><NrFaKorygowanej>FV/0</NrFaKorygowanej>`,
      ),
    ),
  )
  expect(invoices).toMatchObject([{ type, corrects }])
})

test('invoices of older versions are in the currency of the header; buyers without a name are noted', async () => {
  const { invoices } = await readInvoices(
    format,
    file(
      '<Faktura typ="G"><P_1>2020-01-26</P_1><P_2A>1</P_2A><P_15>1.01</P_15></Faktura>',
      '<tns:DomyslnyKodWaluty>EUR</tns:DomyslnyKodWaluty>',
      'JPK_FA (2)',
    ),
  )
  expect(invoices).toEqual([
    {
      number: '1',
      type: 'invoice',
      issueOn: '2020-01-26',
      total: { minor: 101n, currency: 'EUR' },
      customer: { name: '' },
      notes: ['invoice.no-customer-name'],
    },
  ])
})

test('a bad invoice is rejected with its place, and what a cut file holds is kept', async () => {
  const good = invoice('<KodWaluty>PLN</KodWaluty><P_15>1</P_15>')
  expect(await readInvoices(format, file(good + invoice('<KodWaluty>PLN</KodWaluty>')))).toMatchObject({
    invoices: [{ number: 'FV/1' }],
    rejected: [{ code: 'invoice.no-total', at: 'JPK/Faktura[2]' }],
  })
  expect(await readInvoices(format, file(good + good).slice(0, -60))).toMatchObject({
    invoices: [{ number: 'FV/1' }],
    rejected: [{ code: 'file.xml-broken', at: 'JPK/Faktura[2]' }],
  })
})

test('it is known by its form code, other audit files are not taken', () => {
  expect(format.recognise(Buffer.from(file('')))).toBe(1)
  expect(format.recognise(Buffer.from(file('').replaceAll('JPK_FA', 'JPK_WB')))).toBe(0)
})
