// The statement of an account equals the ledger on any day, and its movements lead from the opening balance to the closing one.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EUR, PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import { money } from '#values/money'
import { type Account, accountStatement } from './account-statement.ts'
import { draft, type Entry, type EntryDraft, reversalOf } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'
import { paymentSums } from './payment-sums.ts'

const pln = (minor: number) => money(BigInt(minor), PLN)
const entry = (id: number, of: EntryDraft): Entry => ({ ...of, id: `e${String(id).padStart(3, '0')}`, groupId: `g${id}` })
const invoice = (id: string, dueOn = '2026-11-10') => ({
  id,
  number: `FV ${id}`,
  type: 'invoice',
  issueOn: day('2026-10-27'),
  dueOn: day(dueOn),
  currency: PLN,
})
const payment = (id: string) => ({ id, title: `wpłata ${id}`, bookedOn: day('2026-11-05'), currency: PLN })

const issued = (id: string, minor: number, on = '2026-10-27') => draft('invoice-issued', day(on), pln(minor), { invoiceId: id })
const received = (id: string, minor: number, on = '2026-11-05') => draft('payment-received', day(on), pln(minor), { paymentId: id })
const allocated = (paymentId: string, invoiceId: string, minor: number, on = '2026-11-05') =>
  draft('allocation', day(on), pln(minor), { paymentId, invoiceId, paymentAmount: pln(minor) })

const account = (...drafts: readonly EntryDraft[]): Account => ({
  invoices: [invoice('A'), invoice('B', '2026-12-01')],
  payments: [payment('P')],
  entries: drafts.map((each, at) => entry(at, each)),
})
const stated = (of: Account, from: string, asOf: string) => {
  const [only] = accountStatement(of, day(from), day(asOf))
  if (only === undefined) throw new Error('no statement')
  return only
}

describe('two invoices of 100 and 50 with a payment of 120', () => {
  const book = account(issued('A', 10_000), issued('B', 5_000), received('P', 12_000), allocated('P', 'A', 10_000))

  test('stand at 30 with 20 unplaced and 50 open; setting money against an invoice is no movement', () => {
    const of = stated(book, '2026-01-01', '2026-11-20')
    expect(of.movements.map((each) => [each.kind, each.change.minor, each.balance.minor])).toEqual([
      ['invoice-issued', 10_000n, 10_000n],
      ['invoice-issued', 5_000n, 15_000n],
      ['payment-received', -12_000n, 3_000n],
    ])
    expect(of.closing.minor).toBe(3_000n)
    expect(of.items.map((item) => [item.invoice.number, item.open.minor])).toEqual([['FV B', 5_000n]])
    expect(of.unplaced.map((each) => each.rest.minor)).toEqual([2_000n])
  })

  test('stood at 150 before the payment, whatever is known today', () => {
    expect(stated(book, '2026-01-01', '2026-11-04')).toMatchObject({ closing: pln(15_000), overdue: pln(0) })
  })

  test('begin with what was owed before the first day', () => {
    const of = stated(book, '2026-11-01', '2026-11-20')
    expect([of.opening.minor, of.movements.length, of.closing.minor]).toEqual([15_000n, 1, 3_000n])
  })

  test('are overdue with what is open past its due day as of the day asked for', () => {
    const unpaid = account(issued('A', 10_000), issued('B', 5_000))
    expect(stated(unpaid, '2026-01-01', '2026-11-10').overdue.minor).toBe(0n)
    expect(stated(unpaid, '2026-01-01', '2026-11-11').overdue.minor).toBe(10_000n)
    expect(stated(unpaid, '2026-01-01', '2026-12-02').overdue.minor).toBe(15_000n)
  })
})

test('a payment in euro for an invoice in złoty moves both accounts', () => {
  const euro = money(2_500n, EUR)
  const of: Account = {
    invoices: [invoice('A')],
    payments: [{ ...payment('P'), currency: EUR }],
    entries: [
      issued('A', 10_000),
      draft('payment-received', day('2026-11-05'), euro, { paymentId: 'P' }),
      draft('allocation', day('2026-11-05'), pln(10_000), { paymentId: 'P', invoiceId: 'A', paymentAmount: euro }),
    ].map((each, at) => entry(at, each)),
  }
  expect(accountStatement(of, day('2026-01-01'), day('2026-11-20')).map((each) => [each.currency, each.closing.minor])).toEqual([
    ['EUR', 0n],
    ['PLN', 0n],
  ])
})

test('whatever happened, the balance of any day is what is open less what is unplaced on that day, and its items add up to it', () => {
  const days = fc.integer({ min: 0, max: 30 })
  const minor = fc.integer({ min: 1, max: 9_000 })
  const event = fc.oneof(
    fc.record({ do: fc.constant('allocate' as const), minor, days, invoice: fc.constantFrom('A', 'B') }),
    fc.record({ do: fc.constant('undo' as const), nth: fc.nat(20), days, minor, invoice: fc.constant('A') }),
    fc.record({ do: fc.constant('write-off' as const), minor, days, invoice: fc.constantFrom('A', 'B') }),
    fc.record({ do: fc.constant('correct' as const), minor, days, invoice: fc.constantFrom('A', 'B') }),
    fc.record({ do: fc.constant('return' as const), minor, days, invoice: fc.constant('A') }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), days, days, (events, after, until) => {
      const drafts: EntryDraft[] = [issued('A', 100_000), issued('B', 200_000), received('P', 250_000, '2026-10-28')]
      for (const each of events) {
        const on = addDays(day('2026-10-28'), each.days)
        if (each.do === 'allocate') drafts.push(allocated('P', each.invoice, each.minor, on))
        if (each.do === 'write-off') drafts.push(draft('write-off', on, pln(each.minor), { invoiceId: each.invoice }))
        if (each.do === 'correct') drafts.push(draft('invoice-changed', on, pln(-each.minor), { invoiceId: each.invoice }))
        if (each.do === 'return') drafts.push(draft('payment-returned', on, pln(each.minor), { paymentId: 'P' }))
        const target = each.do === 'undo' ? drafts[3 + (each.nth % Math.max(1, drafts.length - 3))] : undefined
        if (target !== undefined && target.reverses === null) drafts.push(reversalOf(entry(drafts.indexOf(target), target), on))
      }
      const of = account(...drafts)
      const asOf = addDays(day('2026-10-27'), until)
      const { opening, movements, closing, items, unplaced } = stated(of, addDays(day('2026-10-27'), Math.min(after, until)), asOf)
      const own = (key: 'invoiceId' | 'paymentId', id: string) => of.entries.filter((each) => each[key] === id)
      const open = ['A', 'B'].reduce((sum, id) => {
        const sums = invoiceSums(own('invoiceId', id), PLN, asOf)
        return sum + sums.open.minor - sums.excess.minor
      }, 0n)
      expect(closing.minor).toBe(open - paymentSums(own('paymentId', 'P'), PLN, asOf).unapplied.minor)
      expect(opening.minor + movements.reduce((sum, each) => sum + each.change.minor, 0n)).toBe(closing.minor)
      expect(items.reduce((sum, item) => sum + item.open.minor, 0n) - unplaced.reduce((sum, each) => sum + each.rest.minor, 0n)).toBe(
        closing.minor,
      )
    }),
    { numRuns: 300 },
  )
})
