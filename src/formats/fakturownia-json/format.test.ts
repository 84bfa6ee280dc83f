// Fakturownia documents: kinds, payments, settlement block, corrections by id or number.
import { describe, expect, test } from 'vitest'
import { amountsOf, readInvoices, readOneInvoice } from '#test/support/read-invoices'
import format from './format.ts'

const base = {
  id: 1001,
  number: 'FV/13/02/2026',
  kind: 'vat',
  income: true,
  issue_date: '2026-02-05',
  sell_date: '2026-02-04',
  payment_to: '2026-02-19',
  status: 'issued',
  paid: '0.00',
  paid_date: null,
  currency: 'PLN',
  price_net: '1000.00',
  price_tax: '230.00',
  price_gross: '1230.00',
  seller_name: 'Jantar',
  seller_tax_no: '526-587-76-35',
  seller_bank_account: '61 1090 1014 0000 0712 1981 2874',
  buyer_name: 'Zieleń Miejska',
  buyer_tax_no: '584-275-19-79',
  buyer_country: 'PL',
  buyer_email: 'ap@zielen.example',
  buyer_street: 'Długa 5',
  buyer_post_code: '80-001',
  buyer_city: 'Gdańsk',
  client_id: 55,
  oid: 'ZAM/7',
  split_payment: '1',
  from_invoice_id: null,
  gov_id: '5265877635-20260205-0100001AF629-AF',
  view_url: 'https://jantar.example/invoice/t',
}
const read = async (change: object) => readOneInvoice(format, JSON.stringify([{ ...base, ...change }]))

test('an invoice comes with everything of its record', async () => {
  expect(
    await readInvoices(format, JSON.stringify([{ ...base, positions: [{ name: 'Abonament', quantity: 1, total_price_gross: '1230.0' }] }])),
  ).toEqual({
    sellerTaxId: '526-587-76-35',
    rejected: [],
    invoices: [
      {
        externalId: '1001',
        number: 'FV/13/02/2026',
        type: 'invoice',
        issueOn: '2026-02-05',
        saleOn: '2026-02-04',
        dueOn: '2026-02-19',
        total: { minor: 123000n, currency: 'PLN' },
        net: { minor: 100000n, currency: 'PLN' },
        customer: {
          externalId: '55',
          name: 'Zieleń Miejska',
          taxId: '5842751979',
          email: 'ap@zielen.example',
          address: 'Długa 5, 80-001 Gdańsk',
        },
        orderReference: 'ZAM/7',
        ksefNumber: base.gov_id,
        payToAccount: 'PL61109010140000071219812874',
        viewUrl: base.view_url,
        splitPayment: true,
        lines: [{ name: 'Abonament', gross: { minor: 123000n, currency: 'PLN' }, quantity: '1' }],
      },
    ],
  })
})

describe('amounts', () => {
  test.each([
    [{}, '1230.00 PLN', undefined, '1230.00'],
    [{ paid: '500.0', status: 'partial' }, '1230.00 PLN', '500.00', '730.00'],
    [{ paid: '0,00', status: 'paid' }, '1230.00 PLN', '1230.00', '0.00'],
    [{ paid: 1230.1, price_gross: 1230.1 }, '1230.10 PLN', '1230.10', '0.00'],
    [{ currency: 'EUR', price_gross: '1000,00', paid: '500,00' }, '1000.00 EUR', '500.00', '500.00'],
    [
      {
        settlement_positions: [
          { kind: 'charge', amount: '70.00' },
          { kind: 'deduction', amount: '300.00' },
        ],
      },
      '1000.00 PLN',
      undefined,
      '1000.00',
    ],
  ])('%j is %s, paid %s, open %s', async (change, total, settled, open) => {
    expect(amountsOf(await read(change))).toEqual({ total, settled, open })
  })
})

test.each([
  ['vat', 'invoice'],
  ['bill', 'invoice'],
  ['receipt', 'invoice'],
  ['vat_margin', 'invoice'],
  ['proforma', 'proforma'],
  ['advance', 'advance'],
  ['final', 'final'],
])('kind %s is a %s', async (kind, type) => {
  expect((await read({ kind })).type).toBe(type)
})

test('a correction names its invoice by number when the file holds it, else by its id; upwards it adds to the debt', async () => {
  const correction = {
    ...base,
    id: 1002,
    number: 'KOR/1',
    kind: 'correction',
    price_gross: '-123.00',
    price_net: '-100.00',
    from_invoice_id: 1001,
    invoice_id: 1001,
  }
  expect((await readInvoices(format, JSON.stringify([correction, base]))).invoices[0]).toMatchObject({
    type: 'credit-note',
    corrects: ['FV/13/02/2026'],
    total: { minor: -12300n },
  })
  expect((await readInvoices(format, JSON.stringify([correction]))).invoices[0]).toMatchObject({ corrects: ['1001'] })
  expect(await read({ kind: 'correction', price_gross: '50.00' })).toMatchObject({
    type: 'invoice',
    notes: ['fakturownia.correction-upwards'],
  })
})

test('a rejected or cancelled document is owed no longer; a month as the day of sale is none', async () => {
  expect((await read({ status: 'rejected' })).cancelled).toBe(true)
  expect((await read({ cancelled: true })).cancelled).toBe(true)
  expect('saleOn' in (await read({ sell_date: '2026-02' }))).toBe(false)
})

test('costs, estimates, cash slips and records without a number are rejected each with its place', async () => {
  const { invoices, rejected } = await readInvoices(
    format,
    JSON.stringify([{ ...base, income: '0' }, { ...base, kind: 'estimate' }, { ...base, kind: 'kp' }, { ...base, number: null }, base]),
  )
  expect(invoices).toHaveLength(1)
  expect(rejected.map(({ code, at }) => `${code} ${at}`)).toEqual([
    'fakturownia.cost [0]',
    'fakturownia.not-an-invoice [1]',
    'fakturownia.not-an-invoice [2]',
    'invoice.no-number [3]',
  ])
})

test('a file cut in the middle gives its whole records and names the other', async () => {
  const text = JSON.stringify([base, { ...base, number: 'FV/14' }])
  expect(await readInvoices(format, text.slice(0, -30))).toMatchObject({
    invoices: [{ number: 'FV/13/02/2026' }],
    rejected: [{ code: 'file.record-unreadable', at: '[1]' }],
  })
})

test('it is known by its field names', () => {
  expect(format.recognise(Buffer.from(JSON.stringify([base])))).toBe(1)
  expect(format.recognise(Buffer.from('{"PelnyNumer":"1"}'))).toBe(0)
  expect(format.recognise(Buffer.from('price_gross;buyer_name'))).toBe(0)
})
