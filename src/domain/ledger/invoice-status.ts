// Where an invoice stands, and since when.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { type Entry, entriesUntil, livingEntries } from './entry.ts'
import { type InvoiceSums, invoiceSums } from './invoice-sums.ts'

/** corrected: credit notes took all of it · cancelled: its source took it back. A dispute is a hold beside the status, not one of them. */
export const invoiceStatuses = ['unpaid', 'partly-paid', 'paid', 'overpaid', 'corrected', 'written-off', 'cancelled'] as const
export type InvoiceStatus = (typeof invoiceStatuses)[number]

function statusOf(sums: InvoiceSums): InvoiceStatus {
  if (sums.open.minor !== 0n) return sums.settled.minor === 0n ? 'unpaid' : 'partly-paid'
  if (sums.excess.minor > 0n) return 'overpaid'
  if (sums.writtenOff.minor !== 0n) return 'written-off'
  if (sums.settled.minor !== 0n) return 'paid'
  if (sums.credited.minor !== 0n && sums.total.minor > 0n) return 'corrected'
  return sums.total.minor === 0n && sums.changed.minor !== 0n ? 'cancelled' : 'paid'
}

/**
 * Status of one invoice with the first day of the unbroken time in which it has held, as of the end of a day or now.
 * `overpaidMinor` is what is kept for the customer because he paid this invoice by too much (see overpaidAmount).
 */
export function invoiceStatus(
  entries: readonly Entry[],
  currency: Currency,
  at: { readonly asOf?: Day; readonly overpaidMinor?: bigint } = {},
): { readonly status: InvoiceStatus; readonly since: Day } | null {
  const counted = entriesUntil(entries, at.asOf).filter((entry) => entry.invoiceId !== null)
  const days = [...new Set(counted.filter((entry) => entry.kind !== 'overpayment-noted').map((entry) => entry.on))].sort()
  let now: { status: InvoiceStatus; since: Day } | null = null
  for (const day of days) {
    const status = statusOf(invoiceSums(counted, currency, day))
    if (now === null || now.status !== status) now = { status, since: day }
  }
  if (now === null || now.status !== 'paid' || (at.overpaidMinor ?? 0n) <= 0n) return now
  const noted = livingEntries(counted)
    .filter((entry) => entry.kind === 'overpayment-noted')
    .map((entry) => entry.on)
    .sort()
  return { status: 'overpaid', since: noted.at(-1) ?? now.since }
}

/** Day of the latest money set against the invoice that still stands; null when there is none. */
export function lastPaidOn(entries: readonly Entry[], asOf?: Day): Day | null {
  const paid = livingEntries(entriesUntil(entries, asOf)).filter(
    (entry) => entry.kind === 'allocation' || entry.kind === 'settled-at-source',
  )
  return (
    paid
      .map((entry) => entry.on)
      .sort()
      .at(-1) ?? null
  )
}
