// What people and the house decide of payments, at once and back again.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { importFile } from '#flows/import-file'
import { markOutside } from '#flows/mark-outside'
import { matchPayments } from '#flows/match-payments'
import { recordPayment } from '#flows/record-payment'
import { rejectMatch } from '#flows/reject-match'
import { undoAllocation } from '#flows/undo-allocation'
import { writeOffInvoice } from '#flows/write-off-invoice'
import { verifyAuditChain } from '#store/audit'
import { changeCompany } from '#store/companies'
import { findLatestMatches } from '#store/matches'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { otherActor, testActor, testCompany, testShell, type TestShell } from '#test/support/shell'
import { day } from '#values/day'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import type { ByteSource, StatementLine } from '#ports/statement-format'
import type { InvoiceRecord } from '#ports/invoice-format'

let database: TestDatabase
let shell: TestShell
let companyId: Id

beforeAll(async () => {
  database = await testDatabase()
  shell = testShell(database, { formats: plainFormats, connections: 12 })
})
afterAll(async () => {
  await shell.close()
  await database.close()
})
beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
})

const take = (bytes: ByteSource) => importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'file', bytes })

/** A book of invoices and payments; answers their ids in the order given. */
async function bookOf(invoices: readonly InvoiceRecord[], lines: readonly StatementLine[]): Promise<{ readonly invoiceIds: readonly Id[]; readonly paymentIds: readonly Id[] }> {
  await take(invoicesFile(invoices))
  await take(statementsFile(statement('2026-11-05', '2026-11-10', 0, lines)))
  const known = await shell.database.selectFrom('invoices').select(['invoice_id', 'number']).where('company_id', '=', companyId).execute()
  const payments = await shell.database.selectFrom('payments').select(['payment_id', 'title', 'amount_minor']).where('company_id', '=', companyId).execute()
  return {
    invoiceIds: invoices.map(each => known.find(row => row.number === each.number)?.invoice_id ?? ''),
    paymentIds: lines.map(each => payments.find(row => row.title === each.title && row.amount_minor === each.amount.minor)?.payment_id ?? ''),
  }
}

async function derived(): Promise<object> {
  const invoices = await shell.database.selectFrom('invoice_balances').selectAll().where('company_id', '=', companyId).orderBy('invoice_id').execute()
  const payments = await shell.database.selectFrom('payment_balances').selectAll().where('company_id', '=', companyId).orderBy('payment_id').execute()
  const owners = await shell.database.selectFrom('payments').select(['payment_id', 'customer_id']).where('company_id', '=', companyId).orderBy('payment_id').execute()
  return { invoices, payments, owners }
}

const balance = async (invoiceId: Id) => shell.database.selectFrom('invoice_balances').select(['open_minor', 'settled_minor', 'overpaid_minor', 'status']).where('company_id', '=', companyId).where('invoice_id', '=', invoiceId).executeTakeFirstOrThrow()
const rest = async (paymentId: Id) => shell.database.selectFrom('payment_balances').select(['unapplied_minor', 'status']).where('company_id', '=', companyId).where('payment_id', '=', paymentId).executeTakeFirstOrThrow()

async function proposed(paymentId: Id): Promise<Id> {
  await matchPayments(shell, { companyId })
  const match = (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)
  if (match === undefined) throw new Error('nothing proposed')
  return match.id
}

