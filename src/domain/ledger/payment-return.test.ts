import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { PLN } from '#values/currency'
import { allocationPlan } from './allocation-plan.ts'
import { invoiceStatus } from './invoice-status.ts'
import { openAmount } from './open-amount.ts'
import { paymentReturn } from './payment-return.ts'
import { paymentStatus } from './payment-status.ts'
import { paymentSums } from './payment-sums.ts'

function paidBook(): Book {
  const book = new Book()
  book.issue('A', 60_00, november(1))
  book.issue('B', 40_00, november(2))
  book.receive('P', 110_00, november(5))
  const plan = allocationPlan({
    payment: book.payment('P'),
    invoices: book.invoices('A', 'B'),
    wanted: [
      { invoiceId: 'A', amount: pln(60_00) },
      { invoiceId: 'B', amount: pln(40_00) },
    ],
    lockedUntil: null,
  })
  if (plan.ok) book.write(plan.drafts)
  return book
}

const returned = (book: Book, minor: number) =>
  paymentReturn({ paymentId: 'P', entries: book.ofPayment('P'), amount: pln(minor), on: november(9), lockedUntil: null, key: 'return:1' })

describe('T05 a payment that the bank takes back', () => {
  test('T05 the whole of it reopens what it had settled, from the day of the return, and was settled before', () => {
    const book = paidBook()
    const plan = returned(book, 110_00)
    if (plan.ok) book.write(plan.drafts)
    expect([openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('B'), PLN)]).toEqual([pln(60_00), pln(40_00)])
    expect(openAmount(book.ofInvoice('A'), PLN, november(8))).toEqual(pln(0))
    expect(invoiceStatus(book.ofInvoice('A'), PLN)).toEqual({ status: 'unpaid', since: november(9) })
    expect(paymentStatus(paymentSums(book.ofPayment('P'), PLN), false)).toBe('withdrawn')
  })

  test('T05 a part of it takes the unapplied rest first, then the latest allocation in part', () => {
    const book = paidBook()
    const plan = returned(book, 25_00)
    if (plan.ok) book.write(plan.drafts)
    expect([openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('B'), PLN)]).toEqual([pln(0), pln(15_00)])
    expect(paymentSums(book.ofPayment('P'), PLN).unapplied).toEqual(pln(0))
  })

  test('more than came cannot be taken back', () => {
    expect(returned(paidBook(), 110_01)).toMatchObject({ ok: false, code: 'payment.return-exceeds' })
  })
})
