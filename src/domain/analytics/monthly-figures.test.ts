// The figures of a month against worked values.
import { describe, expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { type MonthlyRows, monthlyFigures, type ReportedInvoice } from './monthly-figures.ts'
import { punctuality } from './punctuality.ts'

const zl = (amount: number) => money(BigInt(Math.round(amount * 100)), PLN)

describe('punctuality', () => {
  test('counts what was paid on or before its due day, and the delay of what was paid', () => {
    const of = (dueOn: string, settledOn: string | null) => ({ dueOn: day(dueOn), settledOn: settledOn === null ? null : day(settledOn) })
    expect(
      punctuality([of('2026-10-10', '2026-10-10'), of('2026-10-10', '2026-10-01'), of('2026-10-10', '2026-10-22'), of('2026-10-10', null)]),
    ).toEqual({ due: 4, onTime: 2, onTimePercent: 50, meanDelayDays: 4 })
  })

  test('of nothing is unknown', () => {
    expect(punctuality([])).toMatchObject({ onTimePercent: null, meanDelayDays: null })
  })
})

describe('the figures of a month', () => {
  const invoice = (
    number: string,
    issueOn: string,
    dueOn: string,
    total: number,
    open: number,
    settledOn: string | null = null,
    customerId = 'a',
  ): ReportedInvoice => ({
    number,
    customerId,
    customerName: customerId,
    issueOn: day(issueOn),
    dueOn: day(dueOn),
    total: zl(total),
    open: zl(open),
    settledOn: settledOn === null ? null : day(settledOn),
  })
  const rows: MonthlyRows = {
    month: '2026-10',
    asOf: day('2026-10-31'),
    currency: PLN,
    nip: null,
    before: { receivables: zl(1000), overdue: zl(100) },
    received: { count: 1, amount: zl(300), automaticPercent: 100 },
    debtors: new Map([
      ['b', { ratioPercent: 23.4, block: { state: 'proposed', sinceOn: day('2026-10-20') }, promisedOn: null, disputed: false }],
    ]),
    known: { paymentsUntil: day('2026-10-30'), invoicesUntil: day('2026-10-25') },
    lines: { warn: 15, block: 20 },
    others: [],
    invoices: [
      invoice('1', '2026-08-10', '2026-08-24', 300, 0, '2026-10-05'),
      invoice('2', '2026-09-01', '2026-09-15', 100, 100, null, 'b'),
      invoice('3', '2026-10-01', '2026-10-15', 200, 50, null, 'a'),
      invoice('4', '2026-10-20', '2026-11-03', 400, 400),
      invoice('5', '2026-10-25', '2026-11-08', 100, 30),
    ],
  }
  const figures = monthlyFigures(rows)

  test('part what is open into overdue and in progress without a rest', () => {
    expect([figures.receivables, figures.overdue, figures.inProgress]).toEqual([zl(580), zl(150), zl(430)])
    expect([figures.openCount, figures.overdueCount, figures.inProgressCount, figures.overdueCustomers]).toEqual([4, 2, 2, 2])
    expect(figures.overduePercent).toBeCloseTo(25.86, 2)
    expect(figures.overduePercentBefore).toBe(10)
  })

  test('each month’s column adds up to what was billed in it', () => {
    expect(figures.months).toHaveLength(12)
    expect(figures.months.at(-1)).toEqual({ month: '2026-10', paid: zl(220), inTerm: zl(400), partly: zl(30), overdue: zl(50) })
    expect(figures.months.at(-2)).toMatchObject({ month: '2026-09', overdue: zl(100), paid: zl(0) })
  })

  test('name late customers by their largest debt with what stands beside it, and what was settled in the month', () => {
    expect(figures.late.map(({ name, oldestDays }) => [name, oldestDays])).toEqual([
      ['b', 46],
      ['a', 16],
    ])
    expect(figures.late[1]?.meanDelayDays).toBe(42)
    expect(figures.late.map(({ beside }) => [beside.ratioPercent, beside.block?.state ?? null])).toEqual([
      [23.4, 'proposed'],
      [null, null],
    ])
    expect(figures.proposedBlocks).toBe(1)
    expect(figures.settledThisMonth.map((entry) => entry.number)).toEqual(['1'])
  })

  test('ageing holds every open złoty once, the statutory scheme the overdue ones alone', () => {
    expect(figures.management.map(({ bucket, amount }) => [bucket, amount.minor])).toEqual([
      ['current', 43_000n],
      ['1-30', 5_000n],
      ['31-60', 10_000n],
      ['61-90', 0n],
      ['over-90', 0n],
    ])
    expect(figures.statutory.map(({ bucket, amount }) => [bucket, amount.minor])).toEqual([
      ['to-5', 0n],
      ['6-30', 5_000n],
      ['31-60', 10_000n],
      ['61-120', 0n],
      ['over-120', 0n],
    ])
  })

  test('DSO counts back over the running month', () => {
    expect(figures.dso).toBe(25.7)
  })
})
