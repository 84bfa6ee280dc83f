import { expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { decisionPlan } from './decision-plan.ts'
import { invoiceStatus } from './invoice-status.ts'
import { openAmount } from './open-amount.ts'
import { overpaidMinor } from './overpaid-amount.ts'
import { paymentStatus } from './payment-status.ts'
import { paymentSums } from './payment-sums.ts'

function bookOf(received: number): Book {
  const book = new Book()
  book.issue('A', 100_00, november(1))
  book.receive('P', received, november(3))
  return book
}

const plan = (book: Book, decided: Parameters<typeof decisionPlan>[0]['decided']) =>
  decisionPlan({ decided, payment: book.payment('P'), invoices: book.invoices('A'), lockedUntil: null, matchId: 'M' })

test('an overpayment settles the invoice, stays on account and shows the invoice as overpaid until the rest is used', () => {
  const book = bookOf(130_00)
  const over = plan(book, { kind: 'over', allocations: [{ invoiceId: 'A', amount: pln(100_00) }], unapplied: pln(30_00) })
  if (over.ok) book.write(over.drafts)
  const sums = paymentSums(book.ofPayment('P'), PLN)
  expect([sums.unapplied, paymentStatus(sums, false)]).toEqual([pln(30_00), 'on-account'])
  expect(overpaidMinor(book.ofInvoice('A'), () => sums.unapplied.minor)).toBe(30_00n)
  expect(
    overpaidMinor(book.ofInvoice('A'), () => 10_00n),
    'a part was used elsewhere',
  ).toBe(10_00n)
  expect(invoiceStatus(book.ofInvoice('A'), PLN, { overpaidMinor: 30_00n })).toEqual({ status: 'overpaid', since: november(3) })
})

test("a payment short by the bank's fee settles the invoice, the fee is an entry of its own", () => {
  const book = bookOf(98_50)
  const short = plan(book, { kind: 'short', allocations: [{ invoiceId: 'A', amount: pln(98_50) }], unapplied: pln(0) })
  if (short.ok) book.write(short.drafts)
  expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(0))
  expect(
    book
      .ofInvoice('A')
      .filter((entry) => entry.kind === 'bank-fee')
      .map((entry) => entry.amount),
  ).toEqual([pln(1_50)])
})

test("a second payment of a settled invoice is kept on the customer's account", () => {
  const book = bookOf(100_00)
  const duplicate = plan(book, { kind: 'duplicate', allocations: [], unapplied: pln(100_00) })
  if (duplicate.ok) book.write(duplicate.drafts)
  expect(paymentStatus(paymentSums(book.ofPayment('P'), PLN), false)).toBe('on-account')
  expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(100_00))
})

test('a payment in another currency is taken whole, and the odd grosz goes to the last invoice', () => {
  const invoices = new Map(['A', 'B', 'C'].map((id) => [id, { id, number: id, issuedOn: november(1), open: money(10_00n, EUR) }]))
  const decided = decisionPlan({
    decided: {
      kind: 'other-currency',
      allocations: [...invoices.keys()].map((invoiceId) => ({ invoiceId, amount: money(10_00n, EUR) })),
      unapplied: pln(0),
    },
    payment: { id: 'P', bookedOn: november(3), unapplied: pln(130_00) },
    invoices,
    lockedUntil: null,
    matchId: 'M',
  })
  expect(decided.ok && decided.drafts.map((entry) => entry.paymentAmount?.minor)).toEqual([43_33n, 43_33n, 43_34n])
})

test('a decision that the ledger has overtaken is refused', () => {
  const book = bookOf(100_00)
  const exact = { kind: 'exact', allocations: [{ invoiceId: 'A', amount: pln(100_00) }], unapplied: pln(0) } as const
  const first = plan(book, exact)
  if (first.ok) book.write(first.drafts)
  expect(plan(book, exact)).toMatchObject({ ok: false, code: 'allocation.exceeds-open' })
})
