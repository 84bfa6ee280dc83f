// What people decide of payments and invoices by hand, and how it is taken back.
import { beforeEach, describe, expect, test } from 'vitest'
import { allocateByHand } from '#flows/allocate-by-hand'
import { markOutside } from '#flows/mark-outside'
import { recordPayment } from '#flows/record-payment'
import { undoAllocation } from '#flows/undo-allocation'
import { writeOffInvoice } from '#flows/write-off-invoice'
import { changeCompany } from '#store/companies'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, invoicesFile, line, plainFormats, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { day } from '#values/day'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats, connections: 12 })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
  book = companyBook(shell, companyId)
})

describe('T25 undo after later decisions', () => {
  test('T25 cash recorded by hand cannot be taken back while its money is used elsewhere; the refusal names what to undo first', async () => {
    const {
      invoiceIds: [first = '', second = ''],
    } = await book.fill([invoice('FV/1', '2026-11-01', 100), invoice('FV/2', '2026-11-01', 50)], [])
    const { groupId, paymentId } = await recordPayment(shell, {
      companyId,
      actor: testActor,
      invoiceId: first,
      amount: zl(60),
      on: day('2026-11-06'),
      kind: 'cash',
      why: 'KP 7',
    })
    expect(await book.balance(first)).toMatchObject({ open_minor: 40_00n, status: 'partly-paid' })
    // A correction at the source frees the money, and somebody uses it.
    await book.take(invoicesFile([invoice('FV/1', '2026-11-01', 0, { cancelled: true })]))
    expect(await book.rest(paymentId)).toMatchObject({ unapplied_minor: 60_00n })
    const later = await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId,
      customerId: null,
      allocations: [{ invoiceId: second, amount: zl(50) }],
    })
    const refusal: unknown = await undoAllocation(shell, { companyId, actor: testActor, groupId }).catch((error: unknown) => error)
    expect(isFailure(refusal, 'entry.has-later')).toBe(true)
    await undoAllocation(shell, { companyId, actor: testActor, groupId: later.groupId })
    expect(await book.balance(second)).toMatchObject({ open_minor: 50_00n })
  })

  test('cash recorded and undone leaves the invoice as it was', async () => {
    const {
      invoiceIds: [invoiceId = ''],
    } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [])
    const before = await book.balance(invoiceId)
    const { groupId, paymentId } = await recordPayment(shell, {
      companyId,
      actor: testActor,
      invoiceId,
      amount: zl(60),
      on: day('2026-11-06'),
      kind: 'cash',
      why: 'KP 7',
    })
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await book.balance(invoiceId)).toEqual(before)
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 0n, status: 'withdrawn' })
  })
})

describe('other decisions', () => {
  test("money that is no customer's payment stands outside, and can be taken in again", async () => {
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([], [line('2026-11-05', 500, 'pożyczka od wspólnika')])
    await markOutside(shell, { companyId, actor: testActor, paymentId, reason: 'loan' })
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 0n, status: 'outside' })
    await markOutside(shell, { companyId, actor: testActor, paymentId, reason: null })
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 500_00n, status: 'new' })
  })

  test('a write-off closes the rest, and undone opens it', async () => {
    const {
      invoiceIds: [invoiceId = ''],
    } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [])
    const { groupId } = await writeOffInvoice(shell, { companyId, actor: testActor, invoiceId, why: 'upadłość' })
    expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 0n, status: 'written-off' })
    await expect(writeOffInvoice(shell, { companyId, actor: testActor, invoiceId, why: 'again' })).rejects.toMatchObject({
      code: 'invoice.nothing-open',
    })
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 100_00n, status: 'unpaid' })
  })

  test('T157 nothing is entered in a closed period: a given day is refused, a natural one moves to the first open day', async () => {
    const {
      invoiceIds: [invoiceId = ''],
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-05', 40, 'x')])
    await changeCompany(shell.database, companyId, { lockedUntil: day('2026-11-10') })
    await expect(
      recordPayment(shell, { companyId, actor: testActor, invoiceId, amount: zl(1), on: day('2026-11-10'), kind: 'cash', why: '' }),
    ).rejects.toMatchObject({ code: 'period.locked' })
    await allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(40) }] })
    const entry = await shell.database
      .selectFrom('entries')
      .select('on_day')
      .where('company_id', '=', companyId)
      .where('kind', '=', 'allocation')
      .executeTakeFirstOrThrow()
    expect(entry.on_day).toBe('2026-11-11')
  })

  test('T127 a payment or invoice of another company is not found', async () => {
    const {
      invoiceIds: [invoiceId = ''],
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-05', 40, 'x')])
    const stranger = await testCompany(shell, {}, 'Obca')
    await expect(
      allocateByHand(shell, {
        companyId: stranger,
        actor: testActor,
        paymentId,
        customerId: null,
        allocations: [{ invoiceId, amount: zl(40) }],
      }),
    ).rejects.toMatchObject({ code: 'payment.not-found' })
    await expect(writeOffInvoice(shell, { companyId: stranger, actor: testActor, invoiceId, why: '' })).rejects.toMatchObject({
      code: 'invoice.not-found',
    })
  })
})
