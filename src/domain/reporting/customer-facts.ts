// One fact a customer, made of his invoices: what he owes, since when, how he pays.
import type { Currency } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { type Money, money } from '#values/money'
import { overdueSince } from '../analytics/overdue-since.ts'
import { punctualityBy } from '../analytics/punctuality-by.ts'
import { daysPast, type InvoiceFact } from './facts.ts'

/** `percent` is null where there is no ratio; debt ÷ turnover are what it was counted from. */
export type RatioFact = { readonly percent: number | null; readonly debt: Money; readonly turnover: Money }

export type CustomerFact = {
  readonly id: string
  readonly name: string
  readonly taxId: string | null
  readonly segment: string | null
  readonly owner: string | null
  readonly openCount: number
  readonly overdueCount: number
  readonly oldestDays: number
  readonly overdueSince: Day | null
  readonly firstOverdue: Day | null
  /** Of what fell due in the last 365 days. */
  readonly onTimePercent: number | null
  readonly meanDelayDays: number | null
  /** The debt ratio by the company's own definition, as it was kept; null where none was counted. */
  readonly ratio: RatioFact | null
  readonly turnover: Money
  readonly open: Money
  readonly overdue: Money
}

const sumOf = (invoices: readonly InvoiceFact[], of: (invoice: InvoiceFact) => Money, currency: Currency): Money =>
  money(
    invoices.reduce((sum, invoice) => sum + of(invoice).minor, 0n),
    currency,
  )

/** Invoices of one currency (facts.inCurrency), in the order in which customers first appear. */
export function customerFacts(
  invoices: readonly InvoiceFact[],
  asOf: Day,
  currency: Currency,
  ratios: ReadonlyMap<string, RatioFact>,
): readonly CustomerFact[] {
  const from = addDays(asOf, -364)
  return [...Map.groupBy(invoices, ({ customerId }) => customerId)].map(([id, own]) => {
    const open = own.filter((invoice) => invoice.open.minor > 0n)
    const late = open.filter((invoice) => daysPast(invoice, asOf) > 0)
    const since = overdueSince(own, asOf)
    const [paying] = punctualityBy(own, { from, asOf }, () => null)
    const turnover = sumOf(
      own.filter((invoice) => invoice.issueOn >= from),
      (invoice) => invoice.total,
      currency,
    )
    const overdue = sumOf(late, (invoice) => invoice.open, currency)
    const [first] = own
    return {
      id,
      name: first?.customer ?? '',
      taxId: first?.taxId ?? null,
      segment: first?.segment ?? null,
      owner: first?.owner ?? null,
      openCount: open.length,
      overdueCount: late.length,
      oldestDays: Math.max(0, ...late.map((invoice) => daysPast(invoice, asOf))),
      overdueSince: since.now,
      firstOverdue: since.first,
      onTimePercent: paying?.onTimePercent ?? null,
      meanDelayDays: paying?.meanDelayDays ?? null,
      ratio: ratios.get(id) ?? null,
      turnover,
      open: sumOf(own, (invoice) => invoice.open, currency),
      overdue,
    }
  })
}
