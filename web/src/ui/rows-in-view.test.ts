// Known answers for the rows that a list draws.
import { expect, test } from 'vitest'
import { drawnRows } from './rows-in-view.ts'

test('the rows in view and a screenful before and after are drawn', () => {
  expect(drawnRows({ top: 36_000, height: 1_080 }, 36, 100_000)).toEqual({ from: 970, to: 1_060 })
})

test('at its ends the list draws no more than it has, and a small screen draws some rows ahead', () => {
  expect(drawnRows({ top: 0, height: 360 }, 36, 100_000)).toEqual({ from: 0, to: 34 })
  expect(drawnRows({ top: 3_599_000, height: 1_000 }, 36, 100_000)).toEqual({ from: 99_944, to: 100_000 })
  expect(drawnRows({ top: 0, height: 900 }, 36, 3)).toEqual({ from: 0, to: 3 })
})

test('a list that became shorter than the place it was scrolled to draws its last rows', () => {
  expect(drawnRows({ top: 90_000, height: 720 }, 36, 100)).toEqual({ from: 76, to: 100 })
})