describe('accepting a proposal', () => {
  test('I9 accepted and undone, every derived figure is what it was, and the proposal can be made again', async () => {
    const { paymentIds: [paymentId = ''], invoiceIds: [invoiceId = ''] } = await bookOf([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 130, 'FV/1/11/2026')])
    const matchId = await proposed(paymentId)
    const before = await derived()
    const { groupId } = await acceptMatch(shell, { companyId, actor: testActor, matchId })
    expect(await balance(invoiceId)).toEqual({ open_minor: 0n, settled_minor: 100_00n, overpaid_minor: 30_00n, status: 'overpaid' })
    expect(await rest(paymentId)).toEqual({ unapplied_minor: 30_00n, status: 'on-account' })
    const undone = await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await derived()).toEqual(before)
    await expect(undoAllocation(shell, { companyId, actor: testActor, groupId })).rejects.toMatchObject({ code: 'entry.already-reversed' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId: undone.groupId })
    expect(await balance(invoiceId)).toMatchObject({ status: 'overpaid' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId: (await lastGroup()) })
    expect(await proposed(paymentId)).not.toBe(matchId)
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
  })

  const lastGroup = async (): Promise<Id> => (await shell.database.selectFrom('entries').select('group_id').where('company_id', '=', companyId).orderBy('entry_id', 'desc').limit(1).executeTakeFirstOrThrow()).group_id

  test('T24 two accept the same payment at once: one wins, the other is told, and the money counts once', async () => {
    const { paymentIds: [paymentId = ''], invoiceIds: [invoiceId = ''] } = await bookOf([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    const matchId = await proposed(paymentId)
    const results = await Promise.allSettled([testActor, otherActor].map(actor => acceptMatch(shell, { companyId, actor, matchId })))
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find(result => result.status === 'rejected')
    expect(isFailure(refused?.reason, 'payment.already-settled')).toBe(true)
    expect(await balance(invoiceId)).toMatchObject({ open_minor: 0n, settled_minor: 100_00n })
  })

  test('T24 sixteen workers set one payment against sixteen invoices at once: no more is allocated than came', async () => {
    const invoices = Array.from({ length: 16 }, (_, i) => invoice(`FV/${i + 1}/11/2026`, '2026-11-01', 10))
    const { paymentIds: [paymentId = ''], invoiceIds } = await bookOf(invoices, [line('2026-11-05', 75, 'zaliczka')])
    const results = await Promise.allSettled(invoiceIds.map(invoiceId => allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(10) }] })))
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(7)
    for (const result of results) if (result.status === 'rejected') expect(isFailure(result.reason, 'allocation.exceeds-payment')).toBe(true)
    expect(await rest(paymentId)).toEqual({ unapplied_minor: 5_00n, status: 'partly-settled' })
  })

  test('two payments for one invoice accepted at once settle it once', async () => {
    const { paymentIds, invoiceIds: [invoiceId = ''] } = await bookOf([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026'), line('2026-11-06', 100, 'FV 1/11/2026')])
    const results = await Promise.allSettled(paymentIds.map(paymentId => allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(100) }] })))
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await balance(invoiceId)).toMatchObject({ open_minor: 0n, settled_minor: 100_00n })
  })

  test('a rejected pair is not proposed again', async () => {
    const { paymentIds: [paymentId = ''] } = await bookOf([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    await rejectMatch(shell, { companyId, actor: testActor, matchId: await proposed(paymentId) })
    await matchPayments(shell, { companyId })
    const match = (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)
    expect(match?.decision.allocations ?? []).toEqual([])
  })

  test('matching again without news writes nothing', async () => {
    const { paymentIds: [paymentId = ''] } = await bookOf([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    const first = await proposed(paymentId)
    expect(await proposed(paymentId)).toBe(first)
    expect(await shell.database.selectFrom('matches').select('match_id').where('company_id', '=', companyId).execute()).toHaveLength(1)
  })
})

describe('T25 undo after later decisions', () => {
  test('T25 cash recorded by hand cannot be taken back while its money is used elsewhere; the refusal names what to undo first', async () => {
    const { invoiceIds: [first = '', second = ''] } = await bookOf([invoice('FV/1', '2026-11-01', 100), invoice('FV/2', '2026-11-01', 50)], [])
    const { groupId, paymentId } = await recordPayment(shell, { companyId, actor: testActor, invoiceId: first, amount: zl(60), on: day('2026-11-06'), kind: 'cash', why: 'KP 7' })
    expect(await balance(first)).toMatchObject({ open_minor: 40_00n, status: 'partly-paid' })
    // A correction at the source frees the money, and somebody uses it.
    await take(invoicesFile([invoice('FV/1', '2026-11-01', 0, { cancelled: true })]))
    expect(await rest(paymentId)).toMatchObject({ unapplied_minor: 60_00n })
    const later = await allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId: second, amount: zl(50) }] })
    const refusal: unknown = await undoAllocation(shell, { companyId, actor: testActor, groupId }).catch((error: unknown) => error)
    expect(isFailure(refusal, 'entry.has-later')).toBe(true)
    await undoAllocation(shell, { companyId, actor: testActor, groupId: later.groupId })
    expect(await balance(second)).toMatchObject({ open_minor: 50_00n })
  })

  test('cash recorded and undone leaves the invoice as it was', async () => {
    const { invoiceIds: [invoiceId = ''] } = await bookOf([invoice('FV/1', '2026-11-01', 100)], [])
    const before = await balance(invoiceId)
    const { groupId, paymentId } = await recordPayment(shell, { companyId, actor: testActor, invoiceId, amount: zl(60), on: day('2026-11-06'), kind: 'cash', why: 'KP 7' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await balance(invoiceId)).toEqual(before)
    expect(await rest(paymentId)).toEqual({ unapplied_minor: 0n, status: 'withdrawn' })
  })
})

