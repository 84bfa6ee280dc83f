// Records in the shapes of the vendor's documentation become invoices of the house.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { InvoiceRecord } from '#ports/invoice-format'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { recordId, toInvoice } from './to-invoice.ts'

const records = JSON.parse(readFileSync(new URL('./fixtures/invoices.json', import.meta.url), 'utf8')) as readonly Record<string, unknown>[]
const [vat = {}, correction = {}, proforma = {}, cost = {}, cancelled = {}, final = {}] = records

function read(record: unknown): InvoiceRecord {
  const parsed = toInvoice(record, { settings: {} })
  if (!parsed.ok || parsed.value === null) throw new Error(`not taken: ${JSON.stringify(parsed)}`)
  return parsed.value
}

const codeOf = (record: unknown): string | null => {
  const parsed = toInvoice(record, { settings: {} })
  return parsed.ok ? null : parsed.rejection.code
}

test('a partly paid VAT invoice keeps amounts, days, buyer, KSeF number, order and account', () => {
  expect(read(vat)).toEqual({
    externalId: '169463137',
    number: 'FV 13/08/2026',
    type: 'invoice',
    issueOn: '2026-08-01',
    dueOn: '2026-08-15',
    saleOn: '2026-08-01',
    total: money(123000n, PLN),
    net: money(100000n, PLN),
    settledAtSource: money(50000n, PLN),
    customer: {
      externalId: '8123',
      name: 'ACME Sp. z o.o.',
      taxId: '5260250274',
      email: 'ksiegowosc@acme.example',
      phone: '+48221234567',
      address: 'Prosta 1, 00-001 Warszawa',
    },
    lines: [{ name: 'Abonament', quantity: '1.0', gross: money(123000n, PLN) }],
    orderReference: 'ZAM/2026/77',
    ksefNumber: '5265877635-20260801-0100001AF629-AF',
    viewUrl: 'https://acme.fakturownia.pl/invoice/HBO3Npx2OzSW79RQL7XV2',
    pdfUrl: 'https://acme.fakturownia.pl/invoice/HBO3Npx2OzSW79RQL7XV2.pdf',
    payToAccount: 'PL61109010140000071219812874',
    splitPayment: true,
  })
})

test('a correction that lowers is a credit note that names its invoice; one that raises is owed like an invoice', () => {
  expect(read(correction)).toMatchObject({ type: 'credit-note', total: money(-12300n, PLN), corrects: ['169463137'] })
  expect(read({ ...correction, price_gross: '12.3' })).toMatchObject({ type: 'invoice', total: money(1230n, PLN), corrects: ['169463137'] })
})

test('a correction of words alone, a cost invoice, an order and a cash document are seen and not counted', () => {
  for (const record of [
    { ...correction, price_gross: '0.0' },
    cost,
    { ...vat, income: '0' },
    { ...vat, kind: 'estimate' },
    { ...vat, kind: 'kp' },
    { ...vat, test: true },
  ])
    expect(toInvoice(record, { settings: {} })).toEqual({ ok: true, value: null })
})

test('a proforma with commas, without a due date and with a person as its buyer is read', () => {
  const invoice = read(proforma)
  expect(invoice).toMatchObject({
    type: 'proforma',
    total: money(12300n, PLN),
    settledAtSource: money(0n, PLN),
    customer: { name: 'Jan Żak' },
  })
  expect(invoice).not.toHaveProperty('dueOn')
  expect(invoice.customer).not.toHaveProperty('taxId')
})

test('charges and deductions beside the lines change what is to be paid; cancelled is owed no longer', () => {
  expect(read(cancelled)).toMatchObject({ total: money(24950n, EUR), cancelled: true, customer: { taxId: 'DE811569869' } })
  expect(read(cancelled)).not.toHaveProperty('saleOn')
})

test("a final invoice names what it settles; a note in the customer's favour counts down", () => {
  expect(read(final)).toMatchObject({ type: 'final', corrects: ['169463000'] })
  expect(read({ ...vat, kind: 'accounting_note', accounting_note_kind: 'credit', price_gross: '15.0' })).toMatchObject({
    type: 'credit-note',
    total: money(-1500n, PLN),
  })
})

test('what cannot be read is rejected with its reason', () => {
  expect(codeOf({ ...vat, number: '' })).toBe('record.no-number')
  expect(codeOf({ ...vat, number: null })).toBe('record.no-number')
  expect(codeOf({ ...vat, kind: 'hologram' })).toBe('record.unknown-kind')
  expect(codeOf({ ...vat, currency: 'XXX' })).toBe('record.unknown-currency')
  expect(codeOf({ ...vat, price_gross: 'dużo' })).toBe('record.bad-amount')
  expect(codeOf({ ...vat, price_gross: '1230.005' })).toBe('record.bad-amount')
  expect(codeOf({ ...vat, issue_date: '2026-02-30' })).toBe('record.bad-day')
  expect(codeOf({ ...vat, price_gross: { amount: 1 } })).toBe('record.unexpected-shape')
  expect(codeOf('ok')).toBe('record.unexpected-shape')
  expect(recordId('ok')).toBeNull()
})

test('in an account of several firms the invoices of the others are seen and not counted', () => {
  expect(toInvoice(vat, { settings: { departmentId: 1 } })).toMatchObject({ ok: true, value: { number: 'FV 13/08/2026' } })
  expect(toInvoice(vat, { settings: { departmentId: 2 } })).toEqual({ ok: true, value: null })
})
