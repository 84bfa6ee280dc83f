// Delays, late payers, steps of reminding, matches and the law, against values counted by hand.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import type { InvoiceFact } from '../reporting/facts.ts'
import { badDebtRelief, limitation } from './claims.ts'
import { delayDistribution, delayQuantile } from './delay-distribution.ts'
import { matchingQuality } from './matching-quality.ts'
import { overdueSince } from './overdue-since.ts'
import { punctualityBy } from './punctuality-by.ts'
import { regularlyLate } from './regularly-late.ts'
import { stepEffect } from './step-effect.ts'

const zl = (amount: number) => money(BigInt(Math.round(amount * 100)), PLN)
const fact = (customer: string, dueOn: string, settledOn: string | null, more: Partial<InvoiceFact> = {}): InvoiceFact => ({
  id: `${customer}-${dueOn}`,
  number: '1',
  type: 'invoice',
  customerId: customer,
  customer,
  taxId: null,
  segment: null,
  owner: null,
  category: null,
  issueOn: day('2026-01-01'),
  dueOn: day(dueOn),
  total: zl(100),
  net: null,
  open: settledOn === null ? zl(100) : zl(0),
  base: null,
  settledOn: settledOn === null ? null : day(settledOn),
  lastPaidOn: null,
  disputed: false,
  ksefNumber: null,
  ...more,
})
const asOf = day('2026-10-31')

describe('delays', () => {
  test('fall into stretches whose boundaries belong to the name', () => {
    const counts = delayDistribution([-5, -1, 0, 1, 7, 8, 14, 15, 30, 31, 60, 61]).map(({ stretch, count }) => [stretch, count])
    expect(counts).toEqual([
      ['early', 2],
      ['on-day', 1],
      ['1-7', 2],
      ['8-14', 2],
      ['15-30', 2],
      ['31-60', 2],
      ['over-60', 1],
    ])
  })

  test('half of ten payments come within the fifth delay, four of five within the eighth', () => {
    const delays = [9, 1, 2, 3, 4, 5, 6, 7, 8, 10]
    expect([delayQuantile(delays, 0.5), delayQuantile(delays, 0.8), delayQuantile([], 0.5)]).toEqual([5, 8, null])
  })
})

test('punctuality of groups leaves out what was not due in the period and credit notes', () => {
  const rows = [
    fact('a', '2026-10-10', '2026-10-10', { segment: 'A' }),
    fact('a', '2026-10-10', '2026-10-30', { segment: 'A' }),
    fact('b', '2026-10-31', null, { segment: 'B' }),
    fact('b', '2026-11-01', null, { segment: 'B' }),
    fact('b', '2026-10-05', '2026-10-01', { segment: 'B', total: zl(-50) }),
  ]
  expect(punctualityBy(rows, { from: day('2026-10-01'), asOf }, ({ segment }) => segment)).toEqual([
    { key: 'A', due: 2, onTime: 1, onTimePercent: 50, meanDelayDays: 10 },
    { key: 'B', due: 1, onTime: 0, onTimePercent: 0, meanDelayDays: null },
  ])
})

test('regularly late is more than half of three or more, later than three days; two late ones of two are too few', () => {
  const rows = [
    fact('a', '2026-09-01', '2026-09-11'),
    fact('a', '2026-09-02', '2026-09-06'),
    fact('a', '2026-09-03', '2026-09-06'),
    fact('b', '2026-09-01', '2026-09-30'),
    fact('b', '2026-09-02', '2026-09-30'),
    fact('c', '2026-09-01', '2026-09-30'),
    fact('c', '2026-09-01', '2026-09-01'),
    fact('c', '2026-09-01', '2026-08-20'),
    fact('d', '2024-09-01', '2024-12-01'),
    fact('d', '2024-09-01', '2024-12-01'),
    fact('d', '2024-09-01', '2024-12-01'),
  ]
  expect(regularlyLate(rows, asOf)).toEqual([
    { customerId: 'a', customer: 'a', taxId: null, settled: 3, late: 2, latePercent: (2 / 3) * 100, meanDelayDays: 17 / 3 },
  ])
})

test('a step counts what came after its day and within seven; one sent yesterday is named but not measured', () => {
  const sent = [
    { step: 'D+7', invoiceId: 'x', sentOn: day('2026-10-01') },
    { step: 'D+7', invoiceId: 'y', sentOn: day('2026-10-01') },
    { step: 'D+7', invoiceId: 'z', sentOn: day('2026-10-01') },
    { step: 'D+7', invoiceId: 'w', sentOn: day('2026-10-30') },
  ]
  const payments = [
    { invoiceId: 'x', on: day('2026-10-08'), amount: zl(10) },
    { invoiceId: 'y', on: day('2026-10-09'), amount: zl(10) },
    { invoiceId: 'z', on: day('2026-10-01'), amount: zl(10) },
    { invoiceId: 'w', on: day('2026-10-31'), amount: zl(10) },
  ]
  expect(stepEffect(sent, payments, asOf)).toMatchObject([
    { step: 'D+7', named: 4, measured: 3, paid: 1, paidPercent: expect.closeTo(33.33, 2) },
  ])
})

test('of seven matches posted, one undone, two accepted and one rejected, 70 % needed no hand', () => {
  const of = (end: 'posted' | 'accepted' | 'rejected' | 'waiting', undone = false) => ({ end, undone })
  const matches = [
    ...Array.from({ length: 6 }, () => of('posted')),
    of('posted', true),
    of('accepted'),
    of('accepted'),
    of('rejected', true),
    of('waiting'),
  ]
  expect(matchingQuality(matches)).toEqual({
    posted: 7,
    accepted: 2,
    rejected: 1,
    waiting: 1,
    undone: 1,
    automaticPercent: 70,
    undonePercent: (1 / 9) * 100,
  })
})

test('a debt stands since the day after the oldest open due day; earlier ones that were paid late are remembered', () => {
  const rows = [
    fact('a', '2026-03-10', '2026-04-01'),
    fact('a', '2026-09-10', null),
    fact('a', '2026-10-10', null),
    fact('a', '2026-05-05', '2026-05-05'),
  ]
  expect(overdueSince(rows, asOf)).toEqual({ now: '2026-09-11', first: '2026-03-11', last: '2026-10-31' })
  expect(overdueSince([fact('a', '2026-03-10', '2026-04-01')], asOf)).toEqual({ now: null, first: '2026-03-11', last: '2026-04-01' })
  expect(overdueSince([fact('a', '2026-10-31', null)], asOf)).toEqual({ now: null, first: null, last: null })
})

describe('the law', () => {
  test('relief for bad debts begins on the 90th day and ends three years after the year of issue', () => {
    const invoice = { issueOn: day('2026-06-20'), dueOn: day('2026-07-31') }
    expect(badDebtRelief(invoice, day('2026-10-28'))).toMatchObject({ kind: 'waiting', fromOn: '2026-10-29' })
    expect(badDebtRelief(invoice, day('2026-10-29'))).toMatchObject({
      kind: 'may-be-used',
      vatUntilOn: '2029-12-31',
      incomeUntilOn: '2028-12-31',
    })
    expect(badDebtRelief(invoice, day('2030-01-01')).kind).toBe('expired')
  })

  test('a sale due on 15.03.2025 is barred after 31.12.2027, a service after 31.12.2028', () => {
    expect(limitation(day('2025-03-15'))).toEqual({ saleOn: '2027-12-31', generalOn: '2028-12-31', carriageOn: '2026-03-15' })
  })
})
