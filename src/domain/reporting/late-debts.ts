// The invoices that bear interest: open after their due day, or settled after it within the period.
import type { Day } from '#values/day'
import { daysPast, delayOf, type InvoiceFact } from './facts.ts'

/** Of the złoty and euro alone are rates and compensation regulated, but interest runs in every currency; credit notes bear none. */
export const factsOfDebts = (
  invoices: readonly InvoiceFact[],
  period: { readonly from: Day; readonly asOf: Day },
): readonly InvoiceFact[] =>
  invoices.filter((invoice) => {
    if (invoice.dueOn === null || invoice.total.minor <= 0n) return false
    if (invoice.open.minor > 0n) return daysPast(invoice, period.asOf) > 0
    return (delayOf(invoice) ?? 0) > 0 && invoice.settledOn !== null && invoice.settledOn >= period.from
  })
