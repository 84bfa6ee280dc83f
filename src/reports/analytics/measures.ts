// Figures of the measures, invoices by month and status, ageing, and the course of the debt.
import { managementBuckets, statutoryBuckets } from '#domain/analytics/ageing-buckets'
import { atRiskShare, averageDaysDelinquent, collectionEffectiveness, receivablesTurnover } from '#domain/analytics/collection'
import { countbackDso, simpleDso } from '#domain/analytics/dso'
import { punctualityBy } from '#domain/analytics/punctuality-by'
import type { Behind } from '#domain/reporting/definition'
import { daysPast, factStatus, type InvoiceFact } from '#domain/reporting/facts'
import { shortMonthText } from '#domain/wording/day-text'
import type { Block, Cell, ReportContext } from '#ports/report'
import { ageingTable } from '#ports/report-parts/ageing-table'
import type { ReportRows } from '#ports/report-rows'
import { addDays, addMonths, type Day, firstOfMonth, monthKey } from '#values/day'
import { type Money, money } from '#values/money'

const sum = (invoices: readonly InvoiceFact[], of: (invoice: InvoiceFact) => Money): bigint =>
  invoices.reduce((all, invoice) => all + of(invoice).minor, 0n)
const openOf = (invoice: InvoiceFact) => invoice.open
const totalOf = (invoice: InvoiceFact) => invoice.total

const invoicesBehind = (...filters: Behind['filters'][number][]): Behind => ({ subject: 'invoices', filters })
export const openOnes = { field: 'open', operator: 'from', value: '0.01' } as const
const overdueOnes = { field: 'status', operator: 'is', value: 'overdue' } as const

/** Days of sales that simple DSO looks back on: a quarter. */
const dsoDays = 90
const monthsOfSales = 24

export type Measures = {
  readonly receivables: bigint
  readonly overdue: bigint
  readonly current: bigint
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
  const receivables = sum(invoices, openOf)
  const late = invoices.filter((invoice) => invoice.open.minor > 0n && daysPast(invoice, asOf) > 0)
  const overdue = sum(late, openOf)
  const current = receivables - overdue
  const soldSince = (on: Day) =>
    sum(
      invoices.filter((invoice) => invoice.issueOn >= on),
      totalOf,
    )
  const byMonth = Map.groupBy(invoices, (invoice) => monthKey(invoice.issueOn))
  const sales = Array.from({ length: monthsOfSales }, (_, back) => monthKey(addMonths(firstOfMonth(asOf), -back))).map((month) => ({
    month,
    grossMinor: sum(byMonth.get(month) ?? [], totalOf),
  }))
  const recent = soldSince(addDays(asOf, 1 - dsoDays))
  const dso = simpleDso(receivables, recent, dsoDays)
  const bestPossible = simpleDso(current, recent, dsoDays)
  const opening = sum(rows.before, openOf)
  return {
    receivables,
    overdue,
    current,
    dso,
    countback: countbackDso(receivables, sales, asOf),
    bestPossible,
    addDays: averageDaysDelinquent(dso, bestPossible),
    cei: collectionEffectiveness({ opening, sales: soldSince(from), closing: receivables, closingCurrent: current }),
    atRisk: atRiskShare(
      sum(
        late.filter((invoice) => daysPast(invoice, asOf) > 90),
        openOf,
      ),
      receivables,
    ),
    turnover: receivablesTurnover(soldSince(addDays(asOf, -364)), opening, receivables),
  }
}

