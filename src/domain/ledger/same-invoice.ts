// Whether a record is an invoice that is known already, and whether it can be right at all.
import { addDays, addMonths, type Day } from '#values/day'
import type { FailureFacts } from '#values/failure'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { equals, type Money } from '#values/money'
import { foldText } from '#values/plain-text'

export type InvoiceFacts = {
  readonly number: string
  readonly issueOn: Day
  readonly total: Money
  readonly taxId: string | null
  readonly customerName: string
}

const nameOf = (name: string): string =>
  foldText(name)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

/** One document from two sources: the same number, day and total, and the same customer by tax number or, where one lacks it, by name. */
export function sameInvoice(a: InvoiceFacts, b: InvoiceFacts): boolean {
  if (a.issueOn !== b.issueOn || !equals(a.total, b.total) || canonicalInvoiceNumber(a.number) !== canonicalInvoiceNumber(b.number))
    return false
  return a.taxId !== null && b.taxId !== null ? a.taxId === b.taxId : nameOf(a.customerName) === nameOf(b.customerName)
}

export type Suspicion = { readonly code: string; readonly facts: FailureFacts }

const oldest = '1990-01-01' as Day

/** Why an invoice must wait for a person: its days cannot be right (T11); null where nothing is wrong. */
export function invoiceSuspicion(invoice: { readonly issueOn: Day; readonly dueOn?: Day }, today: Day): Suspicion | null {
  if (invoice.issueOn > addDays(today, 366)) return { code: 'invoice.future-day', facts: { day: invoice.issueOn } }
  if (invoice.issueOn < oldest) return { code: 'invoice.ancient-day', facts: { day: invoice.issueOn } }
  const { dueOn } = invoice
  if (dueOn !== undefined && (dueOn > addMonths(invoice.issueOn, 120) || dueOn < oldest))
    return { code: 'invoice.due-day', facts: { day: dueOn } }
  return null
}
