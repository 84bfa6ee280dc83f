// What the source says was paid, beside what we know ourselves: our own write-backs come back to us and must not count twice.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { draft, type Entry, type EntryDraft } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'
import { openDay } from './period-lock.ts'
import { ownDay, release } from './release.ts'

/**
 * Entries that bring what counts as settled at the source in line with `reported`. Of the reported sum our own allocations A may already be
 * part (written back) or not yet, so what counts, E, stays as it is while reported − A ≤ E ≤ reported, and moves to the nearer bound
 * otherwise; never beyond what is due. Only for documents that are owed; a credit note's own settlement is left to the ledger.
 */
export function settledAtSource(input: {
  readonly invoiceId: Id; readonly entries: readonly (Entry | EntryDraft)[]; readonly living: readonly Entry[]; readonly reported: Money; readonly on: Day; readonly lockedUntil: Day | null
}): readonly EntryDraft[] {
  const { reported, lockedUntil } = input
  const sums = invoiceSums(input.entries, reported.currency)
  if (sums.total.minor < 0n) return []
  const counted = sums.settledAtSource.minor
  const own = sums.settled.minor - counted
  const due = sums.total.minor - sums.credited.minor - sums.advances.minor - sums.writtenOff.minor - own
  const least = reported.minor - own
  const within = counted < least ? least : counted > reported.minor ? reported.minor : counted
  const target = within > due ? due : within
  const wanted = target < 0n ? 0n : target
  if (wanted > counted)
    return [draft('settled-at-source', openDay(input.on, lockedUntil), money(wanted - counted, reported.currency), { invoiceId: input.invoiceId })]
  return release(input.living, counted - wanted, ['settled-at-source'], ownDay(lockedUntil)).drafts
}

/** Entries that hand `minor` of what counts as settled at the source over to a payment that turns out to be the same money. */
export const claimFromSource = (entries: readonly Entry[], minor: bigint, lockedUntil: Day | null): readonly EntryDraft[] =>
  release(entries, minor, ['settled-at-source'], ownDay(lockedUntil)).drafts
