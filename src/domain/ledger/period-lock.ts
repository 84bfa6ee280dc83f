// The closed period: nothing is entered on a day that the owner has closed.
import { addDays, type Day } from '#values/day'
import type { EntryDraft } from './entry.ts'

/** The day itself, or the first open one when it is closed; `lockedUntil` is the last closed day. */
export const openDay = (natural: Day, lockedUntil: Day | null): Day =>
  lockedUntil !== null && natural <= lockedUntil ? addDays(lockedUntil, 1) : natural

export function latestDay(first: Day, ...others: readonly Day[]): Day {
  return [first, ...others].sort().at(-1) ?? first
}

/** The first draft that falls into the closed period, or null. */
export const lockedDraft = (drafts: readonly EntryDraft[], lockedUntil: Day | null): EntryDraft | null =>
  lockedUntil === null ? null : (drafts.find((entry) => entry.on <= lockedUntil) ?? null)
