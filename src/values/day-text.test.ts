// Days as files write them, with known answers.
import { expect, test } from 'vitest'
import { dayOrderOf, isClamped, parseDayText } from './day-text.ts'

test.each([
  ['2026-03-01', 'dmy', '2026-03-01'],
  ['20260301', 'dmy', '2026-03-01'],
  ['2026-03-01T23:59:59+02:00', 'dmy', '2026-03-01'],
  ['2017-04-01+02:00', 'dmy', '2017-04-01'],
  ['01.03.2026', 'dmy', '2026-03-01'],
  ['01-03-2026', 'dmy', '2026-03-01'],
  ['03/01/2026', 'mdy', '2026-03-01'],
  ["15/08'13", 'dmy', '2013-08-15'],
  ['8/12/13', 'mdy', '2013-08-12'],
  ['2021-09-06 6:11:59', 'dmy', '2021-09-06'],
  ["'2026-03-01", 'ymd', '2026-03-01'],
  ['20070315120000[-5:EST]', 'ymd', '2007-03-15'],
] as const)('%s, %s is %s', (text, order, expected) => {
  expect(parseDayText(text, order)).toBe(expected)
})

test('30 February is the last of February', () => {
  expect(parseDayText('2016-02-30', 'ymd')).toBe('2016-02-29')
  expect(parseDayText('30.02.2026', 'dmy')).toBe('2026-02-28')
  expect(parseDayText('31-04-2026', 'dmy')).toBe('2026-04-30')
})

test.each(['1900-01-01', '20226-01-01', '2026-13-01', '2026-00-10', '2026-01-32', '2026-01-00', 'xx-09-2026', '', '1.2', '2150-01-01'])(
  'T11 %j is refused',
  (text) => {
    expect(parseDayText(text, 'dmy')).toBeNull()
  },
)

test('the order of day and month is what one value over 12 proves', () => {
  expect(dayOrderOf(['03/04/2026', '03/15/2026'])).toBe('mdy')
  expect(dayOrderOf(['03/04/2026', '15/03/2026'])).toBe('dmy')
  expect(dayOrderOf(['2026-01-01'])).toBe('ymd')
  expect(dayOrderOf(['03.04.2026'])).toBe('dmy')
  expect(dayOrderOf(['03/04/2026'])).toBeNull()
})

test.each([
  ['2026-02-30', true],
  ['30.02.2026', true],
  ['20260431', true],
  ['28.02.2026', false],
  ['30/04/2026', false],
  ['31.03.2026', false],
  ['2026-02-28 23:59', false],
])('%s names a day that its month does not have: %j', (text, expected) => {
  const day = parseDayText(text, 'dmy')
  expect(day !== null && isClamped(text, day)).toBe(expected)
})
