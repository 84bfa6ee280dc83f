// Compensation for the cost of recovery: thresholds, the day of the rate, and rates that are not known.
import { describe, expect, test } from 'vitest'
import { currency, EUR, PLN } from '#values/currency'
import { type Day, day } from '#values/day'
import { formatDecimal, parseDecimal } from '#values/decimal'
import { type Money, money } from '#values/money'
import { compensationEuros, compensationRateDay, type EuroRate, recoveryCompensation } from './recovery-compensation.ts'

const zloty = (text: string): Money => parseDecimal(text, PLN) ?? money(0n, PLN)
const rates =
  (known: Readonly<Record<string, bigint>>) =>
  (on: Day): EuroRate | null => {
    const tenThousandths = known[on]
    return tenThousandths === undefined ? null : { on, tenThousandths, table: 'A' }
  }
const endOf2024 = rates({ '2024-12-31': 42_730n })

describe('T41 the thresholds', () => {
  test.each([
    ['0.01', '40.00'],
    ['5000.00', '40.00'],
    ['5000.01', '70.00'],
    ['49999.99', '70.00'],
    ['50000.00', '100.00'],
    ['61500.00', '100.00'],
  ])('%s zł is %s €', (value, euros) => {
    expect(compensationEuros(zloty(value))).toEqual(parseDecimal(euros, EUR))
  })
})

test.each([
  ['61500.00', '427.30'],
  ['5000.00', '170.92'],
  ['20000.00', '299.11'],
])('T40 %s zł due on 7 January 2025 is %s zł at 4.2730', (value, amount) => {
  const outcome = recoveryCompensation(zloty(value), day('2025-01-07'), endOf2024)
  expect(outcome).toMatchObject({
    kind: 'compensation',
    amount: zloty(amount),
    maturesOn: '2025-01-08',
    rate: { on: '2024-12-31' },
    convertedForThreshold: false,
  })
})

describe('the day of the rate', () => {
  test.each([
    ['2026-01-30', 'day-after-due', '2026-01-31', '2025-12-31'],
    ['2026-01-31', 'day-after-due', '2026-02-03', '2026-01-30'],
    ['2026-02-27', 'day-after-due', '2026-02-28', '2026-01-30'],
    ['2026-06-30', 'day-after-due', '2026-07-01', '2026-06-30'],
    ['2026-06-30', 'due-day', '2026-06-30', '2026-05-29'],
  ] as const)('due on %s (%s) matures on %s: rate of %s', (dueOn, convention, maturesOn, rateOn) => {
    expect(compensationRateDay(day(dueOn), convention)).toEqual({ maturesOn, rateOn })
  })
})

test('T49 without the rate of that very day nothing is claimed', () => {
  expect(recoveryCompensation(zloty('100.00'), day('2025-01-07'), rates({ '2024-12-30': 42_597n }))).toEqual({
    kind: 'rate-missing',
    on: '2024-12-31',
  })
})

test('an invoice in euros is converted at the same rate, and said to be; other currencies are not guessed', () => {
  const outcome = recoveryCompensation(money(2_000_00n, EUR), day('2025-01-07'), endOf2024)
  expect(outcome).toMatchObject({ kind: 'compensation', euros: money(70_00n, EUR), convertedForThreshold: true })
  expect(outcome.kind === 'compensation' ? formatDecimal(outcome.amount) : '').toBe('299.11')
  expect(recoveryCompensation(money(100n, currency('USD')), day('2025-01-07'), endOf2024)).toEqual({
    kind: 'currency-unsupported',
    currency: 'USD',
  })
})
