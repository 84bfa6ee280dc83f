// How amounts and days read, in both languages.
import { expect, test } from 'vitest'
import { currency, PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { amountText, percentText } from './amount-text.ts'
import { dayText, monthText, shortMonthText } from './day-text.ts'

test('Polish amounts are grouped from four digits with hard blanks, a comma and a true minus', () => {
  expect(amountText('pl', money(123_456n, PLN))).toBe('1\u00A0234,56\u00A0zł')
  expect(amountText('pl', money(-5n, PLN))).toBe('\u22120,05\u00A0zł')
  expect(amountText('pl', money(0n, PLN))).toBe('0,00\u00A0zł')
  expect(amountText('pl', money(12_884_37n, PLN))).toBe('12\u00A0884,37\u00A0zł')
})

test('amounts beyond the exact numbers of a float keep every grosz', () => {
  expect(amountText('pl', money(900_719_925_474_099_312_3n, PLN))).toBe('90\u00A0071\u00A0992\u00A0547\u00A0409\u00A0931,23\u00A0zł')
})

test('currencies have their own decimals and signs', () => {
  expect(amountText('pl', money(1200n, currency('JPY')))).toBe('1\u00A0200\u00A0JPY')
  expect(amountText('en', money(123_456n, currency('EUR')))).toBe('1,234.56\u00A0€')
})

test('percentages have a hard blank in Polish and none in English', () => {
  expect(percentText('pl', 24.84)).toBe('24,8\u00A0%')
  expect(percentText('en', 24.84)).toBe('24.8%')
})

test('days and months read as in documents', () => {
  expect(dayText('pl', day('2026-11-04'))).toBe('4.11.2026')
  expect(dayText('en', day('2026-11-04'))).toBe('4 Nov 2026')
  expect(monthText('pl', '2026-11')).toBe('listopad 2026')
  expect(monthText('en', '2026-11')).toBe('November 2026')
  expect(shortMonthText('pl', '2026-10')).toBe('paź')
})
