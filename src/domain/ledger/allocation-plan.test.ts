import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { EUR, PLN } from '#values/currency'
import { money } from '#values/money'
import { allocationPlan } from './allocation-plan.ts'
import { invoiceStatus } from './invoice-status.ts'
import { oldestFirst } from './oldest-first.ts'
import { openAmount } from './open-amount.ts'
import { unapplied } from './payment-sums.ts'

function bookOf(): Book {
  const book = new Book()
  book.issue('A', 80_00, november(2))
  book.issue('B', 100_00, november(5))
  book.receive('P', 150_00, november(10))
  return book
}

describe('a payment set against invoices', () => {
  test('a payment of 150 for invoices of 80 and 100 settles the older and leaves 30 open on the newer', () => {
    const book = bookOf()
    const wanted = oldestFirst(
      pln(150_00),
      ['B', 'A'].map((id) => ({ id, open: book.invoice(id).open, issueOn: book.invoice(id).issuedOn, dueOn: null })),
    )
    const plan = allocationPlan({ payment: book.payment('P'), invoices: book.invoices('A', 'B'), wanted, lockedUntil: null })
    expect(plan.ok).toBe(true)
    if (plan.ok) book.write(plan.drafts)
    expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(0))
    expect(openAmount(book.ofInvoice('B'), PLN)).toEqual(pln(30_00))
    expect(unapplied(book.ofPayment('P'), PLN)).toEqual(pln(0))
    expect(invoiceStatus(book.ofInvoice('A'), PLN)).toEqual({ status: 'paid', since: november(10) })
    expect(invoiceStatus(book.ofInvoice('B'), PLN)).toEqual({ status: 'partly-paid', since: november(10) })
  })

  test('asked as of the day before the payment, both invoices are whole', () => {
    const book = bookOf()
    const plan = allocationPlan({
      payment: book.payment('P'),
      invoices: book.invoices('A'),
      wanted: [{ invoiceId: 'A', amount: pln(80_00) }],
      lockedUntil: null,
    })
    if (plan.ok) book.write(plan.drafts)
    expect(openAmount(book.ofInvoice('A'), PLN, november(9))).toEqual(pln(80_00))
    expect(openAmount(book.ofInvoice('A'), PLN, november(10))).toEqual(pln(0))
    expect(invoiceStatus(book.ofInvoice('A'), PLN, { asOf: november(1) })).toBeNull()
  })

  test('money that came before the invoice settles it on the day of its issue', () => {
    const book = new Book()
    book.receive('P', 50_00, november(1))
    book.issue('A', 50_00, november(4))
    const plan = allocationPlan({
      payment: book.payment('P'),
      invoices: book.invoices('A'),
      wanted: [{ invoiceId: 'A', amount: pln(50_00) }],
      lockedUntil: null,
    })
    expect(plan.ok && plan.drafts.map((entry) => entry.on)).toEqual([november(4)])
  })

  test('a credit note in the same decision is set against the invoice first and needs no money', () => {
    const book = new Book()
    book.issue('A', 100_00, november(2))
    book.issue('K', -20_00, november(3))
    book.receive('P', 80_00, november(10))
    const plan = allocationPlan({
      payment: book.payment('P'),
      invoices: book.invoices('A', 'K'),
      lockedUntil: null,
      wanted: [
        { invoiceId: 'A', amount: pln(100_00) },
        { invoiceId: 'K', amount: pln(-20_00) },
      ],
    })
    if (plan.ok) book.write(plan.drafts)
    expect([openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('K'), PLN), unapplied(book.ofPayment('P'), PLN)]).toEqual([
      pln(0),
      pln(0),
      pln(0),
    ])
    expect(invoiceStatus(book.ofInvoice('A'), PLN)).toEqual({ status: 'paid', since: november(10) })
  })

  test('in a closed period the allocation counts from the first open day', () => {
    const book = bookOf()
    const plan = allocationPlan({
      payment: book.payment('P'),
      invoices: book.invoices('A'),
      wanted: [{ invoiceId: 'A', amount: pln(80_00) }],
      lockedUntil: november(15),
    })
    expect(plan.ok && plan.drafts.map((entry) => entry.on)).toEqual([november(16)])
  })
})

describe('what cannot be is refused with its reason', () => {
  const book = bookOf()
  const of = (wanted: Parameters<typeof allocationPlan>[0]['wanted']) =>
    allocationPlan({ payment: book.payment('P'), invoices: book.invoices('A', 'B'), wanted, lockedUntil: null })
  test.each([
    ['more than is open', [{ invoiceId: 'A', amount: pln(80_01) }], 'allocation.exceeds-open'],
    [
      'more than the payment has',
      [
        { invoiceId: 'A', amount: pln(80_00) },
        { invoiceId: 'B', amount: pln(70_01) },
      ],
      'allocation.exceeds-payment',
    ],
    ['nothing at all', [], 'allocation.empty'],
    ['an amount of zero', [{ invoiceId: 'A', amount: pln(0) }], 'allocation.empty'],
    ['a minus on an invoice', [{ invoiceId: 'A', amount: pln(-1) }], 'allocation.exceeds-open'],
    [
      'the same invoice twice',
      [
        { invoiceId: 'A', amount: pln(1) },
        { invoiceId: 'A', amount: pln(1) },
      ],
      'allocation.twice',
    ],
    ['another currency than the invoice has', [{ invoiceId: 'A', amount: money(1n, EUR) }], 'allocation.currency-mismatch'],
    ['an invoice that is not there', [{ invoiceId: 'X', amount: pln(1) }], 'invoice.not-found'],
  ] as const)('%s', (_what, wanted, code) => {
    expect(of(wanted)).toMatchObject({ ok: false, code })
  })

  test('a credit note that exceeds the invoices beside it', () => {
    const credit = new Book()
    credit.issue('A', 10_00, november(2))
    credit.issue('K', -20_00, november(3))
    credit.receive('P', 5_00, november(4))
    expect(
      allocationPlan({
        payment: credit.payment('P'),
        invoices: credit.invoices('A', 'K'),
        wanted: [
          { invoiceId: 'A', amount: pln(10_00) },
          { invoiceId: 'K', amount: pln(-20_00) },
        ],
        lockedUntil: null,
      }),
    ).toMatchObject({ ok: false, code: 'allocation.credit-exceeds-invoices' })
  })
})
