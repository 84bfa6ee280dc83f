// Promises: kept, kept in part, broken, and not judged before the day is known.
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import type { MoneyIn } from './money-in.ts'
import { judgePromises, type PromiseToPay } from './promise-outcome.ts'

const promise = (over: Partial<PromiseToPay> = {}): PromiseToPay => ({
  id: 'p1',
  recordedOn: day('2026-11-10'),
  promisedOn: day('2026-11-16'),
  amount: money(2_000_000n, PLN),
  invoiceIds: null,
  ...over,
})
const paid = (on: string, minor: bigint, invoiceId?: string, id = `m-${on}`): MoneyIn => ({
  id,
  on: day(on),
  amount: money(minor, PLN),
  allocations: invoiceId === undefined ? [] : [{ invoiceId, amount: money(minor, PLN) }],
})
const judge = (promises: readonly PromiseToPay[], moneys: readonly MoneyIn[], known: string) =>
  judgePromises(promises, moneys, day(known)).map(({ id, paid: sum, outcome }) => [id, sum.minor, outcome])

describe('a promise of 20 000 until 16 November', () => {
  test('is kept as soon as the money is there, on its last day too', () => {
    expect(judge([promise()], [paid('2026-11-12', 2_000_000n)], '2026-11-12')).toEqual([['p1', 2_000_000n, 'kept']])
    expect(judge([promise()], [paid('2026-11-16', 2_000_000n)], '2026-11-16')).toEqual([['p1', 2_000_000n, 'kept']])
  })

  test('is kept by two payments together', () => {
    expect(judge([promise()], [paid('2026-11-12', 1_500_000n), paid('2026-11-13', 500_000n)], '2026-11-13')).toEqual([
      ['p1', 2_000_000n, 'kept'],
    ])
  })

  test('waits while the bank data of its day are not in, and is broken when they are and nothing came', () => {
    expect(judge([promise()], [], '2026-11-15')).toEqual([['p1', 0n, null]])
    expect(judge([promise()], [], '2026-11-16')).toEqual([['p1', 0n, 'broken']])
  })

  test('is kept in part by less, and one grosz short is still in part', () => {
    expect(judge([promise()], [paid('2026-11-14', 500_000n)], '2026-11-16')).toEqual([['p1', 500_000n, 'partly']])
    expect(judge([promise()], [paid('2026-11-14', 1_999_999n)], '2026-11-16')).toEqual([['p1', 1_999_999n, 'partly']])
  })

  test('is not kept by money from before it was given, from after its day, or in another currency', () => {
    const euro: MoneyIn = { ...paid('2026-11-14', 2_000_000n), amount: money(2_000_000n, EUR) }
    expect(judge([promise()], [paid('2026-11-09', 2_000_000n), paid('2026-11-17', 2_000_000n), euro], '2026-11-20')).toEqual([
      ['p1', 0n, 'broken'],
    ])
  })

  test('about one invoice counts what is set against that invoice alone', () => {
    const about = promise({ invoiceIds: ['a'] })
    expect(judge([about], [paid('2026-11-14', 2_000_000n, 'b')], '2026-11-16')).toEqual([['p1', 0n, 'broken']])
    expect(judge([about], [paid('2026-11-14', 2_000_000n, 'a')], '2026-11-16')).toEqual([['p1', 2_000_000n, 'kept']])
  })
})

test('two promises do not count the same money: the earlier one takes what it needs, the later one gets the rest', () => {
  const later = promise({ id: 'p2', promisedOn: day('2026-11-20') })
  expect(judge([later, promise()], [paid('2026-11-14', 2_500_000n)], '2026-11-20')).toEqual([
    ['p1', 2_000_000n, 'kept'],
    ['p2', 500_000n, 'partly'],
  ])
})
