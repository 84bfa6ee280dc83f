// What a company chooses for matching: settings, and rules of its own with their trial.
import { beforeEach, describe, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { changeMatching } from '#flows/change-matching'
import { addRule, changeRule, deleteRule, moveRule } from '#flows/change-matching-rules'
import { markOutside } from '#flows/mark-outside'
import { matchPayments } from '#flows/match-payments'
import { matchingChoices } from '#flows/matching-choices'
import { tryRule } from '#flows/try-rule'
import { getCompany } from '#store/companies'
import { findLatestMatches } from '#store/matches'
import { listAuditRows } from '#store/views/work-lists'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, line, plainFormats, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats })
let companyId: Id
let book: CompanyBook

const buk = { name: 'Buk i Synowie sp.j.', taxId: '5265877635' }
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
const rulesNow = async () => matchingChoices(await getCompany(shell.database, companyId)).rules

/** A later statement of the same account, as the bank's next file brings it. */

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
