// Customers who regularly pay late.
import { addDays, type Day } from '#values/day'
import { delayOf, type InvoiceFact } from '../reporting/facts.ts'

export type LatePayer = {
  readonly customerId: string
  readonly customer: string
  readonly taxId: string | null
  readonly settled: number
  readonly late: number
  readonly latePercent: number
  readonly meanDelayDays: number
}

const fewest = 3
export const daysForgiven = 3
const lateShare = 0.5

/** First day of the year that is looked at. */
export const settledSince = (asOf: Day): Day => addDays(asOf, -364)

/**
 * Of those with at least three invoices settled in the last 365 days: more than half of them later than three days after the due day. The mean
 * delay counts early ones as zero. The worst first.
 */
export function regularlyLate(invoices: readonly InvoiceFact[], asOf: Day): readonly LatePayer[] {
  const since = settledSince(asOf)
  const settled = invoices.flatMap((invoice) => {
    const delay = delayOf(invoice)
    return delay === null || invoice.total.minor <= 0n || invoice.settledOn === null || invoice.settledOn < since
      ? []
      : [{ invoice, delay }]
  })
  return [...Map.groupBy(settled, ({ invoice }) => invoice.customerId)]
    .map(([customerId, some]) => {
      const late = some.filter(({ delay }) => delay > daysForgiven).length
      return {
        customerId,
        customer: some[0]?.invoice.customer ?? '',
        taxId: some[0]?.invoice.taxId ?? null,
        settled: some.length,
        late,
        latePercent: (late / some.length) * 100,
        meanDelayDays: some.reduce((sum, { delay }) => sum + Math.max(0, delay), 0) / some.length,
      }
    })
    .filter((payer) => payer.settled >= fewest && payer.late / payer.settled > lateShare)
    .sort((a, b) => b.meanDelayDays - a.meanDelayDays || b.late - a.late)
}
