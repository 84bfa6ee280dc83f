// What a company chooses for matching: settings, rules of its own with their trial, and what it forgets.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { forgetLearnt } from '#flows/change-customer'
import { changeMatching } from '#flows/change-matching'
import { addRule, changeRule, deleteRule, moveRule } from '#flows/change-matching-rules'
import { markOutside } from '#flows/mark-outside'
import { matchPayments } from '#flows/match-payments'
import { matchingChoices } from '#flows/matching-choices'
import { restoreLearnt } from '#flows/restore-learnt'
import { tryRule } from '#flows/try-rule'
import { undoAllocation } from '#flows/undo-allocation'
import { getCompany } from '#store/companies'
import { findLatestMatches } from '#store/matches'
import { countLearnt, listLearntRows } from '#store/views/learnt-list'
import { listAuditRows } from '#store/views/work-lists'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { invoice, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { type TestShell, testActor, testCompany, testShell } from '#test/support/shell'
import { day } from '#values/day'
import type { Id } from '#values/id'

let database: TestDatabase
let shell: TestShell
let companyId: Id
let book: CompanyBook

const klon = { name: 'Klon sp. z o.o.', taxId: '5252344078' }
const buk = { name: 'Buk i Synowie sp.j.', taxId: '5265877635' }
const factor = { counterpartyName: 'Faktor Wschód S.A.', counterpartyAccount: 'PL10105000997603123456789123' }

beforeAll(async () => {
  database = await testDatabase()
  shell = testShell(database, { formats: plainFormats })
})
afterAll(async () => {
  await shell.close()
  await database.close()
})
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
const customerNamed = async (name: string): Promise<Id> =>
  (
    await shell.database
      .selectFrom('customers')
      .select('customer_id')
      .where('company_id', '=', companyId)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).customer_id
const auditOf = async (subjectId: Id) =>
  (await listAuditRows(shell.database, companyId, {})).rows.filter((row) => row.subject_id === subjectId)
const now = () => shell.clock.now()
const learntOf = (search?: string) => listLearntRows(shell.database, companyId, { search, ownerUserId: null }).then((page) => page.rows)
const rulesNow = async () => matchingChoices(await getCompany(shell.database, companyId)).rules

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

describe('settings', () => {
  test('a kind that is turned off is suggested with its reason, and posted when it is turned on again', async () => {
    await changeMatching(shell, { companyId, actor: testActor, change: { postKinds: ['set'] } })
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    const first = await decisionOn(paymentId)
    expect(first.state).toBe('proposed')
    expect(first.decision.against.map((each) => each.because)).toContain('gate.kind-off')
    await changeMatching(shell, { companyId, actor: testActor, change: { postKinds: ['exact', 'set'] } })
    expect((await decisionOn(paymentId)).state).toBe('posted')
  })

  test('a tolerance of the company decides whether a missing fee leaves the invoice open', async () => {
    await changeMatching(shell, { companyId, actor: testActor, change: { tolerance: { PLN: { minor: 0n, percent: 0 } } } })
    const {
      paymentIds: [paymentId = ''],
      invoiceIds: [invoiceId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 98.5, 'FV/1/11/2026')])
    expect((await decisionOn(paymentId)).decision.kind).toBe('partial')
    expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 1_50n })
    const known = (await getCompany(shell.database, companyId)).settings
    await changeMatching(shell, { companyId, actor: testActor, change: { overpayments: 'suggest' } })
    expect(matchingChoices(await getCompany(shell.database, companyId))).toMatchObject({
      ...matchingChoices({ settings: known }),
      overpayments: 'suggest',
    })
  })

  test('each change leaves one audit line with both sides of what changed and nothing else', async () => {
    await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: false, postFrom: 0.995 } })
    const lines = (await auditOf(companyId)).filter((each) => each.action === 'matching.changed')
    expect(lines.map((each) => each.change)).toEqual([
      { before: { automaticPosting: true, postFrom: 0.99 }, after: { automaticPosting: false, postFrom: 0.995 } },
    ])
  })

  test('two people who change different settings at once both keep their change', async () => {
    await Promise.all([
      changeMatching(shell, { companyId, actor: testActor, change: { postFrom: 0.98 } }),
      changeMatching(shell, { companyId, actor: testActor, change: { overpayments: 'suggest' } }),
      addRule(shell, {
        companyId,
        actor: testActor,
        rule: { when: { title: 'kaucja' }, effect: { action: 'ignore' } },
        contradictionsSeen: 0,
      }),
    ])
    expect(matchingChoices(await getCompany(shell.database, companyId))).toMatchObject({
      postFrom: 0.98,
      overpayments: 'suggest',
      rules: [{ when: { title: 'kaucja' } }],
    })
  })
})

