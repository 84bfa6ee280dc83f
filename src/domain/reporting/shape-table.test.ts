// A report that a person put together, against values counted by hand.
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { day } from '#values/day'
import { type Money, money } from '#values/money'
import { customerFacts } from './customer-facts.ts'
import type { Filter, ReportDefinition } from './definition.ts'
import { type InvoiceFact, inCurrency } from './facts.ts'
import { invoiceFields } from './fields.ts'
import { shapeTable } from './shape-table.ts'

const zl = (amount: number) => money(BigInt(Math.round(amount * 100)), PLN)
const euro = (amount: number) => money(BigInt(Math.round(amount * 100)), EUR)
const asOf = day('2026-10-31')

const fact = (
  number: string,
  customer: string,
  dueOn: string | null,
  total: Money,
  open: Money,
  more: Partial<InvoiceFact> = {},
): InvoiceFact => ({
  id: number,
  number,
  type: 'invoice',
  customerId: customer,
  customer,
  taxId: null,
  segment: null,
  owner: null,
  category: null,
  issueOn: day('2026-09-01'),
  dueOn: dueOn === null ? null : day(dueOn),
  total,
  net: null,
  open,
  base: null,
  settledOn: null,
  lastPaidOn: null,
  disputed: false,
  ksefNumber: null,
  ...more,
})
const rows = [
  fact('FV 10', 'Żuraw', '2026-10-01', zl(100), zl(40)),
  fact('FV 2', 'Łabędź', '2026-09-15', zl(200), zl(200)),
  fact('FV 1', 'Łabędź', '2026-11-15', euro(50), euro(50), { base: { total: zl(215), open: zl(215) } }),
  fact('FV 3', 'Zebra', null, zl(10), zl(0), { settledOn: day('2026-09-20') }),
]
const shape = (more: Partial<ReportDefinition>) =>
  shapeTable(
    { subject: 'invoices', columns: ['number', 'open'], filters: [], groupBy: null, order: null, chart: null, ...more },
    rows,
    invoiceFields,
    { asOf, currency: PLN },
  )
const numbers = (...filters: Filter[]) => shape({ filters }).rows.map(([number]) => number)

describe('filters', () => {
  test.each<[Filter, string[]]>([
    [{ field: 'customer', operator: 'contains', value: 'łab' }, ['FV 2', 'FV 1']],
    [{ field: 'status', operator: 'is', value: 'overdue' }, ['FV 10', 'FV 2']],
    [{ field: 'status', operator: 'is-not', value: 'overdue' }, ['FV 1', 'FV 3']],
    [{ field: 'dueOn', operator: 'from', value: '2026-10-01' }, ['FV 10', 'FV 1']],
    [{ field: 'dueOn', operator: 'is', value: '2026-10' }, ['FV 10']],
    [{ field: 'dueOn', operator: 'empty', value: '' }, ['FV 3']],
    [{ field: 'total', operator: 'to', value: '50,00' }, ['FV 1', 'FV 3']],
    [{ field: 'daysPast', operator: 'from', value: '30' }, ['FV 10', 'FV 2']],
    [{ field: 'total', operator: 'from', value: 'sto' }, []],
    [{ field: 'total', operator: 'from', value: '' }, ['FV 10', 'FV 2', 'FV 1', 'FV 3']],
    [{ field: 'gone', operator: 'is', value: 'x' }, ['FV 10', 'FV 2', 'FV 1', 'FV 3']],
  ])('%j', (filter, expected) => {
    expect(numbers(filter)).toEqual(expected)
  })
})

test('Polish names stand in Polish order, numbers of invoices by their number, empty days last either way', () => {
  const order = (field: string, descending = false) => shape({ order: { field, descending } }).rows.map(([number]) => number)
  expect(order('customer')).toEqual(['FV 2', 'FV 1', 'FV 3', 'FV 10'])
  expect(order('number')).toEqual(['FV 1', 'FV 2', 'FV 3', 'FV 10'])
  expect(order('dueOn', true)).toEqual(['FV 1', 'FV 10', 'FV 2', 'FV 3'])
})

test('sums keep currencies apart', () => {
  expect(shape({}).totals).toEqual([null, { amounts: [zl(240), euro(50)] }])
})

test('groups count and sum, days by month, and say which rows are theirs', () => {
  const table = shape({ groupBy: 'dueOn', columns: ['number', 'total', 'baseOpen'] })
  expect(table.columns.map(({ key }) => key)).toEqual(['dueOn', 'count', 'total', 'baseOpen'])
  expect(table.rows).toEqual([
    ['2026-09', 1, zl(200), zl(200)],
    ['2026-10', 1, zl(100), zl(40)],
    ['2026-11', 1, euro(50), zl(215)],
    [null, 1, zl(10), zl(0)],
  ])
  expect(table.totals).toEqual([null, 4, { amounts: [zl(310), euro(50)] }, zl(455)])
  expect(table.groups?.[1]).toEqual([{ field: 'dueOn', operator: 'is', value: '2026-10' }])
  expect(table.groups?.[3]).toEqual([{ field: 'dueOn', operator: 'empty', value: '' }])
})

test('a customer’s fact sums his invoices in the base currency; one without a rate is told apart', () => {
  const { invoices, left } = inCurrency([...rows, fact('FV 9', 'Żuraw', '2026-10-01', euro(1), euro(1))], PLN, PLN)
  expect(left.map(({ number }) => number)).toEqual(['FV 9'])
  const ratio = { percent: 23.4, debt: zl(234), turnover: zl(1000) }
  expect(customerFacts(invoices, asOf, PLN, new Map([['Łabędź', ratio]]))[1]).toMatchObject({
    name: 'Łabędź',
    openCount: 2,
    overdueCount: 1,
    oldestDays: 46,
    overdueSince: '2026-09-16',
    open: zl(415),
    overdue: zl(200),
    turnover: zl(415),
    ratio,
    onTimePercent: 0,
    meanDelayDays: null,
  })
  expect(inCurrency(rows, EUR, PLN).invoices.map(({ number }) => number)).toEqual(['FV 1'])
})
