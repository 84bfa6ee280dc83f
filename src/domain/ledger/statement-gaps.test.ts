import { expect, test } from 'vitest'
import { november, pln } from '#test/support/ledger-book'
import { type ChainedStatement, statementGaps } from './statement-gaps.ts'

const statement = (
  id: string,
  from: number,
  to: number,
  opening: number | null,
  closing: number | null,
  number: string | null = null,
): ChainedStatement => ({
  id,
  number,
  openingOn: november(from),
  closingOn: november(to),
  opening: opening === null ? null : pln(opening),
  closing: closing === null ? null : pln(closing),
})

test('T06 statements whose balances meet have no gap, in whichever order they came', () => {
  expect(statementGaps([statement('b', 3, 4, 150_00, 180_00, '7/2026'), statement('a', 1, 2, 100_00, 150_00, '3/2026')])).toEqual([])
})

test('T06 a balance that does not go on where the last one ended is a gap with its days', () => {
  expect(statementGaps([statement('a', 1, 2, 100_00, 150_00), statement('c', 5, 6, 170_00, 180_00)])).toEqual([
    { kind: 'balance', afterId: 'a', beforeId: 'c', from: november(2), to: november(5) },
  ])
})

test('T06 a missing number is a gap where there are no balances', () => {
  expect(statementGaps([statement('a', 1, 2, null, null, '11/2026'), statement('c', 5, 6, null, null, '13/2026')])).toMatchObject([
    { kind: 'number', afterId: 'a', beforeId: 'c' },
  ])
  expect(statementGaps([statement('a', 1, 2, null, null, '11/2026'), statement('c', 5, 6, null, null, '12/2026')])).toEqual([])
})

test('overlapping exports of days 1–10 and 8–15 are no gap', () => {
  expect(statementGaps([statement('a', 1, 10, 100_00, 150_00), statement('b', 8, 15, 140_00, 170_00)])).toEqual([])
})
