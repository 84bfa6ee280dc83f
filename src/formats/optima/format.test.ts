// Comarch Optima: the VAT sales register with instalments and corrections, and single trade documents.
import { describe, expect, test } from 'vitest'
import { amountsOf, readInvoices, readOneInvoice } from '#test/support/read-invoices'
import format from './format.ts'

const cdata = (text: string): string => `<![CDATA[${text}]]>`

type Row = {
  readonly currency?: string
  readonly positions?: string
  readonly payments?: string
  readonly correction?: string
  readonly extra?: string
}

const position = (net: string, tax: string): string =>
  `<POZYCJA><STAWKA_VAT>23</STAWKA_VAT><NETTO>${net}</NETTO><VAT>${tax}</VAT></POZYCJA>`
const payment = (due: string, amount: string, more = ''): string =>
  `<PLATNOSC><TERMIN_PLAT>${cdata(due)}</TERMIN_PLAT><KWOTA_PLAT>${amount}</KWOTA_PLAT><KIERUNEK>${cdata('przychód')}</KIERUNEK>${more}</PLATNOSC>`

const row = ({
  currency = '',
  positions = position('1000.00', '230.00'),
  payments = payment('2026-02-19', '1230.00'),
  correction = '<KOREKTA>Nie</KOREKTA><KOREKTA_NUMER></KOREKTA_NUMER>',
  extra = '',
}: Row = {}): string =>
  `<REJESTR_SPRZEDAZY_VAT><ID_ZRODLA>${cdata('5B9C')}</ID_ZRODLA><DATA_WYSTAWIENIA>${cdata('2026-02-05')}</DATA_WYSTAWIENIA><DATA_SPRZEDAZY>${cdata('2026-02-04')}</DATA_SPRZEDAZY><TERMIN>${cdata('2026-02-11')}</TERMIN><NUMER>${cdata('FV/15/02/2026')}</NUMER>${correction}${extra}` +
  `<PODMIOT>${cdata('ZIEL')}</PODMIOT><NAZWA1>${cdata('Zakłady Zieleń')}</NAZWA1><NAZWA2>${cdata('Sp. z o.o.')}</NAZWA2><NIP>${cdata('584-275-19-79')}</NIP><ULICA>Długa</ULICA><NR_DOMU>5</NR_DOMU><NR_LOKALU>3</NR_LOKALU><MIASTO>Gdańsk</MIASTO><KOD_POCZTOWY>80-001</KOD_POCZTOWY><WALUTA>${cdata(currency)}</WALUTA>` +
  `<POZYCJE>${positions}</POZYCJE><PLATNOSCI>${payments}</PLATNOSCI></REJESTR_SPRZEDAZY_VAT>`
