import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { invoiceStatus } from './invoice-status.ts'
import { keepPlan } from './keep-plan.ts'
import { openAmount } from './open-amount.ts'
import { paymentStatus } from './payment-status.ts'
import { paymentSums } from './payment-sums.ts'
import { type Split, splitPlan } from './split-plan.ts'
import { undoPlan } from './undo-plan.ts'

function bookOf(): Book {
  const book = new Book()
  book.issue('A', 100_00, november(2))
  book.issue('B', 50_00, november(5))
  book.receive('P', 200_00, november(10))
  return book
}

const nothing: Split = { allocations: [], closings: [], claims: [], kept: null }

const planOf = (book: Book, split: Partial<Split>, more: { readonly hasCustomer?: boolean; readonly limit?: number } = {}) =>
  splitPlan({
    payment: book.payment('P'),
    invoices: book.invoices('A', 'B'),
    split: { ...nothing, ...split },
    hasCustomer: more.hasCustomer ?? true,
    writeOffLimit: () => pln(more.limit ?? 1_00),
    lockedUntil: null,
    why: null,
  })

function written(book: Book, split: Partial<Split>): Book {
  const plan = planOf(book, split)
  if (!plan.ok) throw new Error(plan.code)
  book.write(plan.drafts)
  return book
}

describe('a payment of 200 split by hand', () => {
  test('60 for an invoice, 30 for an interest note, 40 for compensation, 50 kept, 20 to send back: every grosz has its place', () => {
    const book = written(bookOf(), {
      allocations: [{ invoiceId: 'A', amount: pln(60_00) }],
      claims: [
        { kind: 'interest-paid', amount: pln(30_00), reference: 'NO/7/2026' },
        { kind: 'compensation-paid', amount: pln(40_00), reference: '' },
      ],
      kept: [
        { as: 'advance', amount: pln(50_00) },
        { as: 'refund-due', amount: pln(20_00) },
      ],
    })
    const sums = paymentSums(book.ofPayment('P'), PLN)
    expect([sums.allocated, sums.claims, sums.noted, sums.toRefund, sums.unapplied]).toEqual([
      pln(60_00),
      pln(70_00),
      pln(50_00),
      pln(20_00),
      pln(70_00),
    ])
    expect(paymentStatus(sums, false)).toBe('to-refund')
    expect(book.ofPayment('P').find((entry) => entry.kind === 'interest-paid')?.why).toBe('NO/7/2026')
  })

  test('a fee of 3 and a rounding of 1 close what the invoice lacks; the invoice is paid and the payment gave 96', () => {
    const book = written(bookOf(), {
      allocations: [{ invoiceId: 'A', amount: pln(96_00) }],
      closings: [
        { invoiceId: 'A', kind: 'bank-fee', amount: pln(3_00) },
        { invoiceId: 'A', kind: 'write-off', amount: pln(1_00) },
      ],
    })
    expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(0))
    expect(invoiceStatus(book.ofInvoice('A'), PLN)?.status).toBe('written-off')
    expect(paymentSums(book.ofPayment('P'), PLN).allocated).toEqual(pln(96_00))
  })

  test('without a word of the rest, all of it is kept for the customer', () => {
    const book = written(bookOf(), { allocations: [{ invoiceId: 'B', amount: pln(50_00) }] })
    expect(paymentStatus(paymentSums(book.ofPayment('P'), PLN), false)).toBe('on-account')
  })

  test('what is said of only a part of the rest leaves the other part to be decided', () => {
    const book = written(bookOf(), { kept: [{ as: 'advance', amount: pln(150_00) }] })
    expect(paymentStatus(paymentSums(book.ofPayment('P'), PLN), false)).toBe('new')
  })

  test('undone, it is as if nothing had been said', () => {
    const book = bookOf()
    const before = book.derived()
    const plan = planOf(book, {
      allocations: [{ invoiceId: 'A', amount: pln(90_00) }],
      closings: [{ invoiceId: 'A', kind: 'currency-difference', amount: pln(10_00) }],
      claims: [{ kind: 'interest-paid', amount: pln(20_00), reference: 'NO/1' }],
      kept: [{ as: 'refund-due', amount: pln(90_00) }],
    })
    if (!plan.ok) throw new Error(plan.code)
    const undo = undoPlan(book.write(plan.drafts), book.entries, null)
    if (!undo.ok) throw new Error(undo.code)
    book.write(undo.drafts)
    expect(book.derived()).toEqual(before)
  })
})

describe('what cannot be is refused with its reason', () => {
  test.each([
    [
      'parts that are more than came',
      { claims: [{ kind: 'interest-paid', amount: pln(200_01), reference: '' }] },
      'allocation.exceeds-payment',
    ],
    [
      'an invoice and a rest that together are more than came',
      { allocations: [{ invoiceId: 'A', amount: pln(100_00) }], kept: [{ as: 'advance', amount: pln(100_01) }] },
      'allocation.exceeds-payment',
    ],
    [
      'a closing beyond what the allocation leaves open',
      { allocations: [{ invoiceId: 'A', amount: pln(99_00) }], closings: [{ invoiceId: 'A', kind: 'bank-fee', amount: pln(1_01) }] },
      'allocation.exceeds-open',
    ],
    [
      'a write-off above the tolerance',
      { closings: [{ invoiceId: 'A', kind: 'write-off', amount: pln(1_01) }] },
      'allocation.above-tolerance',
    ],
    ['a claim of nothing', { claims: [{ kind: 'interest-paid', amount: pln(0), reference: '' }] }, 'allocation.empty'],
    ['money kept in another currency', { kept: [{ as: 'advance', amount: money(1n, EUR) }] }, 'allocation.currency-mismatch'],
  ] as const)('%s', (_what, split, code) => {
    expect(planOf(bookOf(), split as Partial<Split>)).toMatchObject({ ok: false, code })
  })

  test("a rest that is nobody's cannot be kept", () => {
    expect(planOf(bookOf(), { kept: [{ as: 'advance', amount: pln(1_00) }] }, { hasCustomer: false })).toMatchObject({
      ok: false,
      code: 'allocation.customer-missing',
    })
  })
})

describe('the rest of a payment said anew', () => {
  const said = (book: Book, as: Parameters<typeof keepPlan>[0]['as']) => {
    const plan = keepPlan({
      payment: { id: 'P', unapplied: book.payment('P').unapplied },
      entries: book.ofPayment('P'),
      as,
      on: november(12),
      lockedUntil: null,
      why: null,
    })
    if (!plan.ok) return plan.code
    book.write(plan.drafts)
    return paymentStatus(paymentSums(book.ofPayment('P'), PLN), false)
  }

  test('kept, then to be sent back, then sent back: the last word stands, and then nothing is left to say', () => {
    const book = bookOf()
    expect([said(book, 'advance'), said(book, 'refund-due'), said(book, 'refunded'), said(book, 'advance')]).toEqual([
      'on-account',
      'to-refund',
      'refunded',
      'payment.already-settled',
    ])
    expect(paymentSums(book.ofPayment('P'), PLN).refunded).toEqual(pln(200_00))
  })

  test('what was meant to be sent back can still settle an invoice', () => {
    const book = bookOf()
    said(book, 'refund-due')
    written(book, { allocations: [{ invoiceId: 'A', amount: pln(100_00) }], kept: [] })
    const sums = paymentSums(book.ofPayment('P'), PLN)
    expect([sums.allocated, sums.toRefund, sums.unapplied]).toEqual([pln(100_00), pln(100_00), pln(100_00)])
  })
})
