// One scheme of ageing as a table with its bar: buckets, invoices, amounts, shares, and the invoices behind each.
import { type Bucket, bucketRange, type ManagementBucket, type StatutoryBucket } from '#domain/analytics/ageing-buckets'
import type { Filter } from '#domain/reporting/definition'
import type { Currency } from '#values/currency'
import { add, zero } from '#values/money'
import type { Block, ReportContext } from '../report.ts'
import { columnOf } from './list-table.ts'

const share = (part: bigint, whole: bigint): number => (whole <= 0n ? 0 : (Number(part) / Number(whole)) * 100)

/** Filters of the invoices in a bucket. */
export const bucketFilters = (scheme: 'management' | 'statutory', bucket: string): readonly Filter[] => [
  { field: scheme === 'management' ? 'bucket' : 'statutory', operator: 'is', value: bucket },
]

export function ageingTable(
  context: ReportContext,
  scheme: 'management' | 'statutory',
  buckets: readonly Bucket<ManagementBucket | StatutoryBucket>[],
  currency: Currency,
  note: string,
): Extract<Block, { kind: 'table' }> {
  const { t } = context
  const whole = buckets.reduce((sum, bucket) => add(sum, bucket.amount), zero(currency))
  const shares = buckets.map((bucket) => share(bucket.amount.minor, whole.minor))
  return {
    kind: 'table',
    title: t(`report-shelf.ageing.${scheme}`),
    note,
    definition: t(`report-shelf.ageing.${scheme}Definition`),
    empty: t('report-shelf.nothing'),
    columns: [
      columnOf(context, 'bucket', 'text'),
      columnOf(context, 'invoices', 'number', 40),
      columnOf(context, 'amount', 'money', 84),
      columnOf(context, 'share', 'percent', 46),
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
    behind: buckets.map(({ bucket }) => ({ subject: 'invoices', filters: bucketFilters(scheme, bucket) })),
  }
}

/** `1–30` in days, for where the words of buckets are too long. */
export function rangeText(bucket: ManagementBucket | StatutoryBucket): string {
  const { from, to } = bucketRange(bucket)
  return from === null ? '≤ 0' : to === null ? `> ${from - 1}` : `${from}–${to}`
}
