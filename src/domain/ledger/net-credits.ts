// Sets the credit notes of one decision against its invoices before any money is used.
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { lesser } from './lesser.ts'
import type { WantedAllocation } from './plan.ts'

export type CreditPair = { readonly creditNoteId: Id; readonly invoiceId: Id; readonly amount: Money }

/** Pairs in the order given, and what of the positive allocations remains for the payment; null when the credit notes exceed the invoices. */
export function netCredits(
  wanted: readonly WantedAllocation[],
): { readonly pairs: readonly CreditPair[]; readonly rest: readonly WantedAllocation[] } | null {
  const remaining = wanted.filter((allocation) => allocation.amount.minor > 0n).map((allocation) => ({ ...allocation }))
  const pairs: CreditPair[] = []
  for (const credit of wanted.filter((allocation) => allocation.amount.minor < 0n)) {
    let left = -credit.amount.minor
    for (const target of remaining) {
      if (left === 0n || target.amount.currency !== credit.amount.currency) continue
      const taken = lesser(target.amount.minor, left)
      if (taken === 0n) continue
      pairs.push({ creditNoteId: credit.invoiceId, invoiceId: target.invoiceId, amount: money(taken, credit.amount.currency) })
      target.amount = money(target.amount.minor - taken, target.amount.currency)
      left -= taken
    }
    if (left > 0n) return null
  }
  return { pairs, rest: remaining.filter((allocation) => allocation.amount.minor > 0n) }
}
