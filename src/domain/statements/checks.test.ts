// Balances, chains of balances, and lines too odd to be money.
import { expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { BalanceChain } from './balance-chain.ts'
import { balanceCheck, totalsCheck } from './balance-check.ts'
import { suspicionOf } from './quarantine.ts'

const pln = (minor: bigint) => money(minor, PLN)

test('T07 opening and lines against closing', () => {
  expect(balanceCheck(pln(100n), pln(-30n), pln(70n))).toEqual({ balanced: true })
  expect(balanceCheck(pln(100n), pln(-30n), pln(71n))).toEqual({ balanced: false, difference: pln(1n) })
  expect(balanceCheck(undefined, pln(1n), pln(1n))).toEqual({ balanced: null })
  expect(balanceCheck(pln(0n), pln(1n), money(1n, EUR))).toEqual({ balanced: false })
})

test('counts and sums of an interim report', () => {
  const read = { debit: { count: 1, minor: 20n }, credit: { count: 2, minor: 50n } }
  expect(totalsCheck({}, read, PLN)).toEqual({ balanced: null })
  expect(totalsCheck({ debit: { count: 1, sum: pln(20n) }, credit: { count: 2, sum: pln(50n) } }, read, PLN)).toEqual({ balanced: true })
  expect(totalsCheck({ credit: { count: 3, sum: pln(50n) } }, read, PLN)).toEqual({ balanced: false })
  expect(totalsCheck({ credit: { count: 2, sum: pln(55n) } }, read, PLN)).toEqual({ balanced: false, difference: pln(5n) })
})

test('a chain of running balances gives both ends in any order, and nothing where a line is missing', () => {
  const chained = (lines: readonly (readonly [bigint, bigint | null])[]) => {
    const chain = new BalanceChain()
    for (const [amount, after] of lines) chain.add(amount, after)
    return chain.ends()
  }
  const lines = [
    [100n, 1100n],
    [-50n, 1050n],
    [100n, 1150n],
    [-100n, 1050n],
    [7n, 1057n],
  ] as const
  expect(chained(lines)).toEqual({ opening: 1000n, closing: 1057n })
  expect(chained(lines.toReversed())).toEqual({ opening: 1000n, closing: 1057n })
  expect(chained([lines[0], lines[4]])).toBeNull()
  expect(chained([[1n, null]])).toBeNull()
  expect(chained([])).toBeNull()
})

test('T11 days that cannot be and T12 another currency wait for a person', () => {
  const today = day('2026-11-21')
  const line = (on: string, currency = PLN) => ({ bookedOn: day(on), amount: money(1n, currency) })
  expect(suspicionOf(line('2026-11-24'), PLN, today)).toBeNull()
  expect(suspicionOf(line('2027-01-01'), PLN, today)).toMatchObject({ code: 'line.future-day' })
  expect(suspicionOf(line('1999-12-31'), PLN, today)).toMatchObject({ code: 'line.ancient-day' })
  expect(suspicionOf(line('2026-11-20', EUR), PLN, today)).toEqual({
    code: 'line.other-currency',
    facts: { currency: 'EUR', expected: 'PLN' },
  })
})
