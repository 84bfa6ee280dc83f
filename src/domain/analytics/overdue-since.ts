// Since when a customer is overdue, now and ever.
import { addDays, type Day } from '#values/day'
import type { InvoiceFact } from '../reporting/facts.ts'

export type OverdueSince = {
  /** First day of the debt that stands now: the day after the oldest open due day. */
  readonly now: Day | null
  /** First day on which anything of the customer was ever overdue, as far as the books reach. */
  readonly first: Day | null
  /** Last day on which something was overdue: `asOf` while it is. */
  readonly last: Day | null
}

export function overdueSince(invoices: readonly InvoiceFact[], asOf: Day): OverdueSince {
  const stretches = invoices.flatMap(({ dueOn, open, settledOn, total }) => {
    if (dueOn === null || dueOn >= asOf || total.minor <= 0n) return []
    if (open.minor > 0n) return [{ from: addDays(dueOn, 1), to: asOf, open: true }]
    return settledOn !== null && settledOn > dueOn ? [{ from: addDays(dueOn, 1), to: settledOn, open: false }] : []
  })
  const least = (days: readonly Day[]): Day | null => days.toSorted()[0] ?? null
  return {
    now: least(stretches.filter((stretch) => stretch.open).map(({ from }) => from)),
    first: least(stretches.map(({ from }) => from)),
    last:
      stretches
        .map(({ to }) => to)
        .toSorted()
        .at(-1) ?? null,
  }
}
