// Days and amounts as they stand in table cells.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { amountOfCell, dayOfCell } from './cell-values.ts'

describe('amounts of cells', () => {
  test.each([
    ['1 234,56', ',', '1234.56'],
    ['1\u00a0234,56 PLN', ',', '1234.56'],
    ['-13,38PLN', ',', '-13.38'],
    ['\u22125,00', ',', '-5.00'],
    ['1.234.567,8', ',', '1234567.80'],
    ['1,234.50', '.', '1234.50'],
    ["1'234.50", '.', '1234.50'],
    ['(1 200,00)', ',', '-1200.00'],
    ['1200,00-', ',', '-1200.00'],
    ['+5', ',', '5.00'],
    ['12,30 zł', ',', '12.30'],
    ['1234.5', ',', '1234.50'],
    ['1,234', '.', '1234.00'],
    ['1,234', ',', null],
    ['', ',', null],
    ['12,345', ',', null],
    ['abc', ',', null],
    ['1-2', ',', null],
    ['-5-', ',', null],
    ['12.34.56', '.', null],
    ['1e5', '.', null],
    ['9'.repeat(31), ',', null],
    ['12 XYZ', ',', null],
  ] as const)('%s with the mark %s is %s', (text, mark, expected) => {
    const amount = amountOfCell(text, mark, PLN)
    expect(amount === null ? null : formatDecimal(amount)).toBe(expected)
  })
  test('carry their own currency, and hidden fractions of a workbook are rounded as shown', () => {
    expect(amountOfCell('10,00 EUR', ',', PLN)?.currency).toBe('EUR')
    expect(amountOfCell('€10.00', '.', PLN)?.currency).toBe('EUR')
    expect(amountOfCell('1228.893', '.', PLN, true)?.minor).toBe(122889n)
    expect(amountOfCell('-0.125', '.', PLN, true)?.minor).toBe(-13n)
  })
})

test.each([
  ['05.02.2026', 'day-first', '2026-02-05'],
  ['05.02.2026', 'month-first', '2026-05-02'],
  ['5/2/26', 'day-first', '2026-02-05'],
  ['2026-02-05', 'day-first', '2026-02-05'],
  ['20260205', 'day-first', '2026-02-05'],
  ['05-02-2026 14:30', 'day-first', '2026-02-05'],
  ['5.02.2026 r.', 'day-first', '2026-02-05'],
  ['30.02.2026', 'day-first', '2026-02-28'],
  ['31.13.2026', 'day-first', null],
  ['1900-01-01', 'year-first', null],
  ['01.01.20226', 'day-first', null],
  ['12.30', 'day-first', null],
] as const)('the cell %s read %s is the day %s', (text, style, expected) => {
  expect(dayOfCell(text, style)?.day ?? null).toBe(expected)
})
