import { describe, expect, test } from 'vitest'
import { Book, november, pln } from '#test/support/ledger-book'
import { PLN } from '#values/currency'
import { allocationPlan } from './allocation-plan.ts'
import { creditNetting } from './credit-netting.ts'
import { invoiceChange } from './invoice-change.ts'
import { invoiceStatus } from './invoice-status.ts'
import { openAmount } from './open-amount.ts'
import { paymentStatus } from './payment-status.ts'
import { paymentSums } from './payment-sums.ts'
import { advancesInto, proformaInto } from './settle-into.ts'

function paid(minor = 100_00): Book {
  const book = new Book()
  book.issue('A', 100_00, november(1))
  book.receive('P', minor, november(3))
  const plan = allocationPlan({
    payment: book.payment('P'),
    invoices: book.invoices('A'),
    wanted: [{ invoiceId: 'A', amount: pln(minor) }],
    lockedUntil: null,
  })
  if (plan.ok) book.write(plan.drafts)
  return book
}

const changeTo = (book: Book, minor: number): void =>
  void book.write(
    invoiceChange({ invoiceId: 'A', entries: book.withGroups('A'), total: pln(minor), on: november(9), lockedUntil: null, why: 'source' }),
  )

const statusOf = (book: Book, id: string) => invoiceStatus(book.ofInvoice(id), PLN)?.status

describe('an invoice changed at its source', () => {
  test('a higher total is open by the difference', () => {
    const book = paid()
    changeTo(book, 120_00)
    expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(20_00))
  })

  test('a lower total than was paid gives the excess back to the payment, noted as overpaid', () => {
    const book = paid()
    changeTo(book, 70_00)
    expect(openAmount(book.ofInvoice('A'), PLN)).toEqual(pln(0))
    const sums = paymentSums(book.ofPayment('P'), PLN)
    expect([sums.unapplied, paymentStatus(sums, false)]).toEqual([pln(30_00), 'on-account'])
    expect(invoiceStatus(book.ofInvoice('A'), PLN, { overpaidMinor: 30_00n })?.status).toBe('overpaid')
  })

  test('a cancelled one frees its payment whole, and the payment waits to be decided anew', () => {
    const book = paid()
    changeTo(book, 0)
    const sums = paymentSums(book.ofPayment('P'), PLN)
    expect([statusOf(book, 'A'), sums.unapplied, paymentStatus(sums, false)]).toEqual(['cancelled', pln(100_00), 'new'])
  })

  test('the same total again writes nothing', () => {
    const book = paid()
    expect(
      invoiceChange({
        invoiceId: 'A',
        entries: book.withGroups('A'),
        total: pln(100_00),
        on: november(9),
        lockedUntil: null,
        why: 'source',
      }),
    ).toEqual([])
  })
})

describe('a correction in minus', () => {
  test('nets against the open rest of its parent, and what is left stays as credit', () => {
    const book = paid(90_00)
    book.issue('K', -25_00, november(6))
    book.write(creditNetting(book.invoice('K'), [book.invoice('A')], null))
    expect([openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('K'), PLN)]).toEqual([pln(0), pln(-15_00)])
  })

  test('of the whole amount leaves the parent corrected, not paid', () => {
    const book = new Book()
    book.issue('A', 100_00, november(1))
    book.issue('K', -100_00, november(6))
    book.write(creditNetting(book.invoice('K'), [book.invoice('A')], null))
    expect([statusOf(book, 'A'), statusOf(book, 'K')]).toEqual(['corrected', 'paid'])
  })

  test('cancelled at the source, it opens its parent again', () => {
    const book = new Book()
    book.issue('A', 100_00, november(1))
    book.issue('K', -40_00, november(6))
    book.write(creditNetting(book.invoice('K'), [book.invoice('A')], null))
    book.write(
      invoiceChange({ invoiceId: 'K', entries: book.withGroups('K'), total: pln(0), on: november(9), lockedUntil: null, why: 'cancelled' }),
    )
    expect([openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('K'), PLN)]).toEqual([pln(100_00), pln(0)])
  })

  test('its parent made smaller than the credit gives the rest of the credit back', () => {
    const book = new Book()
    book.issue('A', 100_00, november(1))
    book.issue('K', -80_00, november(6))
    book.write(creditNetting(book.invoice('K'), [book.invoice('A')], null))
    changeTo(book, 50_00)
    expect([openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('K'), PLN)]).toEqual([pln(0), pln(-30_00)])
  })
})

describe('proforma and advance', () => {
  test('money on a proforma goes over to its invoice, and the proforma is settled', () => {
    const book = paid()
    book.issue('F', 120_00, november(8))
    book.write(proformaInto({ id: 'A', entries: book.ofInvoice('A') }, book.invoice('F'), null))
    expect([statusOf(book, 'A'), openAmount(book.ofInvoice('A'), PLN), openAmount(book.ofInvoice('F'), PLN)]).toEqual([
      'paid',
      pln(0),
      pln(20_00),
    ])
    expect(paymentSums(book.ofPayment('P'), PLN).unapplied).toEqual(pln(0))
  })

  test('a final invoice over the whole deal owes only what its advance did not bill', () => {
    const book = paid()
    book.issue('F', 300_00, november(8))
    const final = { id: 'F', total: pln(300_00), open: pln(300_00), issuedOn: november(8) }
    const advances = [{ id: 'A', number: 'ZAL 1', total: pln(100_00) }]
    book.write(advancesInto({ ...final, linesGross: pln(300_00) }, advances, null))
    expect(openAmount(book.ofInvoice('F'), PLN)).toEqual(pln(200_00))
    expect(advancesInto({ ...final, linesGross: pln(400_00) }, advances, null), 'KSeF names only the rest').toEqual([])
    expect(advancesInto({ ...final, linesGross: null }, advances, null), 'without lines nothing is known').toEqual([])
  })
})
