import { expect, test } from 'vitest'
import { addDays, type Day } from '#values/day'
import { keptBackups } from './kept-backups.ts'

const days = (from: Day, count: number): Day[] => Array.from({ length: count }, (_, at) => addDays(from, at))

test('of forty days the last fourteen stay, and the first of each month', () => {
  const kept = keptBackups(days('2026-10-10' as Day, 40))
  expect([...kept].sort()).toEqual(['2026-10-10', '2026-11-01', ...days('2026-11-05' as Day, 14)].sort())
})

test('of two years the first of the last twelve months and a fortnight stay', () => {
  const kept = [...keptBackups(days('2024-11-20' as Day, 731))].sort()
  expect(kept[0]).toBe('2025-12-01')
  expect(kept.at(-1)).toBe('2026-11-20')
  expect(kept).toHaveLength(12 + 14)
})

test('with fewer than fifteen backups nothing is removed', () => {
  const made = days('2026-11-03' as Day, 14)
  expect(keptBackups(made).size).toBe(14)
})
