import { expect, test } from 'vitest'
import { readNumber } from './read-number.ts'

test.each([
  ['14', 0, 14],
  [' 1 000 ', 0, 1000],
  ['007', 0, 7],
  ['7,25', 2, 7.25],
  ['7.5', 2, 7.5],
  ['7,', 2, 7],
  ['11,50', 2, 11.5],
])('%j with up to %i decimals is %d', (text, decimals, number) => {
  expect(readNumber(text, decimals)).toBe(number)
})

test.each([
  ['', 0],
  ['dwa', 0],
  ['-3', 0],
  ['7,5', 0],
  ['7,255', 2],
  ['1,000.5', 2],
])('%j with up to %i decimals is no number', (text, decimals) => {
  expect(readNumber(text, decimals)).toBeNull()
})
