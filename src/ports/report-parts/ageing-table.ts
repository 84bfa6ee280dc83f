// One scheme of ageing as a table with its bar: buckets, invoices, amounts, shares, and the invoices behind each.
import { type Bucket, bucketRange, type ManagementBucket, type StatutoryBucket } from '#domain/analytics/ageing-buckets'
import type { Filter } from '#domain/reporting/definition'
import { addDays } from '#values/day'
import { add, zero } from '#values/money'
import type { Block, ReportContext } from '../report.ts'
import type { ReportRows } from '../report-rows.ts'
import { columnOf } from './list-table.ts'

const share = (part: bigint, whole: bigint): number => (whole <= 0n ? 0 : (Number(part) / Number(whole)) * 100)

type Counted = Pick<ReportRows, 'currency' | 'asOf' | 'basis'>

/** Filters of the invoices in a bucket; by the day of issue they are a stretch of days. */
function bucketFilters(scheme: 'management' | 'statutory', bucket: ManagementBucket | StatutoryBucket, rows: Counted): readonly Filter[] {
  if (rows.basis === 'due') return [{ field: scheme === 'management' ? 'bucket' : 'statutory', operator: 'is', value: bucket }]
  const { from, to } = bucketRange(bucket)
  return [
    { field: 'open', operator: 'from', value: '0.01' },
    ...(to === null ? [] : [{ field: 'issueOn', operator: 'from' as const, value: addDays(rows.asOf, -to) }]),
    ...(from === null ? [] : [{ field: 'issueOn', operator: 'to' as const, value: addDays(rows.asOf, -from) }]),
  ]
}

export function ageingTable(
  context: ReportContext,
  scheme: 'management' | 'statutory',
  buckets: readonly Bucket<ManagementBucket | StatutoryBucket>[],
  rows: Counted,
  note: string,
): Extract<Block, { kind: 'table' }> {
  const { t } = context
  const whole = buckets.reduce((sum, bucket) => add(sum, bucket.amount), zero(rows.currency))
  const shares = buckets.map((bucket) => share(bucket.amount.minor, whole.minor))
  return {
    kind: 'table',
    title: t(`report-shelf.ageing.${scheme}`),
    note,
    definition: t(`report-shelf.ageing.${scheme}Definition`),
    empty: t('report-shelf.nothing'),
    columns: [
      columnOf(context, 'bucket', 'text'),
      columnOf(context, 'invoices', 'number', 32),
      columnOf(context, 'amount', 'money', 74),
      columnOf(context, 'share', 'percent', 38),
    ],
    rows: buckets.map((bucket, at) => [
      t(`report-fields.choice.bucket.${bucket.bucket}`),
      bucket.invoices,
      bucket.amount,
      { percent: shares[at] ?? 0 },
    ]),
    totals: [
      t('report-shelf.total'),
      buckets.reduce((sum, bucket) => sum + bucket.invoices, 0),
      whole,
      whole.minor === 0n ? null : { percent: 100 },
    ],
    shares,
    behind: buckets.map(({ bucket }) => ({ subject: 'invoices', filters: bucketFilters(scheme, bucket, rows) })),
  }
}

/** `1–30` in days, for where the words of buckets are too long. */
export function rangeText(bucket: ManagementBucket | StatutoryBucket): string {
  const { from, to } = bucketRange(bucket)
  return from === null ? '≤ 0' : to === null ? `> ${from - 1}` : `${from}–${to}`
}
