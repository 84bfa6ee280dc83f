// What a person may type as an amount.
import { expect, test } from 'vitest'
import { currency, PLN } from '#values/currency'
import { money } from '#values/money'
import { parseAmount } from './parse-amount.ts'

test('Polish and English ways of writing an amount are both read', () => {
  for (const text of ['1234,50', '1 234,5', '1\u00A0234,50 zł', '1.234,50', '1,234.50', '1234.5'])
    expect(parseAmount(text, PLN), text).toEqual(money(123450n, PLN))
})

test('a third decimal, a word and two commas are no amount of złoty', () => {
  for (const text of ['1,234', 'tysiąc', '1,2,3', '', '-']) expect(parseAmount(text, PLN), text).toBeNull()
})

test('yen take no decimals', () => {
  expect(parseAmount('1200', currency('JPY'))).toEqual(money(1200n, currency('JPY')))
  expect(parseAmount('1200,5', currency('JPY'))).toBeNull()
})
