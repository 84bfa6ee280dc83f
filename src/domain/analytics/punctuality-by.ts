// Punctuality of groups: customers, months, segments, people, categories.
import type { Day } from '#values/day'
import type { InvoiceFact } from '../reporting/facts.ts'
import { type Punctuality, punctuality } from './punctuality.ts'

export type GroupPunctuality = Punctuality & { readonly key: string | null }

/** Of invoices that fell due from `from` to `asOf`, by what `keyOf` says of each; credit notes and those without a due day are left out. */
export function punctualityBy(
  invoices: readonly InvoiceFact[],
  period: { readonly from: Day; readonly asOf: Day },
  keyOf: (invoice: InvoiceFact) => string | null,
): readonly GroupPunctuality[] {
  const due = invoices.flatMap((invoice) =>
    invoice.total.minor > 0n && invoice.dueOn !== null && invoice.dueOn >= period.from && invoice.dueOn <= period.asOf
      ? [{ key: keyOf(invoice), dueOn: invoice.dueOn, settledOn: invoice.settledOn }]
      : [],
  )
  return [...Map.groupBy(due, ({ key }) => key)].map(([key, some]) => ({ key, ...punctuality(some) }))
}
