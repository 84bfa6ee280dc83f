import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import { managementBuckets, statutoryBuckets } from './ageing-buckets.ts'

const row = (days: number, minor: bigint) => ({ days, amount: money(minor, PLN), invoices: 1 })
const rows = [
  row(-3, 100n),
  row(0, 200n),
  row(1, 10n),
  row(5, 20n),
  row(6, 30n),
  row(30, 40n),
  row(31, 50n),
  row(60, 60n),
  row(61, 70n),
  row(90, 80n),
  row(91, 90n),
  row(120, 1n),
  row(121, 2n),
]
const sums = (buckets: readonly { bucket: string; amount: { minor: bigint }; invoices: number }[]) =>
  buckets.map((each) => [each.bucket, each.amount.minor, each.invoices])

test('the due day itself is not past due, and each boundary belongs to the bucket that names it', () => {
  expect(sums(managementBuckets(rows, PLN))).toEqual([
    ['current', 300n, 2],
    ['1-30', 100n, 4],
    ['31-60', 110n, 2],
    ['61-90', 150n, 2],
    ['over-90', 93n, 3],
  ])
})

test('the statutory scheme parts at 5, 30, 60 and 120 days', () => {
  expect(sums(statutoryBuckets(rows, PLN))).toEqual([
    ['current', 300n, 2],
    ['to-5', 30n, 2],
    ['6-30', 70n, 2],
    ['31-60', 110n, 2],
    ['61-120', 241n, 4],
    ['over-120', 2n, 1],
  ])
})