const register = (...rows: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ROOT xmlns="http://www.comarch.pl/cdn/optima/offline"><REJESTRY_SPRZEDAZY_VAT><WERSJA>2.00</WERSJA>${rows.join('')}</REJESTRY_SPRZEDAZY_VAT></ROOT>`

const read = async (parts: Row) => readOneInvoice(format, register(row(parts)))

test('a row of the register comes with the sum of its rates, its party and its due day', async () => {
  expect(
    await read({
      positions: position('1000.00', '230.00') + position('100.00', '8.00'),
      payments: payment('2026-02-19', '1338.00', '<PLAT_SPLIT_PAYMENT>Tak</PLAT_SPLIT_PAYMENT>'),
    }),
  ).toEqual({
    externalId: '5B9C',
    number: 'FV/15/02/2026',
    type: 'invoice',
    issueOn: '2026-02-05',
    saleOn: '2026-02-04',
    dueOn: '2026-02-19',
    total: { minor: 133800n, currency: 'PLN' },
    net: { minor: 110000n, currency: 'PLN' },
    customer: { externalId: 'ZIEL', name: 'Zakłady Zieleń Sp. z o.o.', taxId: '5842751979', address: 'Długa 5/3, 80-001 Gdańsk' },
    splitPayment: true,
  })
})

describe('payments', () => {
  test('in instalments: the last day counts, and all are noted', async () => {
    expect(await read({ payments: payment('2026-03-19', '615.00') + payment('2026-02-19', '615.00') })).toMatchObject({
      dueOn: '2026-03-19',
      notes: ['optima.several-due-days {"days":"2026-02-19, 2026-03-19"}'],
    })
  })
  test('that need no settling were paid at once', async () => {
    expect(
      amountsOf(
        await read({
          payments:
            payment('2026-02-05', '230.00', '<PODLEGA_ROZLICZENIU>nie</PODLEGA_ROZLICZENIU>') +
            payment('2026-02-05', '1000.00', '<PODLEGA_ROZLICZENIU>tak</PODLEGA_ROZLICZENIU>'),
        }),
      ).open,
    ).toBe('1000.00')
  })
  test('that do not add up to the total are noted, and without any the row\u2019s own day counts', async () => {
    expect((await read({ payments: payment('2026-02-19', '100.00') })).notes).toEqual(['optima.payments-differ'])
    expect((await read({ payments: '' })).dueOn).toBe('2026-02-11')
  })
})

test('a correction is a credit note that names its invoice', async () => {
  expect(
    await read({
      correction: `<KOREKTA>Tak</KOREKTA><KOREKTA_NUMER>${cdata('FV/1/01/2026')}</KOREKTA_NUMER>`,
      positions: position('-100.00', '-23.00'),
      payments: payment('2026-02-19', '123.00').replace('przychód', 'rozchód'),
    }),
  ).toMatchObject({ type: 'credit-note', total: { minor: -12300n }, corrects: ['FV/1/01/2026'] })
})

test('a row in euros is in euros; one with a broken amount, without positions, or internal is rejected', async () => {
  expect(amountsOf(await read({ currency: 'EUR' })).total).toBe('1230.00 EUR')
  const { rejected } = await readInvoices(
    format,
    register(row({ positions: position('x', '1') }), row({ positions: '' }), row({ extra: '<WEWNETRZNA>Tak</WEWNETRZNA>' })),
  )
  expect(rejected.map(({ code, at }) => `${code} ${at}`)).toEqual([
    'invoice.bad-total REJESTR_SPRZEDAZY_VAT[1]',
    'invoice.no-total REJESTR_SPRZEDAZY_VAT[2]',
    'optima.internal REJESTR_SPRZEDAZY_VAT[3]',
  ])
})

test('purchases beside the sales are counted', async () => {
  const file = register(row()).replace(
    '</ROOT>',
    '<REJESTRY_ZAKUPU_VAT><REJESTR_ZAKUPU_VAT><NUMER>1</NUMER></REJESTR_ZAKUPU_VAT><REJESTR_ZAKUPU_VAT/></REJESTRY_ZAKUPU_VAT></ROOT>',
  )
  expect(await readInvoices(format, file)).toMatchObject({
    invoices: [{ number: 'FV/15/02/2026' }],
    rejected: [{ code: 'optima.purchases-left-out', facts: { count: 2 } }],
  })
})

describe('trade documents', () => {
  const document = (kind: string, header = '', payments = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?><ROOT xmlns="http://www.cdn.com.pl/optima/dokument"><DOKUMENT><NAGLOWEK><TYP_DOKUMENTU>${kind}</TYP_DOKUMENTU><NUMER_PELNY>FA/13/2026</NUMER_PELNY><DATA_WYSTAWIENIA>2026-08-01</DATA_WYSTAWIENIA><OPIS>ZAM/2026/77</OPIS>${header}<PLATNIK><KOD>ACME</KOD><NIP_KRAJ>PL</NIP_KRAJ><NIP>5260250274</NIP><NAZWA>ACME</NAZWA></PLATNIK><PLATNOSC><TERMIN>2026-08-15</TERMIN></PLATNOSC><KWOTY><RAZEM_NETTO>1000.00</RAZEM_NETTO><RAZEM_BRUTTO>1230.00</RAZEM_BRUTTO></KWOTY></NAGLOWEK><PLATNOSCI>${payments}</PLATNOSCI></DOKUMENT></ROOT>`
  test('a sales invoice is read from its header', async () => {
    expect(await readOneInvoice(format, document('302'))).toEqual({
      number: 'FA/13/2026',
      type: 'invoice',
      issueOn: '2026-08-01',
      dueOn: '2026-08-15',
      total: { minor: 123000n, currency: 'PLN' },
      net: { minor: 100000n, currency: 'PLN' },
      customer: { externalId: 'ACME', name: 'ACME', taxId: '5260250274' },
      orderReference: 'ZAM/2026/77',
    })
  })
  test('in foreign currency the payments carry the total', async () => {
    const invoice = await readOneInvoice(
      format,
      document(
        '302',
        '<WALUTA><SYMBOL>EUR</SYMBOL></WALUTA>',
        '<PLATNOSC><TERMIN>2026-08-20</TERMIN><KWOTA>300.00</KWOTA><WALUTA><SYMBOL>EUR</SYMBOL></WALUTA></PLATNOSC>',
      ),
    )
    expect([amountsOf(invoice).total, invoice.dueOn]).toEqual(['300.00 EUR', '2026-08-20'])
  })
  test('a proforma is one; a purchase or a warehouse document is rejected', async () => {
    expect((await readOneInvoice(format, document('320'))).type).toBe('proforma')
    expect((await readInvoices(format, document('301'))).rejected).toEqual([
      { code: 'optima.not-an-invoice', facts: { number: 'FA/13/2026', kind: '301' }, at: 'DOKUMENT[1]' },
    ])
  })
  test('both kinds are known by their namespaces', () => {
    expect(format.recognise(Buffer.from(document('302')))).toBe(1)
    expect(format.recognise(Buffer.from(register()))).toBe(1)
    expect(format.recognise(Buffer.from('<ROOT><X/></ROOT>'))).toBe(0)
  })
})
