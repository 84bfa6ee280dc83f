// Takes back everything that was decided at once, by reversing entries.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Entry, type EntryDraft, reversalOf } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'
import { paymentSums } from './payment-sums.ts'
import { openDay } from './period-lock.ts'
import { type Refusal, refuse } from './plan.ts'

export type UndoPlan = { readonly ok: true; readonly drafts: readonly EntryDraft[] } | (Refusal & { readonly dependents?: readonly Id[] })

/**
 * Reverses the group `groupId`. `entries` are all entries of every invoice and payment that it touches. Each reversal counts from its
 * original's day (so that asking as of any open day gives what was before), or from the first open day when that one is closed.
 * Refuses with `entry.already-reversed`, or `entry.has-later` and the groups that depend on it: undo those first.
 */
export function undoPlan(groupId: Id, entries: readonly Entry[], lockedUntil: Day | null, why: string | null = null): UndoPlan {
  const group = entries.filter((entry) => entry.groupId === groupId)
  if (group.length === 0) return refuse('entry.not-found')
  const ids = new Set(group.map((entry) => entry.id))
  const reversing = entries.filter((entry) => entry.reverses !== null && ids.has(entry.reverses))
  if (reversing.length === group.length) return refuse('entry.already-reversed')
  if (reversing.length > 0) return { ...refuse('entry.has-later'), dependents: [...new Set(reversing.map((entry) => entry.groupId))] }
  const drafts = group.map((entry) => reversalOf(entry, openDay(entry.on, lockedUntil), why))
  const after: readonly EntryDraft[] = [...entries, ...drafts]
  if (standsUp(group, after)) return { ok: true, drafts }
  const later = entries.filter((entry) => entry.id > (group.at(-1)?.id ?? '') && !ids.has(entry.id) && touchesSame(entry, group))
  return { ...refuse('entry.has-later'), dependents: [...new Set(later.map((entry) => entry.groupId))] }
}

const touchesSame = (entry: Entry, group: readonly Entry[]): boolean =>
  group.some(
    (of) => (of.invoiceId !== null && of.invoiceId === entry.invoiceId) || (of.paymentId !== null && of.paymentId === entry.paymentId),
  )

/** Nothing is set against an invoice or taken of a payment beyond what it has. */
function standsUp(group: readonly Entry[], after: readonly EntryDraft[]): boolean {
  const invoices = new Map(
    group.flatMap((entry) =>
      entry.invoiceId === null || entry.kind === 'overpayment-noted' ? [] : [[entry.invoiceId, entry.amount.currency] as const],
    ),
  )
  const payments = new Map(
    group.flatMap((entry) =>
      entry.paymentId === null ? [] : [[entry.paymentId, (entry.paymentAmount ?? entry.amount).currency] as const],
    ),
  )
  return (
    [...invoices].every(
      ([id, currency]) =>
        invoiceSums(
          after.filter((entry) => entry.invoiceId === id),
          currency,
        ).excess.minor === 0n,
    ) &&
    [...payments].every(
      ([id, currency]) =>
        paymentSums(
          after.filter((entry) => entry.paymentId === id),
          currency,
        ).unapplied.minor >= 0n,
    )
  )
}
