import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { parseAmount } from './parse-amount.ts'
import { typedAmount } from './typed-amount.ts'

test('an amount stands in a field as it is written in each language, and reads back as itself', () => {
  expect(typedAmount(money(1_234_567_89n, PLN), 'pl')).toBe('1\u00A0234\u00A0567,89')
  expect(typedAmount(money(1_234_567_89n, PLN), 'en')).toBe('1,234,567.89')
  expect(typedAmount(money(98_00n, EUR), 'pl')).toBe('98,00')
  for (const minor of [0n, 5n, 999_99n, 1_000_00n, 12_345_678_901_23n])
    for (const language of ['pl', 'en'] as const)
      expect(parseAmount(typedAmount(money(minor, PLN), language), PLN)).toEqual(money(minor, PLN))
})
