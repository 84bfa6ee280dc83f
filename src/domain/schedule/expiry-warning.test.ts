// Warnings before a consent ends.
import { expect, test } from 'vitest'
import { day } from '#values/day'
import { expiryWarning } from './expiry-warning.ts'

test.each([
  ['2026-11-04', null],
  ['2026-11-05', 14],
  ['2026-11-11', 14],
  ['2026-11-12', 7],
  ['2026-11-17', 7],
  ['2026-11-18', 1],
  ['2026-11-19', 1],
  ['2026-11-20', null],
])('T88 on %s, before an end on 19 November, the warning is %s', (today, threshold) => {
  expect(expiryWarning(day('2026-11-19'), day(today))?.threshold ?? null).toBe(threshold)
})
