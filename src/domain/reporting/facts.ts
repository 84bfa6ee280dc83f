// The books as they stood at the end of a day, one fact a document: what measures and reports are made of.
import type { Currency } from '#values/currency'
import { type Day, daysBetween } from '#values/day'
import type { Money } from '#values/money'

/** Proformas are none. A credit note has a negative total. */
export type InvoiceFact = {
  readonly id: string
  readonly number: string
  readonly type: string
  readonly customerId: string
  readonly customer: string
  readonly taxId: string | null
  readonly segment: string | null
  readonly owner: string | null
  /** Of the first line that names one. */
  readonly category: string | null
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly total: Money
  readonly net: Money | null
  readonly open: Money
  /** In the base currency at the rate of the day; null without a rate. */
  readonly base: { readonly total: Money; readonly open: Money } | null
  /** The day on which nothing was left of it. */
  readonly settledOn: Day | null
  readonly lastPaidOn: Day | null
  readonly disputed: boolean
  readonly ksefNumber: string | null
}

export type PaymentFact = {
  readonly id: string
  readonly bookedOn: Day
  readonly amount: Money
  readonly unapplied: Money
  readonly payer: string | null
  readonly account: string | null
  readonly title: string
  readonly source: string
  readonly status: string
  readonly customerId: string | null
  readonly customer: string | null
}

/** Days after the due day (or the day of issue) at the end of `asOf`; zero or less when not yet due, zero without a due day. */
export const daysPast = (invoice: Pick<InvoiceFact, 'dueOn' | 'issueOn'>, asOf: Day, basis: 'due' | 'issue' = 'due'): number => {
  const from = basis === 'due' ? invoice.dueOn : invoice.issueOn
  return from === null ? 0 : daysBetween(from, asOf)
}

export type FactStatus = 'settled' | 'in-term' | 'partly' | 'overdue' | 'credit'

/** Overdue comes before partly paid: it is what a person has to act on. */
export function factStatus(invoice: InvoiceFact, asOf: Day): FactStatus {
  if (invoice.total.minor < 0n) return 'credit'
  if (invoice.open.minor === 0n) return 'settled'
  if (daysPast(invoice, asOf) > 0) return 'overdue'
  return invoice.open.minor < invoice.total.minor ? 'partly' : 'in-term'
}

/** How an invoice that fell due was paid: `unpaid` when something of it is still open; null when it is not due yet, or no debt. */
export function punctualityOf(invoice: InvoiceFact, asOf: Day): 'on-time' | 'late' | 'unpaid' | null {
  if (invoice.dueOn === null || invoice.total.minor <= 0n || invoice.dueOn > asOf) return null
  return invoice.settledOn === null ? 'unpaid' : invoice.settledOn <= invoice.dueOn ? 'on-time' : 'late'
}

/** Days from the due day to the settlement; negative when paid early, null while open or without a due day. */
export const delayOf = (invoice: Pick<InvoiceFact, 'dueOn' | 'settledOn'>): number | null =>
  invoice.dueOn === null || invoice.settledOn === null ? null : daysBetween(invoice.dueOn, invoice.settledOn)

/** The facts in one currency: as they are in that currency, or all of them in the base currency; `left` counts those without a rate. */
export function inCurrency(
  invoices: readonly InvoiceFact[],
  wanted: Currency,
  base: Currency,
): { readonly invoices: readonly InvoiceFact[]; readonly left: readonly InvoiceFact[] } {
  if (wanted !== base) return { invoices: invoices.filter((invoice) => invoice.total.currency === wanted), left: [] }
  const left: InvoiceFact[] = []
  const taken = invoices.flatMap((invoice) => {
    if (invoice.total.currency === base) return [invoice]
    if (invoice.base !== null) return [{ ...invoice, total: invoice.base.total, open: invoice.base.open, net: null }]
    left.push(invoice)
    return []
  })
  return { invoices: taken, left }
}
