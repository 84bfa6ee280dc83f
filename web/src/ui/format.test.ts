// How amounts, numbers and days stand on the screen.
import { expect, test } from 'vitest'
import { currency, EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { formatBytes, formatDay, formatMoney, formatNumber, formatPercent, formatProbability, moneyParts } from './format.ts'

test('an amount of four digits is grouped in Polish, though Intl alone would not', () => {
  expect(formatMoney('pl', money(123450n, PLN))).toBe('1\u00A0234,50\u00A0zł')
})

test('a negative amount carries a true minus, and English groups with commas', () => {
  expect(formatMoney('pl', money(-123450n, EUR))).toBe('\u22121\u00A0234,50\u00A0€')
  expect(formatMoney('en', money(128463018n, PLN))).toBe('1,284,630.18\u00A0zł')
})

test('an amount beyond the whole numbers of a float keeps its last grosz', () => {
  expect(formatMoney('pl', money(900719925474099301n, PLN), 'bare')).toBe('9\u00A0007\u00A0199\u00A0254\u00A0740\u00A0993,01')
})

test('yen have no decimals and keep their code', () => {
  expect(moneyParts('pl', money(1200n, currency('JPY')))).toEqual({ whole: '1\u00A0200', decimals: '', unit: 'JPY' })
})

test('a day of this year is short, a day of another year is whole', () => {
  expect(formatDay('pl', day('2026-11-09'), day('2026-11-19'))).toBe('9.11')
  expect(formatDay('pl', day('2025-11-09'), day('2026-11-19'))).toBe('9.11.2025')
  expect(formatDay('en', day('2026-11-09'), day('2026-11-19'))).toBe('9 Nov')
})

test('a percentage stands apart from its sign in Polish alone', () => {
  expect(formatPercent('pl', 24.8)).toBe('24,8\u00A0%')
  expect(formatPercent('en', 24.8)).toBe('24.8%')
  expect(formatNumber('pl', 1284)).toBe('1\u00A0284')
})

test('a probability of 0.999 is never shown as certainty', () => {
  expect(formatProbability('pl', 0.999)).toBe('0,99')
})

test('the size of a file is told in steps of a thousand, with one decimal from kilobytes on', () => {
  expect([0, 842, 3_400, 12_345_678].map((bytes) => formatBytes('pl', bytes))).toEqual([
    '0\u00A0B',
    '842\u00A0B',
    '3,4\u00A0kB',
    '12,3\u00A0MB',
  ])
})
