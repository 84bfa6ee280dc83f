// Proposals accepted and rejected, by one person, by several at once, and taken back.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Decision } from '#domain/matching/types'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { matchPayments } from '#flows/match-payments'
import { rejectMatch } from '#flows/reject-match'
import { undoAllocation } from '#flows/undo-allocation'
import { verifyAuditChain } from '#store/audit'
import { findLatestMatches, insertMatches } from '#store/matches'
import { newId } from '#store/new-id'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, line, plainFormats, zl } from '#test/support/plain-files'
import { otherActor, testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { EUR } from '#values/currency'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { money } from '#values/money'

const euro = (minor: bigint) => money(minor, EUR)

const { shell } = await shellOfFile({ formats: plainFormats, connections: 12 })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
  book = companyBook(shell, companyId)
})

describe('accepting a proposal', () => {
  test('I9 accepted and undone, every derived figure is what it was, and the proposal can be made again', async () => {
    const {
      paymentIds: [paymentId = ''],
      invoiceIds: [invoiceId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 130, 'FV/1/11/2026')])
    const matchId = await book.proposed(paymentId)
    const before = await book.derived()
    const { groupId } = await acceptMatch(shell, { companyId, actor: testActor, matchId })
    expect(await book.balance(invoiceId)).toEqual({ open_minor: 0n, settled_minor: 100_00n, overpaid_minor: 30_00n, status: 'overpaid' })
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 30_00n, status: 'on-account' })
    const undone = await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await book.derived()).toEqual(before)
    await expect(undoAllocation(shell, { companyId, actor: testActor, groupId })).rejects.toMatchObject({ code: 'entry.already-reversed' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId: undone.groupId })
    expect(await book.balance(invoiceId)).toMatchObject({ status: 'overpaid' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId: await lastGroup() })
    expect(await book.proposed(paymentId)).not.toBe(matchId)
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
  })

  const lastGroup = async (): Promise<Id> =>
    (
      await shell.database
        .selectFrom('entries')
        .select('group_id')
        .where('company_id', '=', companyId)
        .orderBy('entry_id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
    ).group_id

  test('T24 two accept the same payment at once: one wins, the other is told, and the money counts once', async () => {
    const {
      paymentIds: [paymentId = ''],
      invoiceIds: [invoiceId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    const matchId = await book.proposed(paymentId)
    const results = await Promise.allSettled([testActor, otherActor].map((actor) => acceptMatch(shell, { companyId, actor, matchId })))
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(isFailure(refused?.reason, 'payment.already-settled')).toBe(true)
    expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 0n, settled_minor: 100_00n })
  })

  test('T24 sixteen workers set one payment against sixteen invoices at once: no more is allocated than came', async () => {
    const invoices = Array.from({ length: 16 }, (_, i) => invoice(`FV/${i + 1}/11/2026`, '2026-11-01', 10))
    const {
      paymentIds: [paymentId = ''],
      invoiceIds,
    } = await book.fill(invoices, [line('2026-11-05', 75, 'zaliczka')])
    const results = await Promise.allSettled(
      invoiceIds.map((invoiceId) =>
        allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(10) }] }),
      ),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(7)
    for (const result of results)
      if (result.status === 'rejected') expect(isFailure(result.reason, 'allocation.exceeds-payment')).toBe(true)
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 5_00n, status: 'partly-settled' })
  })

  test('two payments for one invoice accepted at once settle it once', async () => {
    const {
      paymentIds,
      invoiceIds: [invoiceId = ''],
    } = await book.fill(
      [invoice('FV/1/11/2026', '2026-11-01', 100)],
      [line('2026-11-05', 100, 'FV/1/11/2026'), line('2026-11-06', 100, 'FV 1/11/2026')],
    )
    const results = await Promise.allSettled(
      paymentIds.map((paymentId) =>
        allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(100) }] }),
      ),
    )
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 0n, settled_minor: 100_00n })
  })

  test('a rejected pair is not proposed again', async () => {
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    await rejectMatch(shell, { companyId, actor: testActor, matchId: await book.proposed(paymentId) })
    await matchPayments(shell, { companyId })
    const match = (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)
    expect(match?.decision.allocations ?? []).toEqual([])
  })

  test('matching again without news writes nothing', async () => {
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    const first = await book.proposed(paymentId)
    expect(await book.proposed(paymentId)).toBe(first)
    expect(await shell.database.selectFrom('matches').select('match_id').where('company_id', '=', companyId).execute()).toHaveLength(1)
  })
})

test('a proposal in another currency takes what it said of the payment, and the missing cents are a currency difference', async () => {
  const {
    invoiceIds: [invoiceId = ''],
    paymentIds: [paymentId = ''],
  } = await book.fill([invoice('FV/1', '2026-11-01', 0, { total: euro(100_00n) })], [line('2026-11-05', 425, 'FV/1')])
  const id = newId()
  const decision: Decision = {
    paymentId,
    outcome: 'suggested',
    kind: 'other-currency',
    allocations: [{ invoiceId, amount: euro(99_90n) }],
    unapplied: zl(5),
    probability: 0.9,
    evidence: [],
    against: [],
    alternatives: [],
    marks: [],
  }
  await insertMatches(shell.database, companyId, [
    { id, paymentId, decision, state: 'proposed', decidedBy: null, createdAt: shell.clock.now(), decidedAt: null },
  ])
  await acceptMatch(shell, { companyId, actor: testActor, matchId: id })
  expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 0n, settled_minor: 100_00n, status: 'paid' })
  expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 5_00n, status: 'on-account' })
})
