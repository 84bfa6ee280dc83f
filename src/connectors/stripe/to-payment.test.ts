// Balance transactions in the vendor's shapes become payments of the house.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { PaymentRecord } from '#ports/connector'
import { currency, EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { fromStripe, toStripe } from './money.ts'
import { toPayment } from './to-payment.ts'

const { data } = JSON.parse(readFileSync(new URL('./fixtures/balance-transactions.json', import.meta.url), 'utf8')) as {
  readonly data: readonly Record<string, unknown>[]
}

function read(id: string): PaymentRecord {
  const parsed = toPayment(
    data.find((record) => record['id'] === id),
    { timeZone: 'Europe/Warsaw' },
  )
  if (!parsed.ok || parsed.value === null) throw new Error(`not taken: ${JSON.stringify(parsed)}`)
  return parsed.value
}

test('a BLIK charge keeps payer, order, fee and the invoice that its metadata name', () => {
  expect(read('txn_1P')).toEqual({
    externalId: 'ch_1P',
    kind: 'payment',
    bookedOn: '2025-11-20',
    occurredAt: new Date('2025-11-20T12:00:00Z'),
    amount: money(12_300n, PLN),
    fee: money(284n, PLN),
    title: 'Zamówienie 77 FV 13/08/2026',
    payerName: 'Jan Żak',
    payerEmail: 'jan@beta.example',
    gatewayReference: 'pi_1P',
    orderReference: 'ZAM/2026/77',
  })
})

test('a charge in euro settled in złoty is the sum that the customer paid, in euro', () => {
  expect(read('txn_2P')).toMatchObject({ amount: money(10_000n, EUR), fee: money(900n, PLN), payerEmail: 'ap@muster.example' })
})

test('a refund and a dispute take back the charge by its id, a payout and a fee are no payments', () => {
  expect(read('txn_3P')).toMatchObject({ kind: 'refund', externalId: 'txn_3P', amount: money(-5000n, PLN), reverses: 'ch_1P' })
  expect(read('txn_4P')).toMatchObject({ kind: 'chargeback', amount: money(-12_300n, PLN), fee: money(6500n, PLN), reverses: 'ch_1P' })
  expect(read('txn_5P')).toMatchObject({ kind: 'payout', amount: money(-7000n, PLN) })
  expect(read('txn_6P')).toMatchObject({ kind: 'fee', amount: money(-120n, PLN) })
})

test('a type that the vendor adds one day is kept as other', () => {
  expect(read('txn_7P')).toMatchObject({ kind: 'other', amount: money(700n, currency('JPY')) })
})

test('a day is that of the company: half past eleven at night in UTC is the next day in Warsaw', () => {
  const parsed = toPayment({ ...data[0], created: Date.parse('2026-07-01T22:30:00Z') / 1000 }, { timeZone: 'Europe/Warsaw' })
  expect(parsed).toMatchObject({ ok: true, value: { bookedOn: '2026-07-02' } })
})

test('smallest units follow the vendor where they differ from ISO 4217', () => {
  expect(fromStripe(500, currency('ISK'))).toEqual(money(5n, currency('ISK')))
  expect(fromStripe(501, currency('ISK'))).toBeNull()
  expect(fromStripe(700, currency('JPY'))).toEqual(money(700n, currency('JPY')))
  expect(fromStripe(7, currency('MGA'))).toEqual(money(700n, currency('MGA')))
  for (const code of ['PLN', 'JPY', 'ISK', 'MGA', 'KWD', 'UGX'])
    expect(fromStripe(Number(toStripe(money(12_300n, currency(code)))), currency(code))).toEqual(money(12_300n, currency(code)))
})

test('T89 an amount that became a text and a record of another object are rejected with the field', () => {
  expect(toPayment({ ...data[0], amount: '123.00' }, { timeZone: 'Europe/Warsaw' })).toMatchObject({
    ok: false,
    rejection: { code: 'record.unexpected-shape', facts: { field: 'amount' } },
  })
  expect(toPayment({ object: 'charge', id: 'ch_1' }, { timeZone: 'Europe/Warsaw' }).ok).toBe(false)
})
