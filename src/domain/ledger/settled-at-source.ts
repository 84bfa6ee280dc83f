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
 * otherwise; never beyond what is due. For a credit note everything bears its minus, whichever sign the source reports.
 */
export function settledAtSource(input: {
  readonly invoiceId: Id
  readonly entries: readonly EntryDraft[]
  readonly living: readonly Entry[]
  readonly reported: Money
  readonly on: Day
  readonly lockedUntil: Day | null
}): readonly EntryDraft[] {
  const { lockedUntil } = input
  const { currency } = input.reported
  const sums = invoiceSums(input.entries, currency)
  const sign = sums.total.minor < 0n ? -1n : 1n
  const counted = sums.settledAtSource.minor * sign
  const own = sums.settled.minor * sign - counted
  const due = (sums.total.minor - sums.credited.minor - sums.advances.minor - sums.writtenOff.minor) * sign - own
  const reported = input.reported.minor * sign < 0n && sign < 0n ? input.reported.minor : input.reported.minor * sign
  const wanted = nearest(counted, reported - own, reported < due ? reported : due)
  if (wanted > counted)
    return [
      draft('settled-at-source', openDay(input.on, lockedUntil), money((wanted - counted) * sign, currency), {
        invoiceId: input.invoiceId,
      }),
    ]
  return release(input.living, counted - wanted, ['settled-at-source'], ownDay(lockedUntil)).drafts
}

/** `value`, or the bound it lies beyond; the upper one counts where they cross, and nothing is below zero. */
function nearest(value: bigint, least: bigint, most: bigint): bigint {
  const raised = value < least ? least : value
  const within = raised > most ? most : raised
  return within < 0n ? 0n : within
}

/** Entries that hand `minor` of what counts as settled at the source over to a payment that turns out to be the same money. */
export const claimFromSource = (entries: readonly Entry[], minor: bigint, lockedUntil: Day | null): readonly EntryDraft[] =>
  release(entries, minor, ['settled-at-source'], ownDay(lockedUntil)).drafts
