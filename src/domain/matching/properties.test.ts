// Properties that hold for every book and every batch; the seed of a failure is printed with it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PLN } from '#values/currency'
import { addDays, day } from '#values/day'
import { money } from '#values/money'
import { buildMatchingIndex, decide, decideAll } from './matching.ts'
import { defaultMatchingSettings } from './settings.ts'
import { type Decision, nothingLearnt, type OpenInvoice, type PaymentFacts } from './types.ts'

const settings = { ...defaultMatchingSettings, autoPost: true }
const names = ['Klon-Med sp. z o.o.', 'Usługi Anna Wilk', 'Orzeł Trade sp.j.', 'Zefir Foods S.A.', 'Jan Sikora']
const titles = ['zapłata', 'FV/%/2026', 'fv % / 2026', 'rata FV/%/2026', 'czynsz', '%', 'FV/%/2026, FV/%/2026', 'wpłata własna']

const bookArbitrary = fc.array(
  fc.record({ customer: fc.nat(4), minor: fc.constantFrom(10_000, 12_345, 99_999, 50_000, 4_999), credit: fc.boolean() }),
  { minLength: 1, maxLength: 25 },
)
const batchArbitrary = fc.array(
  fc.record({
    customer: fc.nat(4),
    minor: fc.constantFrom(10_000, 12_345, 99_999, 50_000, 22_345, 4_999, 20_000),
    title: fc.constantFrom(...titles),
    run: fc.nat(25),
    day: fc.nat(40),
  }),
  { minLength: 1, maxLength: 20 },
)

type Row = { readonly customer: number; readonly minor: number; readonly credit: boolean }
const bookOf = (rows: readonly Row[]): OpenInvoice[] =>
  rows.map((row, at) => {
    const credit = row.credit && at % 5 === 4
    const total = money(BigInt(credit ? -Math.floor(row.minor / 3) : row.minor), PLN)
    return {
      id: `I${at}`,
      number: credit ? `KOR/${at + 1}/2026` : `FV/${at + 1}/2026`,
      type: credit ? 'credit-note' : 'invoice',
      issueOn: addDays(day('2026-01-05'), at),
      dueOn: addDays(day('2026-01-19'), at),
      total,
      open: total,
      customer: { id: `C${row.customer}`, name: names[row.customer] ?? 'X', accounts: [] },
    }
  })
type Paid = { readonly customer: number; readonly minor: number; readonly title: string; readonly run: number; readonly day: number }
const batchOf = (rows: readonly Paid[]): PaymentFacts[] =>
  rows.map((row, at) => ({
    id: `P${at}`,
    bookedOn: addDays(day('2026-02-01'), row.day),
    amount: money(BigInt(row.minor), PLN),
    title: row.title.replaceAll('%', `${row.run + 1}`),
    payerName: names[row.customer] ?? 'X',
    source: 'bank',
  }))

const short = (decision: Decision): string =>
  `${decision.paymentId} ${decision.outcome} ${decision.kind} ${decision.allocations
    .map((each) => `${each.invoiceId}=${each.amount.minor}`)
    .sort()
    .join(' ')}`

test('the order of payments and invoices changes no decision', () => {
  fc.assert(
    fc.property(bookArbitrary, batchArbitrary, fc.nat(), (rows, paid, turn) => {
      const book = bookOf(rows)
      const batch = batchOf(paid)
      const turned = [...batch.slice(turn % batch.length), ...batch.slice(0, turn % batch.length)].reverse()
      const first = decideAll(buildMatchingIndex(book, nothingLearnt, settings), batch)
        .map(short)
        .sort()
      const second = decideAll(buildMatchingIndex(book.toReversed(), nothingLearnt, settings), turned)
        .map(short)
        .sort()
      expect(second).toEqual(first)
    }),
    { numRuns: 150 },
  )
})

test('posted allocations never exceed the payment nor what is open, and with the rest they are the payment', () => {
  fc.assert(
    fc.property(bookArbitrary, batchArbitrary, (rows, paid) => {
      const book = bookOf(rows)
      const batch = batchOf(paid)
      const left = new Map(book.map((invoice) => [invoice.id, invoice.open.minor]))
      for (const decision of decideAll(buildMatchingIndex(book, nothingLearnt, settings), batch)) {
        const amount = batch.find((each) => each.id === decision.paymentId)?.amount.minor ?? 0n
        const sum = decision.allocations.reduce((total, each) => total + each.amount.minor, 0n)
        expect(sum + decision.unapplied.minor).toBe(amount)
        if (decision.outcome !== 'posted') continue
        for (const each of decision.allocations) {
          const open = left.get(each.invoiceId) ?? 0n
          expect(each.amount.minor > 0n ? each.amount.minor <= open : each.amount.minor >= open).toBe(true)
          left.set(each.invoiceId, open - each.amount.minor)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('an invoice of an unrelated customer and amount changes no posted match', () => {
  fc.assert(
    fc.property(bookArbitrary, batchArbitrary, (rows, paid) => {
      const book = bookOf(rows)
      const total = money(7_777_777n, PLN)
      const stranger: OpenInvoice = {
        id: 'other',
        number: 'FV/9001/2026',
        type: 'invoice',
        issueOn: day('2026-01-07'),
        total,
        open: total,
        customer: { id: 'other', name: 'Browar Zupełnie Inny S.A.', accounts: [] },
      }
      for (const payment of batchOf(paid)) {
        const before = decide(buildMatchingIndex(book, nothingLearnt, settings), payment)
        if (before.outcome === 'posted')
          expect(short(decide(buildMatchingIndex([...book, stranger], nothingLearnt, settings), payment))).toBe(short(before))
      }
    }),
    { numRuns: 60 },
  )
})

test('any title is read without an error and its marks lie within it', () => {
  const index = buildMatchingIndex(bookOf([{ customer: 0, minor: 10_000, credit: false }]), nothingLearnt, settings)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const decision = decide(index, { id: 'P', bookedOn: day('2026-02-01'), amount: money(10_000n, PLN), title, source: 'bank' })
      for (const mark of decision.marks) expect(mark.start >= 0 && mark.end <= title.length && mark.start < mark.end).toBe(true)
    }),
    { numRuns: 500 },
  )
})
