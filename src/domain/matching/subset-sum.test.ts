// Subset sums: known answers, proof of uniqueness, bounded time.

import { expect, test } from 'vitest'
import { cpuMs } from '#test/support/cpu-time'
import { subsetSums } from './subset-sum.ts'

test('the only subset is found and known to be the only one', () => {
  expect(subsetSums([100, 250, 375, 1_000], 1_250)).toEqual({ solutions: [[1, 3]], exhaustive: true })
})

test('of equal amounts the earliest are taken and count as one solution', () => {
  expect(subsetSums([500, 500, 500], 1_000)).toEqual({ solutions: [[0, 1]], exhaustive: true })
})

test('a credit note lowers the sum', () => {
  expect(subsetSums([1_000, -250], 750).solutions).toEqual([[0, 1]])
})

test('two ways are both shown', () => {
  expect(subsetSums([300, 700, 400, 600], 1_000).solutions).toHaveLength(2)
})

test('nothing fits, and that is certain', () => {
  expect(subsetSums([300, 700], 999)).toEqual({ solutions: [], exhaustive: true })
})

test('T23 fifty different open invoices take bounded time and one solution is not called the only one', () => {
  const amounts = Array.from({ length: 50 }, (_, at) => 10_007 + at * 7_919)
  const from = cpuMs()
  const found = subsetSums(
    amounts,
    amounts.slice(0, 7).reduce((sum, each) => sum + each, 0),
  )
  expect(cpuMs() - from).toBeLessThan(500)
  expect(found.exhaustive).toBe(false)
  expect(found.solutions[0]).toEqual([0, 1, 2, 3, 4, 5, 6])
})
