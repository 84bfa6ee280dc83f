// Frees an invoice of what is set against it, the latest first: when a payment is taken back or the document becomes smaller.
import type { Day } from '#values/day'
import { type Money, money } from '#values/money'
import { draft, type Entry, type EntryDraft, type EntryKind, livingEntries, reversalOf } from './entry.ts'
import { openDay } from './period-lock.ts'

/**
 * Reverses the living entries of `kinds`, the latest first, until `wanted` minor units are free, and enters again what of the last one stays.
 * `on` is the day it counts from, at least the entry's own. Measured in the payment's currency when `by` is `payment`.
 * Says what could not be freed as `short`.
 */
export function release(
  entries: readonly Entry[],
  wanted: bigint,
  kinds: readonly EntryKind[],
  on: (entry: Entry) => Day,
  by: 'invoice' | 'payment' = 'invoice',
): { readonly drafts: readonly EntryDraft[]; readonly short: bigint } {
  const living = livingEntries(entries)
    .filter((entry) => kinds.includes(entry.kind))
    .toSorted(latestFirst)
  const drafts: EntryDraft[] = []
  let left = wanted
  for (const entry of living) {
    if (left <= 0n) break
    const { minor } = by === 'payment' ? (entry.paymentAmount ?? entry.amount) : entry.amount
    // What stands on a credit note bears its minus.
    const has = minor < 0n ? -minor : minor
    const freed = has < left ? has : left
    drafts.push(reversalOf(entry, on(entry)))
    if (freed < has) drafts.push(kept(entry, has - freed, has, on(entry)))
    left -= freed
  }
  return { drafts, short: left < 0n ? 0n : left }
}

/** The part of an entry that stays, in proportion `rest` of `has`, from the day its reversal counts. */
function kept(entry: Entry, rest: bigint, has: bigint, on: Day): EntryDraft {
  const part = (amount: Money): Money => money((amount.minor * rest) / has, amount.currency)
  return draft(entry.kind, on, part(entry.amount), {
    invoiceId: entry.invoiceId,
    paymentId: entry.paymentId,
    paymentAmount: entry.paymentAmount === null ? null : part(entry.paymentAmount),
    matchId: entry.matchId,
    why: entry.why,
  })
}

const latestFirst = (a: Entry, b: Entry): number => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1)

/** The day a release counts from when the cause happened on `cause`: not before the entry itself, not in the closed period. */
export const releaseDay =
  (cause: Day, lockedUntil: Day | null) =>
  (entry: Entry): Day =>
    openDay(entry.on > cause ? entry.on : cause, lockedUntil)

/** The entry's own day, or the first open one: for taking back what was never right. */
export const ownDay =
  (lockedUntil: Day | null) =>
  (entry: Entry): Day =>
    openDay(entry.on, lockedUntil)
