// iFirma invoices: lists, single answers, totals out of lines, drafts and orders without a number.
import { describe, expect, test } from 'vitest'
import { amountsOf, readInvoices, readOneInvoice } from '#test/support/read-invoices'
import { PLN } from '#values/currency'
import format from './format.ts'
import { totalOfLines } from './ifirma-total.ts'

const listed = {
  FakturaId: 99,
  Rodzaj: 'prz_faktura_kraj',
  PelnyNumer: '13/8/2026',
  DataWystawienia: '2026-08-01',
  TerminPlatnosci: '2026-08-15',
  Brutto: 1230.0,
  Zaplacono: 500.0,
  Waluta: 'PLN',
  KontrahentNazwa: 'Zieleń',
  IdentyfikatorKontrahenta: 'ZIEL',
  NIPKontrahenta: '5842751979',
}
const answer = (...invoices: object[]): string => JSON.stringify({ response: { Kod: 0, Informacja: '', Wynik: invoices } })

test('the answer of the list is read as it stands', async () => {
  expect(await readOneInvoice(format, answer(listed))).toEqual({
    externalId: '99',
    number: '13/8/2026',
    type: 'invoice',
    issueOn: '2026-08-01',
    dueOn: '2026-08-15',
    total: { minor: 123000n, currency: 'PLN' },
    settledAtSource: { minor: 50000n, currency: 'PLN' },
    customer: { externalId: 'ZIEL', name: 'Zieleń', taxId: '5842751979' },
  })
})

test.each([
  ['prz_faktura_kraj', 'invoice'],
  ['prz_faktura_proforma', 'proforma'],
  ['prz_faktura_zaliczkowa', 'advance'],
  ['prz_faktura_koncowa', 'final'],
])('%s is a %s', async (Rodzaj, type) => {
  expect((await readOneInvoice(format, answer({ ...listed, Rodzaj }))).type).toBe(type)
})

test('a correction downwards is a credit note', async () => {
  expect(
    await readOneInvoice(
      format,
      answer({ ...listed, Rodzaj: 'prz_korekta_faktury_kraj', Brutto: -123, Zaplacono: 0, NumerFakturyKorygowanej: '12/8/2026' }),
    ),
  ).toMatchObject({ type: 'credit-note', total: { minor: -12300n }, corrects: ['12/8/2026'] })
})

test('a single invoice under other names, paid by its status, in the currency of the house', async () => {
  const invoice = await readOneInvoice(
    format,
    JSON.stringify({
      Identyfikator: 7,
      NumerPelny: 'FV 1/03/2026',
      DataWystawienia: '2026-03-01',
      NazwaKontrahenta: 'Acme',
      NIPKontrahenta: '1234567890',
      BruttoSuma: 12300,
      NettoSuma: 10000,
      StatusPlatnosci: 'oplacona',
    }),
  )
  expect(amountsOf(invoice)).toEqual({ total: '12300.00 PLN', settled: '12300.00', open: '0.00' })
  expect(invoice.notes).toEqual(['invoice.currency-assumed {"currency":"PLN"}', 'invoice.tax-id-invalid {"taxId":"1234567890"}'])
})

describe('a total out of lines', () => {
  const line = (Ilosc: number, CenaJednostkowa: number | string, StawkaVat: number | null): object => ({
    Ilosc,
    CenaJednostkowa,
    StawkaVat,
    NazwaPelna: 'x',
  })
  test.each([
    [[line(1, 1.23, 0.23), line(1, 9.99, 0.23)], false, 1380n],
    [[line(15, 100, 0)], false, 150000n],
    [[line(1, '1.23', null), line(1, '9.99', null)], true, 1122n],
    [[line(3, '0.335', 0.08), line(1, '10', 0.23)], false, 1339n],
  ])('%j is %s', (lines, fromGross, minor) => {
    expect(totalOfLines(lines as Record<string, unknown>[], fromGross, PLN)?.minor).toBe(minor)
  })
  test('is none without lines or with one that has no price', () => {
    expect(totalOfLines([], false, PLN)).toBeNull()
    expect(totalOfLines([{ Ilosc: 1 }], false, PLN)).toBeNull()
  })
})

test('a draft and an order that has no number yet are rejected', async () => {
  expect((await readInvoices(format, answer({ ...listed, CzySzkic: true }))).rejected).toMatchObject([
    { code: 'ifirma.draft', facts: { number: '13/8/2026' } },
  ])
  expect((await readInvoices(format, JSON.stringify({ DataWystawienia: '2026-03-01', Numer: null, Pozycje: [] }))).rejected).toMatchObject([
    { code: 'invoice.no-number' },
  ])
})

test('it is known by its field names', () => {
  expect(format.recognise(Buffer.from(answer(listed)))).toBe(1)
  expect(format.recognise(Buffer.from('{"Identyfikator":9,"Nazwa":"Acme","NIP":"1"}'))).toBe(0)
})
