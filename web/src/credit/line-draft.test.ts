// What a person types as a line is the line that counts.
import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import { draftOf, type Lines, parsePercent, readLines } from './line-draft.ts'

const lines: Lines = {
  ratioWarn: 1_500,
  ratioBlock: 2_050,
  ratioRelease: null,
  overdueAmount: money(123_450n, PLN),
  overdueAmountRelease: null,
  overdueDays: 30,
  creditLimit: null,
  riskBlock: 'high',
}

test('lines come back from their fields as they were', () => {
  expect(readLines(draftOf(lines), PLN)).toEqual({ lines, wrong: [] })
})

test.each([
  ['15', 1_500],
  ['15,5 %', 1_550],
  ['12.25', 1_225],
  ['', null],
  ['piętnaście', undefined],
  ['15,555', undefined],
  ['-3', undefined],
])('%s as a per cent', (text, value) => {
  expect(parsePercent(text)).toBe(value)
})

test('a field that cannot be read is named and nothing is saved', () => {
  expect(readLines({ ...draftOf(lines), overdueDays: '3 tygodnie' }, PLN)).toEqual({ lines: null, wrong: ['overdueDays'] })
})
