// Gives up an open amount, whole or in part.
import type { Day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Money } from '#values/money'
import { draft, type EntryDraft } from './entry.ts'
import { latestDay, openDay } from './period-lock.ts'
import { type PlannedInvoice, type Refusal, refuse } from './plan.ts'

/** The entry that writes `amount` off, all that is open unless told. Refuses with `invoice.nothing-open`, `allocation.exceeds-open`, `allocation.currency-mismatch`. */
export function writeOffPlan(
  invoice: PlannedInvoice,
  amount: Money | null,
  today: Day,
  lockedUntil: Day | null,
  why: string,
): { readonly ok: true; readonly drafts: readonly EntryDraft[] } | Refusal {
  const wanted = amount ?? invoice.open
  const facts = { number: invoice.number }
  if (invoice.open.minor <= 0n) return refuse('invoice.nothing-open', facts)
  if (wanted.currency !== invoice.open.currency) return refuse('allocation.currency-mismatch', { ...facts, currency: wanted.currency })
  if (wanted.minor <= 0n) return refuse('allocation.empty')
  if (wanted.minor > invoice.open.minor)
    return refuse('allocation.exceeds-open', { ...facts, open: formatDecimal(invoice.open), currency: wanted.currency })
  return {
    ok: true,
    drafts: [draft('write-off', openDay(latestDay(today, invoice.issuedOn), lockedUntil), wanted, { invoiceId: invoice.id, why })],
  }
}
