// Where the open payment stands in the queue while its proposal changes.
import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { parseDay } from '#values/day'
import { money } from '#values/money'
import type { PaymentRow } from './payment-types.ts'
import { inOrder } from './use-kept-place.ts'

const row = (paymentId: string, bookedOn: string, probability: number | null): PaymentRow => ({
  paymentId,
  bookedOn: parseDay(bookedOn) ?? expect.fail(bookedOn),
  amount: money(100n, PLN),
  unapplied: money(100n, PLN),
  payerName: paymentId,
  payerAccount: null,
  title: '',
  source: 'bank',
  status: probability === null ? 'new' : 'suggested',
  customerId: null,
  customerName: null,
  outsideReason: null,
  probability,
})
const sure = row('sure', '2026-11-20', 0.99)
const older = row('older', '2026-11-10', 0.98)
const likely = row('likely', '2026-11-21', 0.9)
const unknown = row('unknown', '2026-11-22', null)
const names = (queue: ReturnType<typeof inOrder>) => queue.map(({ row: { paymentId }, band }) => `${paymentId} ${band}`)

test('without an open payment rows stand under their words, within one as they came', () => {
  expect(names(inOrder([unknown, sure, likely, older], null))).toEqual(['sure certain', 'older certain', 'likely likely', 'unknown none'])
})

test('an open payment whose proposal was rejected stays where it was, as it is now', () => {
  const rejected = row('sure', '2026-11-20', null)
  const queue = inOrder([older, likely, unknown, rejected], { row: sure, band: 'certain' })
  expect(names(queue)).toEqual(['sure certain', 'older certain', 'likely likely', 'unknown none'])
  expect(queue[0]?.row).toBe(rejected)
})

test('one that became surer does not run ahead', () => {
  const surer = row('likely', '2026-11-21', 0.99)
  expect(names(inOrder([surer, sure, older, unknown], { row: likely, band: 'likely' }))).toEqual([
    'sure certain',
    'older certain',
    'likely likely',
    'unknown none',
  ])
})

test('one that by now stands on a page not loaded is still shown, the last of its word if it is the oldest', () => {
  expect(names(inOrder([sure, likely], { row: older, band: 'certain' }))).toEqual(['sure certain', 'older certain', 'likely likely'])
})
