// A correction in minus nets against what it corrects as soon as it arrives.
import type { Day } from '#values/day'
import { money } from '#values/money'
import { creditPair } from './allocation-plan.ts'
import type { EntryDraft } from './entry.ts'
import { lesser } from './lesser.ts'
import { latestDay, openDay } from './period-lock.ts'
import type { PlannedInvoice } from './plan.ts'

/** Pairs that set the credit note against the open amounts of its parents, in their order; what is left stays as the customer's credit. */
export function creditNetting(
  creditNote: PlannedInvoice,
  parents: readonly PlannedInvoice[],
  lockedUntil: Day | null,
): readonly EntryDraft[] {
  let left = -creditNote.open.minor
  return parents.flatMap((parent) => {
    if (left <= 0n || parent.open.minor <= 0n || parent.open.currency !== creditNote.open.currency) return []
    const taken = lesser(parent.open.minor, left)
    left -= taken
    const on = openDay(latestDay(creditNote.issuedOn, parent.issuedOn), lockedUntil)
    return creditPair(creditNote.id, parent.id, money(taken, parent.open.currency), on, { why: 'corrects' })
  })
}
