// Ageing of receivables in both schemes, for the company and for each customer.
import { type ManagementBucket, managementBuckets, type StatutoryBucket, statutoryBuckets } from '#domain/analytics/ageing-buckets'
import { daysPast, type InvoiceFact } from '#domain/reporting/facts'
import { defineReport, type ReportContext } from '#ports/report'
import { ageingTable, rangeText } from '#ports/report-parts/ageing-table'
import { columnOf } from '#ports/report-parts/list-table'
import { shelfDocument } from '#ports/report-parts/report-head'
import type { ReportRows } from '#ports/report-rows'
import { add, type Money, zero } from '#values/money'

type Buckets = readonly { readonly bucket: ManagementBucket | StatutoryBucket; readonly amount: Money; readonly invoices: number }[]

const bucketsOf = (scheme: 'management' | 'statutory', invoices: readonly InvoiceFact[], rows: ReportRows): Buckets => {
  const aged = invoices.map((invoice) => ({ days: daysPast(invoice, rows.asOf, rows.basis), amount: invoice.open, invoices: 1 }))
  return scheme === 'management' ? managementBuckets(aged, rows.currency) : statutoryBuckets(aged, rows.currency)
}

function byCustomer(scheme: 'management' | 'statutory', open: readonly InvoiceFact[], rows: ReportRows, context: ReportContext) {
  const { t } = context
  const whole = (buckets: Buckets) => buckets.reduce((sum, { amount }) => add(sum, amount), zero(rows.currency))
  const lines = [...Map.groupBy(open, ({ customerId }) => customerId).values()]
    .map((own) => ({ name: own[0]?.customer ?? '', id: own[0]?.customerId ?? '', buckets: bucketsOf(scheme, own, rows) }))
    .map((line) => ({ ...line, sum: whole(line.buckets) }))
    .sort((a, b) => (b.sum.minor > a.sum.minor ? 1 : b.sum.minor < a.sum.minor ? -1 : 0))
  const all = bucketsOf(scheme, open, rows)
  const amount = (money: Money) => (money.minor === 0n ? null : money)
  return {
    kind: 'table' as const,
    title: t(`report-shelf.ageing.${scheme}Customers`),
    note: t('report-shelf.ageing.days'),
    empty: t('report-shelf.nothing'),
    columns: [
      columnOf(context, 'customer', 'text'),
      ...all.map(({ bucket }) => ({
        key: bucket,
        title: rangeText(bucket),
        align: 'right' as const,
        width: scheme === 'management' ? 64 : 54,
      })),
      columnOf(context, 'open', 'money', 70),
    ],
    rows: lines.map((line) => [line.name, ...line.buckets.map((bucket) => amount(bucket.amount)), line.sum]),
    totals: [t('report-shelf.total'), ...all.map((bucket) => amount(bucket.amount)), whole(all)],
    refs: lines.map((line) => ({ kind: 'customer' as const, id: line.id })),
  }
}

export const ageing = defineReport({
  id: 'ageing',
  nameKey: 'report-shelf.ageing.name',
  group: 'receivables',
  reads: ['invoices'],
  shape: (rows, context) => {
    const open = rows.invoices.filter((invoice) => invoice.open.minor > 0n)
    const note = context.t(`report-shelf.ageing.basis-${rows.basis}`)
    return shelfDocument(
      'ageing',
      rows,
      context,
      open.length === 0
        ? [ageingTable(context, 'management', [], rows, note)]
        : [
            {
              kind: 'side-by-side',
              left: ageingTable(context, 'management', bucketsOf('management', open, rows), rows, note),
              right: ageingTable(context, 'statutory', bucketsOf('statutory', open, rows), rows, note),
            },
            byCustomer('management', open, rows, context),
            byCustomer('statutory', open, rows, context),
          ],
    )
  },
})
