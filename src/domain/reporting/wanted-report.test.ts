// Days and periods of reports.
import { expect, test } from 'vitest'
import { day } from '#values/day'
import { dayMeant, periodStart } from './wanted-report.ts'

const today = day('2026-03-31')

test.each([
  ['', '2026-03-31'],
  ['today', '2026-03-31'],
  ['yesterday', '2026-03-30'],
  ['last-month-end', '2026-02-28'],
  ['2026-01-15', '2026-01-15'],
  ['2026-04-01', '2026-03-31'],
  ['2026-02-30', null],
])('the day %j asked on 31 March 2026 is %s', (text, expected) => {
  expect(dayMeant(text, today)).toBe(expected)
})

test.each([
  ['month', '2026-05-01'],
  ['quarter', '2026-04-01'],
  ['year', '2026-01-01'],
  ['twelve-months', '2025-06-01'],
] as const)('a %s that ends on 20 May 2026 begins on %s', (period, expected) => {
  expect(periodStart({ from: '', period }, day('2026-05-20'))).toBe(expected)
})

test('a written first day wins, and is never after the last', () => {
  expect(periodStart({ from: '2026-02-03', period: 'month' }, today)).toBe('2026-02-03')
  expect(periodStart({ from: '2027-01-01', period: 'month' }, today)).toBe(today)
})
