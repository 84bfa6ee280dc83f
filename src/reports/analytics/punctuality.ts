// How punctually customers pay: by month, by delay, by group, and who regularly does not.
import { delayDistribution } from '#domain/analytics/delay-distribution'
import { type GroupPunctuality, punctualityBy } from '#domain/analytics/punctuality-by'
import { regularlyLate } from '#domain/analytics/regularly-late'
import { customerFacts } from '#domain/reporting/customer-facts'
import type { Behind, Filter } from '#domain/reporting/definition'
import { delayOf, type InvoiceFact } from '#domain/reporting/facts'
import { shortMonthText } from '#domain/wording/day-text'
import type { Block, ReportContext } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import type { ReportRows } from '#ports/report-rows'
import { monthKey } from '#values/day'
import { monthsOf } from './measures.ts'

const period = (rows: ReportRows) => ({ from: rows.from, asOf: rows.asOf })

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
      { name: t('report-shelf.analytics.onTime'), tone: 'accent', values: months.map((month) => found.get(month)?.onTimePercent ?? null) },
    ],
    behind: months.map((month) => ({ subject: 'invoices', filters: [{ field: 'dueOn', operator: 'is', value: month }] })),
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
      },
      {
        name: t('report-shelf.analytics.late'),
        tone: 'overdue',
        values: stretches.map(({ stretch, count }) => (onTime(stretch) ? 0 : count)),
      },
    ],
    behind: stretches.map(({ stretch }) => ({
      subject: 'invoices',
      filters: [{ field: 'settledOn', operator: 'from', value: rows.from }, ...(stretchFilters[stretch] ?? [])],
    })),
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
  const groups = punctualityBy(rows.invoices, period(rows), keyOf).toSorted((a, b) => b.due - a.due)
  const behind = (group: GroupPunctuality): Behind => ({
    subject: 'invoices',
    filters: [
      { field: 'dueOn', operator: 'from', value: rows.from },
      { field: 'dueOn', operator: 'to', value: rows.asOf },
      group.key === null ? { field, operator: 'empty', value: '' } : { field, operator: 'is', value: group.key },
    ],
  })
  return listTable(context, {
    title: t(`report-shelf.analytics.by-${field}`),
    definition: t('report-shelf.analytics.punctualityDefinition'),
    ...(groups.length > groupsShown ? { note: t('report-shelf.analytics.first', { count: groupsShown, of: groups.length }) } : {}),
    empty: t('report-shelf.nothing'),
    rows: groups.slice(0, groupsShown),
    behind,
    columns: [
      { key: field, kind: 'text', of: (group) => group.key },
      { key: 'dueCount', kind: 'number', of: (group) => group.due, width: 62 },
      { key: 'onTimeCount', kind: 'number', of: (group) => group.onTime, width: 62 },
      {
        key: 'onTimeShare',
        kind: 'percent',
        of: (group) => (group.onTimePercent === null ? null : { percent: group.onTimePercent }),
        width: 62,
      },
      {
        key: 'meanDelay',
        kind: 'number',
        of: (group) => (group.meanDelayDays === null ? null : Math.round(group.meanDelayDays)),
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

export function lateTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  return listTable(context, {
    title: t('report-shelf.analytics.regularlyLate'),
    definition: t('report-shelf.analytics.regularlyLateDefinition'),
    empty: t('report-shelf.analytics.nobodyLate'),
    rows: regularlyLate(rows.invoices, rows.asOf),
    ref: (payer) => ({ kind: 'customer', id: payer.customerId }),
    columns: [
      { key: 'customer', kind: 'text', of: (payer) => payer.customer },
      { key: 'settledCount', kind: 'number', of: (payer) => payer.settled, width: 62 },
      { key: 'lateCount', kind: 'number', of: (payer) => payer.late, width: 62 },
      { key: 'lateShare', kind: 'percent', of: (payer) => ({ percent: payer.latePercent }), width: 62 },
      { key: 'meanDelay', kind: 'number', of: (payer) => Math.round(payer.meanDelayDays), width: 70 },
    ],
  })
}

export function sinceTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const late = customerFacts(rows.invoices, rows.asOf, rows.currency, rows.ratios)
    .filter((customer) => customer.overdueSince !== null)
    .toSorted((a, b) => ((a.overdueSince ?? '') < (b.overdueSince ?? '') ? -1 : 1))
  return listTable(context, {
    title: t('report-shelf.analytics.since'),
    definition: t('report-shelf.analytics.sinceDefinition'),
    empty: t('report-shelf.analytics.nobodyOverdue'),
    rows: late,
    currency: rows.currency,
    ref: (customer) => ({ kind: 'customer', id: customer.id }),
    columns: [
      { key: 'customer', kind: 'text', of: (customer) => customer.name },
      {
        key: 'overdueSince',
        kind: 'day',
        of: (customer) => (customer.overdueSince === null ? null : { day: customer.overdueSince }),
        width: 66,
      },
      {
        key: 'firstOverdue',
        kind: 'day',
        of: (customer) => (customer.firstOverdue === null ? null : { day: customer.firstOverdue }),
        width: 66,
      },
      { key: 'overdueCount', kind: 'number', of: (customer) => customer.overdueCount, width: 50 },
      {
        key: 'debtShare',
        kind: 'percent',
        of: (customer) => (customer.debtPercent === null ? null : { percent: customer.debtPercent }),
        width: 62,
      },
      { key: 'overdue', kind: 'money', of: (customer) => customer.overdue },
    ],
  })
}