export function measureFigures(rows: ReportRows, context: ReportContext): Block {
  const { t, language } = context
  const measures = measuresOf(rows)
  const digit = (value: number | null) =>
    value === null ? null : new Intl.NumberFormat(language === 'pl' ? 'pl-PL' : 'en-GB', { maximumFractionDigits: 1 }).format(value)
  const days = (value: number | null): Cell => (value === null ? null : t('reports.days', { count: value }))
  const percent = (value: number | null): Cell => (value === null ? null : { percent: value })
  const [paying] = punctualityBy(rows.invoices, { from: rows.from, asOf: rows.asOf }, () => null)
  const settledLate: Behind = invoicesBehind(
    { field: 'delay', operator: 'from', value: '1' },
    { field: 'dueOn', operator: 'from', value: rows.from },
  )
  const item = (key: string, value: Cell, more: { readonly behind?: Behind; readonly note?: string; readonly tone?: 'bad' } = {}) => ({
    label: t(`report-shelf.measure.${key}`),
    definition: t(`report-shelf.measure.${key}Definition`),
    value,
    ...more,
  })
  return {
    kind: 'figures',
    items: [
      item('receivables', money(measures.receivables, rows.currency), { behind: invoicesBehind(openOnes) }),
      item('overdue', money(measures.overdue, rows.currency), {
        behind: invoicesBehind(overdueOnes),
        ...(measures.overdue > 0n ? { tone: 'bad' as const } : {}),
      }),
      item('atRisk', percent(measures.atRisk), { behind: invoicesBehind({ field: 'bucket', operator: 'is', value: 'over-90' }) }),
      item('dso', days(measures.dso), {
        behind: invoicesBehind({ field: 'issueOn', operator: 'from', value: addDays(rows.asOf, 1 - dsoDays) }),
      }),
      item('countback', days(measures.countback), { behind: invoicesBehind(openOnes) }),
      item('bestPossible', days(measures.bestPossible), {
        behind: invoicesBehind(openOnes, { field: 'bucket', operator: 'is', value: 'current' }),
      }),
      item('addDays', days(measures.addDays), { behind: invoicesBehind(overdueOnes) }),
      item('cei', percent(measures.cei), { behind: invoicesBehind(overdueOnes) }),
      item('turnover', measures.turnover === null ? null : (digit(measures.turnover) ?? null), {
        behind: invoicesBehind({ field: 'issueOn', operator: 'from', value: addDays(rows.asOf, -364) }),
      }),
      item('onTime', percent(paying?.onTimePercent ?? null), {
        behind: settledLate,
        note: t('report-shelf.measure.onTimeNote', { count: paying?.due ?? 0 }),
      }),
      item('meanDelay', days(paying?.meanDelayDays == null ? null : Math.round(paying.meanDelayDays * 10) / 10), { behind: settledLate }),
      item(
        'billed',
        money(
          sum(
            rows.invoices.filter((invoice) => invoice.issueOn >= rows.from),
            totalOf,
          ),
          rows.currency,
        ),
        {
          behind: invoicesBehind({ field: 'issueOn', operator: 'from', value: rows.from }),
        },
      ),
    ],
  }
}

/** First days of the months of the period, at most two years of them. */
export const monthsOf = (rows: Pick<ReportRows, 'from' | 'asOf'>): readonly Day[] => {
  const months: Day[] = []
  for (let month = firstOfMonth(rows.asOf); month >= firstOfMonth(rows.from) && months.length < monthsOfSales; month = addMonths(month, -1))
    months.unshift(month)
  return months
}

const thousands = (minor: bigint): number => Number(minor) / 100_000

/** What was billed in each month by where it stands now: paid, in term, partly, overdue. */
export function monthsChart(rows: ReportRows, { t, language }: ReportContext): Block {
  const months = monthsOf(rows)
  const byMonth = Map.groupBy(rows.invoices, (invoice) => monthKey(invoice.issueOn))
  const of = (status: 'in-term' | 'partly' | 'overdue') =>
    months.map((month) =>
      thousands(
        sum(
          (byMonth.get(monthKey(month)) ?? []).filter((invoice) => factStatus(invoice, rows.asOf) === status),
          openOf,
        ),
      ),
    )
  const paid = months.map((month) => {
    const own = (byMonth.get(monthKey(month)) ?? []).filter((invoice) => invoice.total.minor > 0n)
    return thousands(sum(own, totalOf) - sum(own, openOf))
  })
  return {
    kind: 'chart',
    title: t('report-shelf.analytics.months'),
    unit: t('report-shelf.thousands', { currency: rows.currency }),
    definition: t('report-shelf.analytics.monthsDefinition'),
    categories: months.map((month) => shortMonthText(language, monthKey(month))),
    series: [
      { name: t('reports.monthly.paid'), tone: 'paid', values: paid },
      { name: t('reports.monthly.inTerm'), tone: 'in-term', values: of('in-term') },
      { name: t('reports.monthly.partly'), tone: 'partly', values: of('partly') },
      { name: t('reports.monthly.overdue'), tone: 'overdue', values: of('overdue') },
    ],
    behind: months.map((month) => invoicesBehind({ field: 'issueOn', operator: 'is', value: monthKey(month) })),
  }
}

export function ageingPair(rows: ReportRows, context: ReportContext): Block {
  const open = rows.invoices.filter((invoice) => invoice.open.minor > 0n)
  const aged = open.map((invoice) => ({ days: daysPast(invoice, rows.asOf, rows.basis), amount: invoice.open, invoices: 1 }))
  const note = context.t(`report-shelf.ageing.basis-${rows.basis}`)
  return {
    kind: 'side-by-side',
    left: ageingTable(context, 'management', managementBuckets(aged, rows.currency), rows.currency, note),
    right: ageingTable(context, 'statutory', statutoryBuckets(aged, rows.currency), rows.currency, note),
  }
}

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
      },
      {
        name: t('report-shelf.analytics.overdueShare'),
        tone: 'accent',
        values: rows.monthEnds.map(({ overdue, open }) => (open.minor <= 0n ? null : (Number(overdue.minor) / Number(open.minor)) * 100)),
      },
    ],
    behind: rows.monthEnds.map(({ month }) => invoicesBehind({ field: 'dueOn', operator: 'is', value: month })),
  }
}
