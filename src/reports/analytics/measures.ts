// The measures of receivables as numbers, with what each is counted from.
import { atRiskShare, averageDaysDelinquent, collectionEffectiveness, receivablesTurnover } from '#domain/analytics/collection'
import { countbackDso, simpleDso } from '#domain/analytics/dso'
import { daysPast, type InvoiceFact } from '#domain/reporting/facts'
import type { ReportRows } from '#ports/report-rows'
import { addDays, addMonths, type Day, firstOfMonth, monthKey } from '#values/day'
import type { Money } from '#values/money'

export const sumOf = (invoices: readonly InvoiceFact[], of: (invoice: InvoiceFact) => Money): bigint =>
  invoices.reduce((all, invoice) => all + of(invoice).minor, 0n)
export const openOf = (invoice: InvoiceFact) => invoice.open
export const totalOf = (invoice: InvoiceFact) => invoice.total

/** Days of sales that simple DSO looks back on: a quarter. */
export const dsoDays = 90
export const yearDays = 365
const monthsOfSales = 24

export type Measures = {
  readonly receivables: bigint
  readonly overdue: bigint
  readonly current: bigint
  /** Receivables on the day before the period. */
  readonly opening: bigint
  readonly overNinety: bigint
  /** Billed in the period, in the last quarter, in the last 365 days, and since the month in which countback ends. */
  readonly billed: bigint
  readonly quarterSales: bigint
  readonly yearSales: bigint
  readonly countbackSales: { readonly from: Day; readonly minor: bigint }
  readonly dso: number | null
  readonly countback: number | null
  readonly bestPossible: number | null
  readonly addDays: number | null
  readonly cei: number | null
  readonly atRisk: number | null
  readonly turnover: number | null
}

export function measuresOf(rows: Pick<ReportRows, 'invoices' | 'before' | 'asOf' | 'from' | 'currency'>): Measures {
  const { invoices, asOf, from } = rows
  const receivables = sumOf(invoices, openOf)
  const late = invoices.filter((invoice) => invoice.open.minor > 0n && daysPast(invoice, asOf) > 0)
  const overdue = sumOf(late, openOf)
  const current = receivables - overdue
  const soldSince = (on: Day) =>
    sumOf(
      invoices.filter((invoice) => invoice.issueOn >= on),
      totalOf,
    )
  const byMonth = Map.groupBy(invoices, (invoice) => monthKey(invoice.issueOn))
  const sales = Array.from({ length: monthsOfSales }, (_, back) => monthKey(addMonths(firstOfMonth(asOf), -back))).map((month) => ({
    month,
    grossMinor: sumOf(byMonth.get(month) ?? [], totalOf),
  }))
  const recent = soldSince(addDays(asOf, 1 - dsoDays))
  const dso = simpleDso(receivables, recent, dsoDays)
  const bestPossible = simpleDso(current, recent, dsoDays)
  const opening = sumOf(rows.before, openOf)
  const billed = soldSince(from)
  const yearSales = soldSince(addDays(asOf, 1 - yearDays))
  const countback = countbackDso(receivables, sales, asOf)
  const countedFrom =
    countback === null ? addMonths(firstOfMonth(asOf), 1 - monthsOfSales) : firstOfMonth(addDays(asOf, 1 - Math.ceil(countback)))
  const overNinety = sumOf(
    late.filter((invoice) => daysPast(invoice, asOf) > 90),
    openOf,
  )
  return {
    receivables,
    overdue,
    current,
    opening,
    overNinety,
    billed,
    quarterSales: recent,
    yearSales,
    countbackSales: { from: countedFrom, minor: soldSince(countedFrom) },
    dso,
    countback,
    bestPossible,
    addDays: averageDaysDelinquent(dso, bestPossible),
    cei: collectionEffectiveness({ opening, sales: billed, closing: receivables, closingCurrent: current }),
    atRisk: atRiskShare(overNinety, receivables),
    turnover: receivablesTurnover(yearSales, opening, receivables),
  }
}

/** First days of the months of the period, at most two years of them. */
export const monthsOf = (rows: Pick<ReportRows, 'from' | 'asOf'>): readonly Day[] => {
  const months: Day[] = []
  for (let month = firstOfMonth(rows.asOf); month >= firstOfMonth(rows.from) && months.length < monthsOfSales; month = addMonths(month, -1))
    months.unshift(month)
  return months
}
