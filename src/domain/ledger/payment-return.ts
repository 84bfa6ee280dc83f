// Money taken back by the bank or the gateway: what it had settled is open again.
import type { Day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { draft, type Entry, type EntryDraft } from './entry.ts'
import { paymentSums } from './payment-sums.ts'
import { openDay } from './period-lock.ts'
import { type Refusal, refuse } from './plan.ts'
import { release, releaseDay } from './release.ts'

export type ReturnPlan = { readonly ok: true; readonly drafts: readonly EntryDraft[] } | Refusal

/**
 * Entries of a return, chargeback or refund of `amount` (positive) on the day it happened. Unapplied money goes first; beyond it the latest
 * allocations and claims are reversed from that day on. `entries` are all entries of the payment; `key` makes the return come only once.
 * Refuses with `payment.return-exceeds` when more is taken back than came.
 */
export function paymentReturn(input: {
  readonly paymentId: Id
  readonly entries: readonly Entry[]
  readonly amount: Money
  readonly on: Day
  readonly lockedUntil: Day | null
  readonly key: string
  readonly why?: string
}): ReturnPlan {
  const { paymentId, entries, amount, lockedUntil } = input
  const sums = paymentSums(entries, amount.currency)
  const worth = sums.received.minor - sums.returned.minor - sums.refunded.minor
  if (amount.minor <= 0n || amount.minor > worth)
    return refuse('payment.return-exceeds', { amount: formatDecimal(amount), currency: amount.currency })
  const missing = amount.minor - sums.unapplied.minor
  const freed = release(
    entries,
    missing > 0n ? missing : 0n,
    ['allocation', 'interest-paid', 'compensation-paid'],
    releaseDay(input.on, lockedUntil),
    'payment',
  )
  const returned = draft('payment-returned', openDay(input.on, lockedUntil), money(amount.minor, amount.currency), {
    paymentId,
    key: input.key,
    why: input.why ?? null,
  })
  return { ok: true, drafts: [...freed.drafts, returned] }
}
