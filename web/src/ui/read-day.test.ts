import { expect, test } from 'vitest'
import { day } from '#values/day'
import { readDay } from './read-day.ts'

const today = day('2026-11-22')

test.each([
  ['22.11.2026', '2026-11-22'],
  ['1.2.2027', '2027-02-01'],
  ['01/02/2027', '2027-02-01'],
  ['1-12-26', '2026-12-01'],
  ['2027-01-31', '2027-01-31'],
  ['5.12', '2026-12-05'],
  ['5.12.', '2026-12-05'],
  ['30', '2026-11-30'],
  ['18 Nov 2026', '2026-11-18'],
  ['3 September 2026', '2026-09-03'],
  ['dziś', '2026-11-22'],
  ['Jutro', '2026-11-23'],
  ['yesterday', '2026-11-21'],
  ['+14', '2026-12-06'],
  ['-1', '2026-11-21'],
])('%j is %s', (text, read) => {
  expect(readDay(text, today)).toBe(read)
})

test.each(['', '31.11', '29.02.2027', '12.31.2026', 'w piątek', '2026-13-01', '1.2.3', '18 Foo 2026'])('%j is no day', (text) => {
  expect(readDay(text, today)).toBeNull()
})
