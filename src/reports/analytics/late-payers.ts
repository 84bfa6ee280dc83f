// Who regularly pays late, and since when each customer has been overdue.
import { daysForgiven, type LatePayer, regularlyLate, settledSince } from '#domain/analytics/regularly-late'
import { type CustomerFact, customerFacts } from '#domain/reporting/customer-facts'
import type { Behind, Filter } from '#domain/reporting/definition'
import type { Block, ReportContext } from '#ports/report'
import { listTable } from '#ports/report-parts/list-table'
import type { ReportRows } from '#ports/report-rows'
import { debts, delayColumns, invoicesWhere, overdueOnes, since, where } from './rows-behind.ts'

export function lateTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const settled = (payer: LatePayer, ...more: readonly Filter[]): Behind => ({
    ...invoicesWhere(
      debts,
      where('customer', 'is', payer.customer),
      ...(payer.taxId === null ? [] : [where('taxId', 'is', payer.taxId)]),
      where('delay', 'filled', ''),
      since('settledOn', settledSince(rows.asOf)),
      ...more,
    ),
    columns: delayColumns,
  })
  const late = where('delay', 'from', String(daysForgiven + 1))
  return listTable(context, {
    title: t('report-shelf.analytics.regularlyLate'),
    definition: t('report-shelf.analytics.regularlyLateDefinition'),
    empty: t('report-shelf.analytics.nobodyLate'),
    rows: regularlyLate(rows.invoices, rows.asOf),
    ref: (payer) => ({ kind: 'customer', id: payer.customerId }),
    columns: [
      { key: 'customer', kind: 'text', of: (payer) => payer.customer },
      { key: 'settledCount', kind: 'number', of: (payer) => payer.settled, behind: (payer) => settled(payer), width: 62 },
      { key: 'lateCount', kind: 'number', of: (payer) => payer.late, behind: (payer) => settled(payer, late), width: 62 },
      {
        key: 'lateShare',
        kind: 'percent',
        of: (payer) => ({ percent: payer.latePercent }),
        behind: (payer) => settled(payer),
        width: 62,
      },
      { key: 'meanDelay', kind: 'number', of: (payer) => Math.round(payer.meanDelayDays), behind: (payer) => settled(payer), width: 70 },
    ],
  })
}

export function sinceTable(rows: ReportRows, context: ReportContext): Block {
  const { t } = context
  const late = customerFacts(rows.invoices, rows.asOf, rows.currency, rows.ratios)
    .filter((customer) => customer.overdueSince !== null)
    .toSorted((a, b) => ((a.overdueSince ?? '') < (b.overdueSince ?? '') ? -1 : 1))
  const own = (customer: CustomerFact): readonly Filter[] => [
    where('customer', 'is', customer.name),
    ...(customer.taxId === null ? [] : [where('taxId', 'is', customer.taxId)]),
  ]
  const overdue = (customer: CustomerFact): Behind => invoicesWhere(overdueOnes, ...own(customer))
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
      { key: 'overdueCount', kind: 'number', of: (customer) => customer.overdueCount, behind: overdue, width: 50 },
      {
        key: 'debtShare',
        kind: 'percent',
        of: (customer) => (customer.ratio?.percent == null ? null : { percent: customer.ratio.percent }),
        behind: (customer) => ({
          subject: 'customers',
          filters: own(customer),
          columns: ['customer', 'debtShare', 'ratioDebt', 'ratioTurnover'],
        }),
        width: 62,
      },
      { key: 'overdue', kind: 'money', of: (customer) => customer.overdue, behind: overdue },
    ],
  })
}
