import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { PLN } from '#values/currency'
import { allocationPlan } from './allocation-plan.ts'
import { invoiceSums } from './invoice-sums.ts'
import { openAmount } from './open-amount.ts'
import { claimFromSource, settledAtSource } from './settled-at-source.ts'

function bookOf(): Book {
  const book = new Book()
  book.issue('A', 100_00, november(1))
  return book
}

function report(book: Book, minor: number, on = november(5)): void {
  const entries = book.ofInvoice('A')
  book.write(settledAtSource({ invoiceId: 'A', entries, living: entries, reported: pln(minor), on, lockedUntil: null }))
}

function pay(book: Book, paymentId: string, minor: number): void {
  book.receive(paymentId, minor, november(6))
  const plan = allocationPlan({
    payment: book.payment(paymentId),
    invoices: book.invoices('A'),
    wanted: [{ invoiceId: 'A', amount: pln(minor) }],
    lockedUntil: null,
  })
  if (!plan.ok) throw new Error(plan.code)
  book.write(plan.drafts)
}

const atSource = (book: Book): bigint => invoiceSums(book.ofInvoice('A'), PLN).settledAtSource.minor
const open = (book: Book): bigint => openAmount(book.ofInvoice('A'), PLN).minor

describe('what the source says was paid', () => {
  test('counts as it is while we know of no payment', () => {
    const book = bookOf()
    report(book, 40_00)
    expect([atSource(book), open(book)]).toEqual([40_00n, 60_00n])
  })

  test('our own payment, written back and reported to us, does not count twice', () => {
    const book = bookOf()
    pay(book, 'P', 60_00)
    report(book, 60_00)
    expect([atSource(book), open(book)]).toEqual([0n, 40_00n])
  })

  test('a report from before our write-back arrived changes nothing, nor does the one after it', () => {
    const book = bookOf()
    report(book, 30_00)
    pay(book, 'P', 70_00)
    report(book, 30_00)
    expect([atSource(book), open(book)]).toEqual([30_00n, 0n])
    report(book, 100_00)
    expect([atSource(book), open(book)]).toEqual([30_00n, 0n])
  })

  test('more than we know is money that came elsewhere', () => {
    const book = bookOf()
    pay(book, 'P', 50_00)
    report(book, 80_00)
    expect([atSource(book), open(book)]).toEqual([30_00n, 20_00n])
  })

  test('a payment removed at the source is open again', () => {
    const book = bookOf()
    report(book, 100_00)
    report(book, 0, november(8))
    expect([atSource(book), open(book)]).toEqual([0n, 100_00n])
  })

  test('more than the invoice is due counts only up to it', () => {
    const book = bookOf()
    report(book, 130_00)
    expect([atSource(book), open(book)]).toEqual([100_00n, 0n])
  })

  test('a credit note paid out at the source is settled, whichever sign the source gives', () => {
    for (const reported of [-20_00, 20_00]) {
      const book = new Book()
      book.issue('K', -20_00, november(1))
      const entries = book.ofInvoice('K')
      book.write(settledAtSource({ invoiceId: 'K', entries, living: entries, reported: pln(reported), on: november(5), lockedUntil: null }))
      expect(openAmount(book.ofInvoice('K'), PLN)).toEqual(pln(0))
      const after = book.ofInvoice('K')
      book.write(settledAtSource({ invoiceId: 'K', entries: after, living: after, reported: pln(0), on: november(6), lockedUntil: null }))
      expect(openAmount(book.ofInvoice('K'), PLN)).toEqual(pln(-20_00))
    }
  })

  test('a bank payment that turns out to be the same money takes the place of what the source had settled', () => {
    const book = bookOf()
    report(book, 100_00)
    book.write(claimFromSource(book.ofInvoice('A'), 60_00n, null))
    expect([atSource(book), open(book)]).toEqual([40_00n, 60_00n])
    pay(book, 'P', 60_00)
    report(book, 100_00)
    expect([atSource(book), open(book)]).toEqual([40_00n, 0n])
  })
})
