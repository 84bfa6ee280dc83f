import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { PLN } from '#values/currency'
import { allocationPlan } from './allocation-plan.ts'
import { draft } from './entry.ts'
import { openAmount } from './open-amount.ts'
import { paymentReturn } from './payment-return.ts'
import { undoPlan } from './undo-plan.ts'

function allocate(book: Book, paymentId: string, invoiceId: string, minor: number): string {
  const plan = allocationPlan({
    payment: book.payment(paymentId),
    invoices: book.invoices(invoiceId),
    wanted: [{ invoiceId, amount: pln(minor) }],
    lockedUntil: null,
  })
  if (!plan.ok) throw new Error(plan.code)
  return book.write(plan.drafts)
}

function bookOf(): Book {
  const book = new Book()
  book.issue('A', 100_00, november(1))
  book.receive('P', 100_00, november(3))
  book.receive('Q', 100_00, november(4))
  return book
}

describe('undo', () => {
  test('an undone allocation leaves everything as it was, also as of earlier days', () => {
    const book = bookOf()
    const before = [book.derived(), book.derived(november(3)), book.derived(november(5))]
    const group = allocate(book, 'P', 'A', 70_00)
    const undo = undoPlan(group, book.around(group), null)
    if (undo.ok) book.write(undo.drafts)
    expect([book.derived(), book.derived(november(3)), book.derived(november(5))]).toEqual(before)
  })

  test('what is undone cannot be undone again', () => {
    const book = bookOf()
    const group = allocate(book, 'P', 'A', 70_00)
    const undo = undoPlan(group, book.around(group), null)
    if (undo.ok) book.write(undo.drafts)
    expect(undoPlan(group, book.around(group), null)).toMatchObject({ ok: false, code: 'entry.already-reversed' })
  })

  test('an undo can itself be undone: the allocation stands again', () => {
    const book = bookOf()
    const group = allocate(book, 'P', 'A', 70_00)
    const after = book.derived()
    const undo = undoPlan(group, book.around(group), null)
    if (!undo.ok) throw new Error(undo.code)
    const undone = book.write(undo.drafts)
    const redo = undoPlan(undone, book.around(undone), null)
    if (redo.ok) book.write(redo.drafts)
    expect(book.derived()).toEqual(after)
  })

  test('T25 a return cannot be undone after another payment has settled the reopened invoice; the refusal names that decision', () => {
    const book = bookOf()
    allocate(book, 'P', 'A', 100_00)
    const back = paymentReturn({
      paymentId: 'P',
      entries: book.ofPayment('P'),
      amount: pln(100_00),
      on: november(6),
      lockedUntil: null,
      key: 'r',
    })
    if (!back.ok) throw new Error(back.code)
    const returned = book.write(back.drafts)
    const later = allocate(book, 'Q', 'A', 100_00)
    expect(undoPlan(returned, book.around(returned), null)).toMatchObject({ ok: false, code: 'entry.has-later', dependents: [later] })
    const first = undoPlan(later, book.around(later), null)
    if (first.ok) book.write(first.drafts)
    expect(undoPlan(returned, book.around(returned), null).ok).toBe(true)
  })

  test('T25 money recorded by hand cannot be taken back while a later decision uses it', () => {
    const book = new Book()
    book.issue('A', 50_00, november(1))
    const recorded = book.write([draft('payment-received', november(2), pln(50_00), { paymentId: 'C' })])
    const later = allocate(book, 'C', 'A', 50_00)
    expect(undoPlan(recorded, book.around(recorded), null)).toMatchObject({ ok: false, code: 'entry.has-later', dependents: [later] })
  })

  test('T25 an allocation that a return has already taken back is not reversed a second time', () => {
    const book = bookOf()
    const group = allocate(book, 'P', 'A', 100_00)
    const back = paymentReturn({
      paymentId: 'P',
      entries: book.ofPayment('P'),
      amount: pln(100_00),
      on: november(6),
      lockedUntil: null,
      key: 'r',
    })
    if (back.ok) book.write(back.drafts)
    expect(undoPlan(group, book.around(group), null)).toMatchObject({ ok: false, code: 'entry.already-reversed' })
    expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(100_00))
  })

  test('T157 an undo in a closed period counts from the first open day, and the closed days keep their figures', () => {
    const book = bookOf()
    const group = allocate(book, 'P', 'A', 100_00)
    const closed = book.derived(november(10))
    const undo = undoPlan(group, book.around(group), november(10))
    if (undo.ok) book.write(undo.drafts)
    expect(book.derived(november(10))).toEqual(closed)
    expect(openAmount(book.ofInvoice('A'), PLN, november(11))).toEqual(pln(100_00))
  })
})
