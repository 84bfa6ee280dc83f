// Says anew what the rest of a payment is: kept for the customer, to be sent back, or sent back already.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { draft, type Entry, type EntryDraft, livingEntries, reversalOf } from './entry.ts'
import { latestDay, openDay } from './period-lock.ts'
import { type Refusal, refuse } from './plan.ts'

export const restKinds = ['advance', 'refund-due', 'refunded'] as const
export type RestKind = (typeof restKinds)[number]

const entryOf = { advance: 'overpayment-noted', 'refund-due': 'refund-due', refunded: 'refund' } as const

/** Takes back what was said of the rest and says `as` of all of it, from `on`. Refuses with `payment.already-settled` when nothing is left. */
export function keepPlan(input: {
  readonly payment: { readonly id: Id; readonly unapplied: { readonly minor: bigint; readonly currency: EntryDraft['amount']['currency'] } }
  /** All entries of the payment. */
  readonly entries: readonly Entry[]
  readonly as: RestKind
  readonly on: Day
  readonly lockedUntil: Day | null
  readonly why: string | null
}): { readonly ok: true; readonly drafts: readonly EntryDraft[] } | Refusal {
  const { payment, entries, as, lockedUntil, why } = input
  if (payment.unapplied.minor <= 0n) return refuse('payment.already-settled')
  const said = livingEntries(entries).filter((entry) => entry.kind === 'overpayment-noted' || entry.kind === 'refund-due')
  const on = openDay(input.on, lockedUntil)
  return {
    ok: true,
    drafts: [
      ...said.map((entry) => reversalOf(entry, latestDay(on, entry.on), why)),
      draft(entryOf[as], on, money(payment.unapplied.minor, payment.unapplied.currency), { paymentId: payment.id, why }),
    ],
  }
}
