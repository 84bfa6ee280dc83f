// Instalments: filled in order, kept to the end, broken by one that is missed.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { evenInstalments } from './even-instalments.ts'
import { instalmentStanding } from './instalment-standing.ts'

const rows = evenInstalments(money(1_000_000n, PLN), 3, day('2026-10-31'))
const paid = (on: string, minor: bigint) => ({ id: on, on: day(on), amount: money(minor, PLN), allocations: [] })
const stand = (known: string, ...moneys: readonly ReturnType<typeof paid>[]) => {
  const { rows: standing, outcome } = instalmentStanding({ recordedOn: day('2026-10-01'), rows, invoiceIds: null }, moneys, day(known))
  return [standing.map((row) => row.state), outcome]
}

test('10 000 in three monthly instalments is 3 333,33 twice and 3 333,34 at last, on the last days of shorter months', () => {
  expect(rows.map((row) => [row.dueOn, row.amount.minor])).toEqual([
    ['2026-10-31', 333_333n],
    ['2026-11-30', 333_333n],
    ['2026-12-31', 333_334n],
  ])
})

describe('the agreement', () => {
  test('runs while every instalment due is paid', () => {
    expect(stand('2026-11-10', paid('2026-10-30', 333_333n))).toEqual([['paid', 'waiting', 'waiting'], null])
  })

  test('is kept when all is paid, also at once and early', () => {
    expect(stand('2026-10-05', paid('2026-10-05', 1_000_000n))).toEqual([['paid', 'paid', 'paid'], 'kept'])
  })

  test('bears an instalment three days late, and is broken when its fourth day begins', () => {
    expect(stand('2026-11-02')).toEqual([['late', 'waiting', 'waiting'], null])
    expect(stand('2026-11-03')).toEqual([['missed', 'waiting', 'waiting'], 'broken'])
  })

  test('is broken by an instalment that lacks a grosz', () => {
    expect(stand('2026-12-10', paid('2026-10-30', 333_333n), paid('2026-11-30', 333_332n))).toEqual([
      ['paid', 'missed', 'waiting'],
      'broken',
    ])
  })

  test('does not count money from before it was made', () => {
    expect(stand('2026-11-10', paid('2026-09-30', 1_000_000n))).toEqual([['missed', 'waiting', 'waiting'], 'broken'])
  })
})
