// Amounts as they are written, with known answers.
import { expect, test } from 'vitest'
import { parseAmountText, splitCurrency } from './amount-text.ts'
import { currency, PLN } from './currency.ts'
import { formatDecimal } from './decimal.ts'

const read = (text: string, options?: Parameters<typeof parseAmountText>[2], code = 'PLN'): string | null => {
  const amount = parseAmountText(text, currency(code), options)
  return amount === null ? null : formatDecimal(amount)
}

test.each([
  ['1 234,56', '1234.56'],
  ['1\u00A0234,56', '1234.56'],
  ['12\u202F345\u202F678,90', '12345678.90'],
  ["1'234.50", '1234.50'],
  ['\u2212168,00', '-168.00'],
  ['+5628.08', '5628.08'],
  ['-3.20', '-3.20'],
  ['  -1230,00', '-1230.00'],
  ['12,00-', '-12.00'],
  ['(7.50)', '-7.50'],
  ['1.234,56', '1234.56'],
  ['1,500.00', '1500.00'],
  ['1.234.567', '1234567.00'],
  ['1,500', '1500.00'],
  ['0,500', '0.50'],
  ['130,', '130.00'],
  ['000000000000.00', '0.00'],
  ['9', '9.00'],
  ['105.750', '105750.00'],
  [',50', '0.50'],
])('%j is %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each(['', '-', 'abc', '1,2,3.4.5', '12,345,6', '1-2', '--1', '(1', '1e5', '0x10', '1,234.567', '9'.repeat(61)])(
  '%j is no amount in złoty',
  (text) => {
    expect(read(text)).toBeNull()
  },
)

test('a third decimal is kept in dinars, refused in złoty and rounded away from zero where asked', () => {
  expect(read('1,234', {}, 'KWD')).toBe('1.234')
  expect(read('1.2345', { mark: '.' })).toBeNull()
  expect(read('-1.235', { mark: '.', round: true })).toBe('-1.24')
  expect(read('12.5', { mark: '.', round: true }, 'JPY')).toBe('13')
})

test('a known decimal mark settles what guessing cannot', () => {
  expect(read('1.500', { mark: '.' })).toBe('1.50')
  expect(read('105.750', { mark: '.' })).toBe('105.75')
  expect(read('1,500', { mark: ',' })).toBe('1.50')
})

test('the currency glued to an amount is taken off it', () => {
  expect(splitCurrency('-13,38 PLN')).toEqual({ amount: '-13,38', currency: PLN })
  expect(splitCurrency('1 230,00zł')).toEqual({ amount: '1 230,00', currency: PLN })
  expect(splitCurrency('EUR 5.00')).toEqual({ amount: '5.00', currency: 'EUR' })
  expect(splitCurrency('5.00')).toEqual({ amount: '5.00', currency: null })
  expect(splitCurrency('5 szt')).toEqual({ amount: '5 szt', currency: null })
})
