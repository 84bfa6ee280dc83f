// Numbers that differ in writing only.
import { expect, test } from 'vitest'
import { canonicalInvoiceNumber, numberParts, sameInvoiceNumber } from './invoice-number.ts'

test('a number is taken apart into letters and digits', () => {
  expect(numberParts('FV 97/03/2025').map((part) => [part.text, part.digits])).toEqual([
    ['FV', false],
    ['97', true],
    ['03', true],
    ['2025', true],
  ])
})

test('case, separators and leading zeros do not make another number', () => {
  expect(sameInvoiceNumber('fv 007-2025', 'FV/7/2025')).toBe(true)
  expect(sameInvoiceNumber('FV/7/2025', 'KOR/7/2025')).toBe(false)
  expect(sameInvoiceNumber('FV/1/12/2025', 'FV/11/2/2025')).toBe(false)
  expect(canonicalInvoiceNumber('F/000273/25')).toBe('F|273|25')
})
