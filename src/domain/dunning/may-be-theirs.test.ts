// Which unplaced payments make us wait with a reminder.
import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { mayBeTheirs, type UnplacedPayment } from './may-be-theirs.ts'

const customer = { id: 'c1', name: 'Żółw Elektro sp. z o.o.' }
const owed = [
  { id: 'i1', number: 'FV 1', dueOn: day('2026-11-01'), open: money(10_000n, PLN) },
  { id: 'i2', number: 'FV 2', dueOn: day('2026-11-02'), open: money(2_500n, PLN) },
  { id: 'i3', number: 'FV 3', dueOn: day('2026-11-24'), open: money(7_700n, PLN) },
]
const payment = (over: Partial<UnplacedPayment>): UnplacedPayment => ({
  paymentId: 'p',
  bookedOn: day('2026-11-18'),
  amount: money(77n, PLN),
  payerName: 'Ktoś Inny',
  customerId: null,
  suggested: [],
  ...over,
})
const his = (over: Partial<UnplacedPayment>) => mayBeTheirs([payment(over)], customer, owed, day('2026-11-19')).length === 1

test('a payment without any sign of the customer does not hold his reminder', () => {
  expect(his({})).toBe(false)
})

test('a payment with his name as a bank writes it, a suggestion, or an amount of his holds it', () => {
  expect(his({ payerName: 'ZOLW ELEKTRO SP Z O O' })).toBe(true)
  expect(his({ suggested: ['c1'] })).toBe(true)
  expect(his({ amount: money(2_500n, PLN) })).toBe(true)
  expect(his({ amount: money(12_500n, PLN) })).toBe(true)
})

test('the same number in another currency, or a payment known as another customer’s, does not', () => {
  expect(his({ amount: money(2_500n, EUR) })).toBe(false)
  expect(his({ customerId: 'c2', amount: money(2_500n, PLN) })).toBe(false)
  expect(his({ customerId: 'c1' })).toBe(true)
})

test('the amount of an invoice that is not due yet, of all that is overdue, and of everything open hold it', () => {
  for (const minor of [7_700n, 12_500n, 20_200n]) expect(his({ amount: money(minor, PLN) }), String(minor)).toBe(true)
  expect(his({ amount: money(10_200n, PLN) })).toBe(false)
})
