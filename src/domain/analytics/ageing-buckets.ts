// Ageing of receivables in two schemes: the management one, and the statutory one of the act against payment delays (UPNO art. 13a).
import type { Currency } from '#values/currency'
import { add, type Money, zero } from '#values/money'

/** Open amount that is `days` past its due day; zero or less is not yet due. */
export type AgeingRow = { readonly days: number; readonly amount: Money; readonly invoices: number }

export type Bucket<B extends string> = { readonly bucket: B; readonly amount: Money; readonly invoices: number }

/** Buckets by their last day past due; the last one has no end. */
const management = [
  ['current', 0],
  ['1-30', 30],
  ['31-60', 60],
  ['61-90', 90],
  ['over-90', Infinity],
] as const
const statutory = [
  ['current', 0],
  ['to-5', 5],
  ['6-30', 30],
  ['31-60', 60],
  ['61-120', 120],
  ['over-120', Infinity],
] as const

export type ManagementBucket = (typeof management)[number][0]
export type StatutoryBucket = (typeof statutory)[number][0]

const bucketOf = <B extends string>(days: number, scheme: readonly (readonly [B, number])[]): B =>
  (scheme.find(([, last]) => days <= last) ?? scheme[0])?.[0] as B
/** The bucket of something so many days past due. */
export const managementBucketOf = (days: number): ManagementBucket => bucketOf(days, management)
export const statutoryBucketOf = (days: number): StatutoryBucket => bucketOf(days, statutory)

/** Days past due that a bucket holds; null where it has no end. */
export function bucketRange(bucket: ManagementBucket | StatutoryBucket): { readonly from: number | null; readonly to: number | null } {
  for (const scheme of [management, statutory]) {
    const at = scheme.findIndex(([name]) => name === bucket)
    if (at < 0) continue
    const last = scheme[at]?.[1] ?? Infinity
    const before = scheme[at - 1]?.[1]
    return { from: before === undefined ? null : before + 1, to: last === Infinity ? null : last }
  }
  return { from: null, to: null }
}

function cut<B extends string>(rows: readonly AgeingRow[], scheme: readonly (readonly [B, number])[], currency: Currency): Bucket<B>[] {
  return scheme.map(([bucket, last], i) => {
    const above = i === 0 ? -Infinity : (scheme[i - 1]?.[1] ?? -Infinity)
    const inside = rows.filter((row) => row.days > above && row.days <= last)
    return {
      bucket,
      amount: inside.reduce((sum, row) => add(sum, row.amount), zero(currency)),
      invoices: inside.reduce((sum, row) => sum + row.invoices, 0),
    }
  })
}

export const managementBuckets = (rows: readonly AgeingRow[], currency: Currency): Bucket<ManagementBucket>[] =>
  cut(rows, management, currency)
export const statutoryBuckets = (rows: readonly AgeingRow[], currency: Currency): Bucket<StatutoryBucket>[] =>
  cut(rows, statutory, currency)
