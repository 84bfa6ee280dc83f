// Whether an invoice still has open what is to be set against it, or other money came first.
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import type { WantedAllocation } from './plan.ts'

/** More than is open of the invoice, or of the credit note, whose amounts are negative. */
export const exceedsOpen = (amount: Money, open: Money): boolean =>
  amount.minor > 0n ? amount.minor > open.minor : amount.minor < open.minor

/** The invoices of a proposal that no longer have what it would set against them. `left` is what may be claimed of each; one that is not known is gone. */
export const overtakenInvoices = (
  wanted: readonly WantedAllocation[],
  invoices: ReadonlyMap<Id, { readonly left: Money }>,
): readonly Id[] =>
  wanted.flatMap(({ invoiceId, amount }) => {
    const invoice = invoices.get(invoiceId)
    return invoice === undefined || exceedsOpen(amount, invoice.left) ? [invoiceId] : []
  })
