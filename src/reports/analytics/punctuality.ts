// How punctually customers pay: by month, by delay, by group.
import { delayDistribution } from '#domain/analytics/delay-distribution'
import { type GroupPunctuality, punctualityBy } from '#domain/analytics/punctuality-by'
import type { Behind, Filter } from '#domain/reporting/definition'
import { delayOf, type InvoiceFact } from '#domain/reporting/facts'
import { shortMonthText } from '#domain/wording/day-text'
import type { Block, ReportContext } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import type { ReportRows } from '#ports/report-rows'
import { monthKey } from '#values/day'
import { monthsOf } from './measures.ts'
import { debts, delayColumns, groupOf, invoicesWhere, since, until, where } from './rows-behind.ts'

const period = (rows: ReportRows) => ({ from: rows.from, asOf: rows.asOf })
/** Debts that fell due in the period. */
const dueIn = (rows: ReportRows): readonly Filter[] => [debts, since('dueOn', rows.from), until('dueOn', rows.asOf)]

export function punctualityChart(rows: ReportRows, { t, language }: ReportContext): Block {
  const months = monthsOf(rows).map(monthKey)
  const found = new Map(
    punctualityBy(rows.invoices, period(rows), ({ dueOn }) => (dueOn === null ? null : monthKey(dueOn))).map((group) => [group.key, group]),
  )
  return {
    kind: 'chart',
    title: t('report-shelf.analytics.punctuality'),
    unit: '%',
    definition: t('report-shelf.analytics.punctualityDefinition'),
    look: 'line',
    sums: false,
    categories: months.map((month) => shortMonthText(language, month)),
    series: [
      {
        name: t('report-shelf.analytics.onTime'),
        tone: 'accent',
        values: months.map((month) => found.get(month)?.onTimePercent ?? null),
        behind: months.map((month) => ({ ...invoicesWhere(...dueIn(rows), where('dueOn', 'is', month)), groupBy: 'punctual' })),
      },
    ],
  }
}

const stretchFilters: Readonly<Record<string, readonly Filter[]>> = Object.fromEntries(
  (
    [
      ['early', null, -1],
      ['on-day', 0, 0],
      ['1-7', 1, 7],
      ['8-14', 8, 14],
      ['15-30', 15, 30],
      ['31-60', 31, 60],
      ['over-60', 61, null],
    ] as const
  ).map(([stretch, from, to]) => [
    stretch,
    [
      ...(from === null ? [] : [{ field: 'delay', operator: 'from' as const, value: String(from) }]),
      ...(to === null ? [] : [{ field: 'delay', operator: 'to' as const, value: String(to) }]),
    ],
  ]),
)

export function delayChart(rows: ReportRows, { t }: ReportContext): Block {
  const delays = rows.invoices.flatMap((invoice) => {
    const delay = invoice.total.minor > 0n && invoice.settledOn !== null && invoice.settledOn >= rows.from ? delayOf(invoice) : null
    return delay === null ? [] : [delay]
  })
  const stretches = delayDistribution(delays)
  const inStretch = (stretch: string) => invoicesWhere(debts, since('settledOn', rows.from), ...(stretchFilters[stretch] ?? []))
  const onTime = (stretch: string) => stretch === 'early' || stretch === 'on-day'
  return {
    kind: 'chart',
    title: t('report-shelf.analytics.delays'),
    unit: t('report-shelf.analytics.delaysUnit'),
    definition: t('report-shelf.analytics.delaysDefinition'),
    categories: stretches.map(({ stretch }) => t(`report-shelf.analytics.stretch.${stretch}`)),
    series: [
      {
        name: t('report-shelf.analytics.inTime'),
        tone: 'paid',
        values: stretches.map(({ stretch, count }) => (onTime(stretch) ? count : 0)),
        behind: stretches.map(({ stretch }) => (onTime(stretch) ? inStretch(stretch) : null)),
      },
      {
        name: t('report-shelf.analytics.late'),
        tone: 'overdue',
        values: stretches.map(({ stretch, count }) => (onTime(stretch) ? 0 : count)),
        behind: stretches.map(({ stretch }) => (onTime(stretch) ? null : inStretch(stretch))),
      },
    ],
  }
}

const groupsShown = 20

function groupTable(
  rows: ReportRows,
  context: ReportContext,
  field: 'segment' | 'owner' | 'category' | 'customer',
  keyOf: (invoice: InvoiceFact) => string | null,
): Block {
  const { t } = context
  // An invoice of several categories is told in each of them.
  const [subject, counted] = field === 'category' ? (['lines', rows.lines] as const) : (['invoices', rows.invoices] as const)
  const groups = punctualityBy(counted, period(rows), keyOf).toSorted((a, b) => b.due - a.due)
  const behind = (group: GroupPunctuality, ...more: readonly Filter[]): Behind => ({
    subject,
    filters: [...dueIn(rows), groupOf(field, group.key), ...more],
  })
  return listTable(context, {
    title: t(`report-shelf.analytics.by-${field}`),
    definition: t('report-shelf.analytics.punctualityDefinition'),
    ...(groups.length > groupsShown ? { note: t('report-shelf.analytics.first', { count: groupsShown, of: groups.length }) } : {}),
    empty: t('report-shelf.nothing'),
    rows: groups.slice(0, groupsShown),
    behind: (group) => behind(group),
    columns: [
      { key: field, kind: 'text', of: (group) => group.key },
      { key: 'dueCount', kind: 'number', of: (group) => group.due, behind: (group) => behind(group), width: 62 },
      {
        key: 'onTimeCount',
        kind: 'number',
        of: (group) => group.onTime,
        behind: (group) => behind(group, where('punctual', 'is', 'on-time')),
        width: 62,
      },
      {
        key: 'onTimeShare',
        kind: 'percent',
        of: (group) => (group.onTimePercent === null ? null : { percent: group.onTimePercent }),
        behind: (group) => ({ ...behind(group), groupBy: 'punctual' }),
        width: 62,
      },
      {
        key: 'meanDelay',
        kind: 'number',
        of: (group) => (group.meanDelayDays === null ? null : Math.round(group.meanDelayDays)),
        behind: (group) => ({ ...behind(group, where('settledOn', 'filled', '')), columns: delayColumns }),
        width: 70,
      },
    ],
  })
}

/** A grouping in which nothing is told apart says nothing and is left out. */
export function groupTables(rows: ReportRows, context: ReportContext): readonly Block[] {
  const some = (of: (invoice: InvoiceFact) => string | null) => rows.invoices.some((invoice) => of(invoice) !== null)
  const fields = (['segment', 'owner', 'category'] as const).filter((field) => some((invoice) => invoice[field]))
  return [
    groupTable(rows, context, 'customer', (invoice) => invoice.customer),
    ...fields.map((field) => groupTable(rows, context, field, (invoice) => invoice[field])),
  ]
}
