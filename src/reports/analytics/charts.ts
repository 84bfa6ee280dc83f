// Invoices by month and status, ageing, and the course of the debt.
import { managementBuckets, statutoryBuckets } from '#domain/analytics/ageing-buckets'
import type { Behind } from '#domain/reporting/definition'
import { daysPast, factStatus } from '#domain/reporting/facts'
import { shortMonthText } from '#domain/wording/day-text'
import type { Block, ReportContext } from '#ports/report'
import { ageingTable } from '#ports/report-parts/ageing-table'
import type { ReportRows } from '#ports/report-rows'
import { unitOf } from '#values/currency-unit'
import { type Day, monthKey } from '#values/day'
import { monthsOf, openOf, sumOf, totalOf } from './measures.ts'
import { debts, invoicesWhere, openOnes, where } from './rows-behind.ts'

const thousands = (minor: bigint): number => Number(minor) / 100_000

/** What was billed in each month by where it stands now: paid, in term, partly, overdue. */
export function monthsChart(rows: ReportRows, { t, language }: ReportContext): Block {
  const months = monthsOf(rows)
  const byMonth = Map.groupBy(rows.invoices, (invoice) => monthKey(invoice.issueOn))
  const of = (status: 'in-term' | 'partly' | 'overdue') =>
    months.map((month) =>
      thousands(
        sumOf(
          (byMonth.get(monthKey(month)) ?? []).filter((invoice) => factStatus(invoice, rows.asOf) === status),
          openOf,
        ),
      ),
    )
  const paid = months.map((month) => {
    const own = (byMonth.get(monthKey(month)) ?? []).filter((invoice) => invoice.total.minor > 0n)
    return thousands(sumOf(own, totalOf) - sumOf(own, openOf))
  })
  const inMonth = (status: string) =>
    months.map((month) => invoicesWhere(where('issueOn', 'is', monthKey(month)), where('status', 'is', status)))
  const paidIn = months.map((month) => ({
    ...invoicesWhere(where('issueOn', 'is', monthKey(month)), debts),
    columns: ['number', 'customer', 'issueOn', 'dueOn', 'status', 'total', 'paid', 'open'],
  }))
  return {
    kind: 'chart',
    title: t('report-shelf.analytics.months'),
    unit: t('report-shelf.thousands', { currency: unitOf(rows.currency) }),
    definition: t('report-shelf.analytics.monthsDefinition'),
    categories: months.map((month) => shortMonthText(language, monthKey(month))),
    series: [
      { name: t('reports.monthly.paid'), tone: 'paid', values: paid, behind: paidIn },
      { name: t('reports.monthly.inTerm'), tone: 'in-term', values: of('in-term'), behind: inMonth('in-term') },
      { name: t('reports.monthly.partly'), tone: 'partly', values: of('partly'), behind: inMonth('partly') },
      { name: t('reports.monthly.overdue'), tone: 'overdue', values: of('overdue'), behind: inMonth('overdue') },
    ],
  }
}

export function ageingPair(rows: ReportRows, context: ReportContext): Block {
  const open = rows.invoices.filter((invoice) => invoice.open.minor > 0n)
  const aged = open.map((invoice) => ({ days: daysPast(invoice, rows.asOf, rows.basis), amount: invoice.open, invoices: 1 }))
  const note = context.t(`report-shelf.ageing.basis-${rows.basis}`)
  return {
    kind: 'side-by-side',
    left: ageingTable(context, 'management', managementBuckets(aged, rows.currency), rows, note),
    right: ageingTable(context, 'statutory', statutoryBuckets(aged, rows.currency), rows, note),
  }
}

/** The debts and turnovers of all customers that the company's ratio of a day is counted from. */
const ratiosOn = (day: Day): Behind => ({
  subject: 'customers',
  filters: [where('ratioTurnover', 'filled', '')],
  day,
  columns: ['customer', 'debtShare', 'ratioDebt', 'ratioTurnover'],
})

/** The debt ratio and the overdue share at each month end; a month that was not counted is a gap. */
export function trendChart(rows: ReportRows, { t, language }: ReportContext): Block {
  return {
    kind: 'chart',
    title: t('report-shelf.analytics.trend'),
    unit: '%',
    definition: t('report-shelf.analytics.trendDefinition'),
    look: 'line',
    sums: false,
    categories: rows.monthEnds.map(({ month }) => shortMonthText(language, month)),
    series: [
      {
        name: t('report-shelf.analytics.debtShare'),
        tone: 'overdue',
        values: rows.monthEnds.map(({ ratioPercent }) => ratioPercent),
        behind: rows.monthEnds.map(({ on, ratioPercent }) => (ratioPercent === null ? null : ratiosOn(on))),
      },
      {
        name: t('report-shelf.analytics.overdueShare'),
        tone: 'accent',
        values: rows.monthEnds.map(({ overdue, open }) => (open.minor <= 0n ? null : (Number(overdue.minor) / Number(open.minor)) * 100)),
        behind: rows.monthEnds.map(({ on }) => ({
          ...invoicesWhere(openOnes, where('currency', 'is', rows.currency)),
          day: on,
          groupBy: 'status',
        })),
      },
    ],
  }
}