describe('other decisions', () => {
  test('money that is no customer\'s payment stands outside, and can be taken in again', async () => {
    const { paymentIds: [paymentId = ''] } = await bookOf([], [line('2026-11-05', 500, 'pożyczka od wspólnika')])
    await markOutside(shell, { companyId, actor: testActor, paymentId, reason: 'loan' })
    expect(await rest(paymentId)).toEqual({ unapplied_minor: 0n, status: 'outside' })
    await markOutside(shell, { companyId, actor: testActor, paymentId, reason: null })
    expect(await rest(paymentId)).toEqual({ unapplied_minor: 500_00n, status: 'new' })
  })

  test('a write-off closes the rest, and undone opens it', async () => {
    const { invoiceIds: [invoiceId = ''] } = await bookOf([invoice('FV/1', '2026-11-01', 100)], [])
    const { groupId } = await writeOffInvoice(shell, { companyId, actor: testActor, invoiceId, why: 'upadłość' })
    expect(await balance(invoiceId)).toMatchObject({ open_minor: 0n, status: 'written-off' })
    await expect(writeOffInvoice(shell, { companyId, actor: testActor, invoiceId, why: 'again' })).rejects.toMatchObject({ code: 'invoice.nothing-open' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await balance(invoiceId)).toMatchObject({ open_minor: 100_00n, status: 'unpaid' })
  })

  test('T157 nothing is entered in a closed period: a given day is refused, a natural one moves to the first open day', async () => {
    const { invoiceIds: [invoiceId = ''], paymentIds: [paymentId = ''] } = await bookOf([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-05', 40, 'x')])
    await changeCompany(shell.database, companyId, { lockedUntil: day('2026-11-10') })
    await expect(recordPayment(shell, { companyId, actor: testActor, invoiceId, amount: zl(1), on: day('2026-11-10'), kind: 'cash', why: '' })).rejects.toMatchObject({ code: 'period.locked' })
    await allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(40) }] })
    const entry = await shell.database.selectFrom('entries').select('on_day').where('company_id', '=', companyId).where('kind', '=', 'allocation').executeTakeFirstOrThrow()
    expect(entry.on_day).toBe('2026-11-11')
  })

  test('T127 a payment or invoice of another company is not found', async () => {
    const { invoiceIds: [invoiceId = ''], paymentIds: [paymentId = ''] } = await bookOf([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-05', 40, 'x')])
    const stranger = await testCompany(shell, {}, 'Obca')
    await expect(allocateByHand(shell, { companyId: stranger, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(40) }] })).rejects.toMatchObject({ code: 'payment.not-found' })
    await expect(writeOffInvoice(shell, { companyId: stranger, actor: testActor, invoiceId, why: '' })).rejects.toMatchObject({ code: 'invoice.not-found' })
  })
})
