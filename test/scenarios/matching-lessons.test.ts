// What matching learns from people: payers for others, the list of it all, and what a person deletes.
import { beforeEach, describe, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { forgetLearnt } from '#flows/change-customer'
import { changeMatching } from '#flows/change-matching'
import { matchPayments } from '#flows/match-payments'
import { rejectMatch } from '#flows/reject-match'
import { restoreLearnt } from '#flows/restore-learnt'
import { undoAllocation } from '#flows/undo-allocation'
import { findLatestMatches } from '#store/matches'
import { countLearnt, listLearntRows } from '#store/views/learnt-list'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { day } from '#values/day'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats })
let companyId: Id
let book: CompanyBook

const klon = { name: 'Klon sp. z o.o.', taxId: '5252344078' }
const buk = { name: 'Buk i Synowie sp.j.', taxId: '5265877635' }
const factor = { counterpartyName: 'Faktor Wschód S.A.', counterpartyAccount: 'PL10105000997603123456789123' }

beforeEach(async () => {
  companyId = await testCompany(shell)
  book = companyBook(shell, companyId)
})

const decisionOn = async (paymentId: Id) => {
  await matchPayments(shell, { companyId })
  const match = (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)
  if (match === undefined) throw new Error('nothing decided')
  return match
}
const learntOf = (search?: string) => listLearntRows(shell.database, companyId, { search, ownerUserId: null }).then((page) => page.rows)
/** A later statement of the same account, as the bank's next file brings it. */
const nextPayment = async (amount: number, title: string, more: object): Promise<Id> => {
  await book.take(statementsFile(statement('2026-11-11', '2026-11-15', 0, [line('2026-11-12', amount, title, more)])))
  const row = await shell.database
    .selectFrom('payments')
    .select('payment_id')
    .where('company_id', '=', companyId)
    .where('title', '=', title)
    .executeTakeFirstOrThrow()
  return row.payment_id
}

describe('what was learnt', () => {
  test('T28 a payer who is not the buyer, confirmed once by hand, may pay for him: his next payment is posted', async () => {
    const {
      paymentIds: [first = ''],
      invoiceIds,
    } = await book.fill(
      [invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-02', 270), invoice('FV/3/11/2026', '2026-11-02', 400)],
      [line('2026-11-05', 33, 'rozliczenie umowy', factor)],
    )
    const unknown = await nextPayment(200, 'czesc FV/3/11/2026', factor)
    expect((await decisionOn(unknown)).decision).toMatchObject({ outcome: 'suggested', kind: 'partial' })
    await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId: first,
      customerId: null,
      allocations: [{ invoiceId: invoiceIds[0] ?? '', amount: zl(33) }],
    })
    expect((await learntOf()).map((row) => [row.kind, row.account ?? row.payerName, row.customerName])).toEqual(
      expect.arrayContaining([
        ['for-others', factor.counterpartyAccount, klon.name],
        ['for-others', factor.counterpartyName, klon.name],
      ]),
    )
    expect(await countLearnt(shell.database, companyId, { ownerUserId: null })).toEqual({ 'for-others': 2 })
    const posted = await decisionOn(unknown)
    expect(posted).toMatchObject({ state: 'posted', decision: { kind: 'partial' } })
    expect(posted.decision.evidence.map((each) => each.because)).toContain('payer.for-others')
    expect(await book.balance(invoiceIds[2] ?? '')).toMatchObject({ open_minor: 200_00n })
  })

  test('a factor who pays for two customers becomes neither: each is a row of its own', async () => {
    const { paymentIds, invoiceIds } = await book.fill(
      [invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-02', 270, { customer: buk })],
      [line('2026-11-05', 100, 'FV/1/11/2026', factor), line('2026-11-06', 270, 'FV/2/11/2026', factor)],
    )
    await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: false } })
    for (const paymentId of paymentIds) await acceptMatch(shell, { companyId, actor: testActor, matchId: (await decisionOn(paymentId)).id })
    expect((await learntOf('faktor wschod')).map((row) => row.customerName).sort()).toEqual([buk.name, klon.name])
    expect((await learntOf('PL10 1050 0099')).every((row) => row.kind === 'for-others')).toBe(true)
    expect((await learntOf()).filter((row) => row.kind === 'account')).toEqual([])
    expect(invoiceIds).toHaveLength(2)
  })

  test('what was posted by itself for a payer of another name teaches nothing', async () => {
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026', factor)])
    expect((await decisionOn(paymentId)).state).toBe('posted')
    expect(await learntOf()).toEqual([])
  })

  test('a row that a person deletes is forgotten by the next decision, and known again when he takes that back', async () => {
    const account = 'PL60102010260000042270201111'
    const {
      paymentIds: [first = ''],
      invoiceIds: [invoiceId = ''],
    } = await book.fill(
      [invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-02', 271.35)],
      [line('2026-11-05', 100, 'wplata', { counterpartyName: '', counterpartyAccount: account })],
    )
    const { groupId } = await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId: first,
      customerId: null,
      allocations: [{ invoiceId, amount: zl(100) }],
    })
    await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: false } })
    const next = await nextPayment(271.35, 'naleznosc', { counterpartyName: '', counterpartyAccount: account })
    const because = async () => (await decisionOn(next)).decision.evidence.map((each) => each.because)
    expect(await because()).toContain('payer.account')
    const [row] = await learntOf(account)
    expect(row).toMatchObject({ kind: 'account', account, customerName: klon.name, times: 1, taughtBy: 'person:tester' })
    await forgetLearnt(shell, { companyId, actor: testActor, learntId: row?.learntId ?? '' })
    expect(await because()).not.toContain('payer.account')
    expect(await learntOf()).toEqual([])
    await restoreLearnt(shell, { companyId, actor: testActor, learntId: row?.learntId ?? '' })
    expect(await because()).toContain('payer.account')
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await because()).not.toContain('payer.account')
  })

  test('an undone confirmation of a payer for others is forgotten with it', async () => {
    const {
      paymentIds: [paymentId = ''],
      invoiceIds: [invoiceId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 33, 'umowa', factor)])
    const { groupId } = await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId,
      customerId: null,
      allocations: [{ invoiceId, amount: zl(33) }],
    })
    expect(await learntOf()).toHaveLength(2)
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await learntOf()).toEqual([])
  })

  test('the list shows dismissed pairs with payment and invoice, page by page, and to a salesman those of his customers alone', async () => {
    await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: false } })
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    await rejectMatch(shell, { companyId, actor: testActor, matchId: (await decisionOn(paymentId)).id })
    expect(await learntOf('FV/1')).toMatchObject([
      {
        kind: 'dismissed',
        invoiceNumber: 'FV/1/11/2026',
        customerName: klon.name,
        payment: { paymentId, amount: zl(100), bookedOn: day('2026-11-05') },
      },
    ])
    const one = await listLearntRows(shell.database, companyId, { ownerUserId: null, limit: 1 })
    expect(one.rows).toHaveLength(1)
    expect((await listLearntRows(shell.database, companyId, { ownerUserId: 'somebody' })).rows).toEqual([])
  })
})