describe('rules of the company', () => {
  const ignoring = { when: { payerName: 'klon' }, effect: { action: 'ignore' as const } }

  test('a rule is tried without being saved, then saved, and the next decision follows it', async () => {
    const {
      paymentIds: [paymentId = ''],
    } = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'przelew')])
    const tried = await tryRule(shell.database, { companyId, rule: ignoring, now: now() })
    expect(tried).toMatchObject({ since: '2026-08-22', payments: 1, touched: 1 })
    expect(tried.lines).toMatchObject([
      { changed: true, contradiction: null, before: { outcome: 'posted' }, after: { outcome: 'none', kind: 'ignored-by-rule' } },
    ])
    expect(await rulesNow()).toEqual([])
    await addRule(shell, { companyId, actor: testActor, rule: ignoring, contradictionsSeen: 0 })
    expect(await decisionOn(paymentId)).toMatchObject({ state: 'proposed', decision: { outcome: 'none', kind: 'ignored-by-rule' } })
    expect(await rulesNow()).toMatchObject([{ ...ignoring, tried: { on: '2026-11-20', touched: 1, contradictions: 0 } }])
  })

  test('a rule that goes against what people accepted shows each payment and is refused until they are seen', async () => {
    const {
      paymentIds: [paymentId = '', otherId = ''],
    } = await book.fill(
      [invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-01', 55, { customer: buk })],
      [line('2026-11-05', 100, 'za towar'), line('2026-11-06', 55, 'FV/2/11/2026')],
    )
    await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: false } })
    await acceptMatch(shell, { companyId, actor: testActor, matchId: (await decisionOn(paymentId)).id })
    const bukId = await customerNamed(buk.name)
    const wrong = { when: { title: 'za towar' }, effect: { action: 'customer' as const, customerId: bukId } }
    const tried = await tryRule(shell.database, { companyId, rule: wrong, now: now() })
    expect(tried.lines.map((each) => [each.payment.id, each.contradiction])).toEqual([[paymentId, 'other-customer']])
    expect(tried.lines[0]?.before.allocations).toHaveLength(1)
    await expect(addRule(shell, { companyId, actor: testActor, rule: wrong, contradictionsSeen: 0 })).rejects.toMatchObject({
      code: 'matching.rule-contradicts',
      facts: { count: 1 },
    })
    await addRule(shell, { companyId, actor: testActor, rule: wrong, contradictionsSeen: 1 })
    await markOutside(shell, { companyId, actor: testActor, paymentId: otherId, reason: 'refund' })
    const toKlon = { when: { title: 'fv/2' }, effect: { action: 'customer' as const, customerId: bukId } }
    expect((await tryRule(shell.database, { companyId, rule: toKlon, now: now() })).lines).toMatchObject([{ contradiction: 'outside' }])
  })

  test('the first rule that applies answers: a rule below it touches nothing until it is moved up', async () => {
    await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
    const first = await addRule(shell, {
      companyId,
      actor: testActor,
      rule: { when: { payerName: 'Klon' }, effect: { action: 'never-post' } },
      contradictionsSeen: 0,
    })
    expect(await tryRule(shell.database, { companyId, rule: ignoring, now: now() })).toMatchObject({ payments: 1, touched: 0, lines: [] })
    const second = await addRule(shell, { companyId, actor: testActor, rule: ignoring, contradictionsSeen: 0 })
    await moveRule(shell, { companyId, actor: testActor, ruleId: second, to: 0 })
    expect((await rulesNow()).map((each) => each.id)).toEqual([second, first])
    await changeRule(shell, {
      companyId,
      actor: testActor,
      ruleId: second,
      rule: { when: { amountFrom: zl(200) }, effect: { action: 'ignore' } },
      contradictionsSeen: 0,
    })
    expect(await rulesNow()).toMatchObject([{ id: second, when: { amountFrom: zl(200) } }, { id: first }])
    await deleteRule(shell, { companyId, actor: testActor, ruleId: second })
    expect((await rulesNow()).map((each) => each.id)).toEqual([first])
    await expect(deleteRule(shell, { companyId, actor: testActor, ruleId: second })).rejects.toMatchObject({
      code: 'matching.rule-not-found',
    })
    expect((await auditOf(second)).map((each) => each.action)).toEqual([
      'matching.rule-deleted',
      'matching.rule-changed',
      'matching.rule-moved',
      'matching.rule-added',
    ])
  })

  test('a rule that says nothing, too little or the impossible is refused, and one for a customer of another company too', async () => {
    const attempt = (rule: Parameters<typeof tryRule>[1]['rule']) =>
      addRule(shell, { companyId, actor: testActor, rule, contradictionsSeen: 0 })
    await expect(attempt({ when: {}, effect: { action: 'ignore' } })).rejects.toMatchObject({ code: 'matching.rule-empty' })
    await expect(attempt({ when: { title: '/' }, effect: { action: 'ignore' } })).rejects.toMatchObject({ code: 'matching.rule-too-short' })
    await expect(attempt({ when: { amountFrom: zl(2), amountTo: zl(1) }, effect: { action: 'ignore' } })).rejects.toMatchObject({
      code: 'matching.rule-amounts',
    })
    const strange = '0198f0f0-0000-7000-8000-000000000001'
    await expect(attempt({ when: { title: 'czynsz' }, effect: { action: 'customer', customerId: strange } })).rejects.toMatchObject({
      code: 'customer.not-found',
    })
    expect(await rulesNow()).toEqual([])
  })
})

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
    const { rejectMatch } = await import('#flows/reject-match')
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
