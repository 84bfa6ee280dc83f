// Waiting times between attempts.
import { expect, test } from 'vitest'
import { backoffMs, spreadOf } from './backoff.ts'

test('waits a minute, then twice as long each time, at most an hour', () => {
  expect([1, 2, 3, 6, 7, 40].map((attempt) => backoffMs(attempt, 0))).toEqual([60_000, 120_000, 240_000, 1_920_000, 3_600_000, 3_600_000])
})

test('T85 waits as long as the other side asks, and rows that failed together come back apart', () => {
  expect(backoffMs(1, 0, 300_000)).toBe(300_000)
  expect(backoffMs(3, 0, 1_000)).toBe(240_000)
  expect(backoffMs(1, 1)).toBe(75_000)
  expect(spreadOf('01980000-0000-7000-8000-00000000ffff')).not.toBe(spreadOf('01980000-0000-7000-8000-000000f0ffff'))
})
