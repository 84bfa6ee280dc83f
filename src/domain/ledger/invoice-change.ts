// A document that its source changed or cancelled.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { draft, type Entry, type EntryDraft } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'
import { openDay } from './period-lock.ts'
import { release, releaseDay } from './release.ts'
import { releaseCredits } from './release-credits.ts'

/**
 * Entries that bring a document to `total` from the day `on` (zero for a cancelled one). What is then set against it beyond its total is
 * freed: first what the source had settled, then the latest allocations, which go back to their payments and are noted there as overpaid,
 * last credit notes. `entries` are all of the document and of the groups of its credit allocations. Empty when nothing changed.
 */
export function invoiceChange(input: {
  readonly invoiceId: Id
  readonly entries: readonly Entry[]
  readonly total: Money
  readonly on: Day
  readonly lockedUntil: Day | null
  readonly why: string
}): readonly EntryDraft[] {
  const { invoiceId, entries, total, lockedUntil, why } = input
  const own = entries.filter((entry) => entry.invoiceId === invoiceId)
  const sums = invoiceSums(own, total.currency)
  const difference = total.minor - sums.total.minor
  if (difference === 0n) return []
  const on = openDay(input.on, lockedUntil)
  const changed = draft('invoice-changed', on, money(difference, total.currency), { invoiceId, why })
  const excess = invoiceSums([...own, changed], total.currency).excess.minor
  const day = releaseDay(on, lockedUntil)
  const atSource = release(own, excess, ['settled-at-source'], day)
  const freed = release(own, atSource.short, ['allocation', 'bank-fee', 'currency-difference', 'write-off', 'advance-deducted'], day)
  const credits = releaseCredits(invoiceId, entries, freed.short, day)
  return [changed, ...atSource.drafts, ...freed.drafts, ...credits.drafts, ...overpaid(invoiceId, freed.drafts, total.minor === 0n)]
}

/** Freed money is noted as this invoice's overpayment, unless the invoice is gone: then it is simply unapplied again. */
function overpaid(invoiceId: Id, freed: readonly EntryDraft[], gone: boolean): readonly EntryDraft[] {
  if (gone) return []
  const byPayment = new Map<Id, { minor: bigint; from: EntryDraft }>()
  for (const entry of freed) {
    if (entry.kind !== 'allocation' || entry.paymentId === null || entry.paymentAmount === null) continue
    byPayment.set(entry.paymentId, { minor: (byPayment.get(entry.paymentId)?.minor ?? 0n) - entry.paymentAmount.minor, from: entry })
  }
  return [...byPayment].map(([paymentId, { minor, from }]) => {
    const currency = from.paymentAmount?.currency ?? from.amount.currency
    return draft('overpayment-noted', from.on, money(minor, currency), {
      paymentId,
      invoiceId: currency === from.amount.currency ? invoiceId : null,
      why: 'invoice-changed',
    })
  })
}
