// Where one word of confidence ends and the next begins.
import { expect, test } from 'vitest'
import { confidenceBandOf } from './confidence-band.ts'

test('the words change exactly at 0.97, 0.80 and 0.55', () => {
  expect([0.97, 0.9699, 0.8, 0.7999, 0.55, 0.5499, 0].map(confidenceBandOf)).toEqual([
    'certain',
    'likely',
    'likely',
    'possible',
    'possible',
    'weak',
    'weak',
  ])
})
