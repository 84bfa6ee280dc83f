// Two payments that were proposed for one invoice: the second is told that the first was taken, and gets a proposal of its own.
import { beforeEach, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { acceptMatches } from '#flows/accept-matches'
import { allocateByHand } from '#flows/allocate-by-hand'
import { matchPayments } from '#flows/match-payments'
import { recordPayment } from '#flows/record-payment'
import { undoAllocation } from '#flows/undo-allocation'
import { workOffRuns } from '#flows/work-on-runs'
import { jobWorks } from '#jobs/job-works'
import { findLatestMatches, insertMatches, supersedeProposed } from '#store/matches'
import { newId } from '#store/new-id'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, line, plainFormats, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { day } from '#values/day'
import type { Id } from '#values/id'
import type { Money } from '#values/money'

const { shell } = await shellOfFile({ formats: plainFormats, connections: 12 })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
  book = companyBook(shell, companyId)
})

const latest = async (paymentId: Id) => {
  const match = (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)
  if (match === undefined) throw new Error('no match')
  return match
}
const waitingRuns = () =>
  shell.database
    .selectFrom('job_runs')
    .select(['job', 'trigger', 'state'])
    .where('company_id', '=', companyId)
    .where('state', '=', 'queued')
    .execute()

/** One invoice of 100, and two payments of 100 that both name it. */
async function twoForOne() {
  const filled = await book.fill(
    [invoice('FV/1/11/2026', '2026-11-01', 100)],
    [line('2026-11-05', 100, 'FV/1/11/2026'), line('2026-11-06', 100, 'za FV/1/11/2026')],
  )
  const [invoiceId = ''] = filled.invoiceIds
  const [first = '', second = ''] = filled.paymentIds
  await matchPayments(shell, { companyId })
  // Both lean on the invoice, as two that came one after the other before anybody looked.
  const proposal = await latest(first)
  await supersedeProposed(shell.database, companyId, [second])
  await insertMatches(shell.database, companyId, [
    { ...proposal, id: newId(), paymentId: second, decision: { ...proposal.decision, paymentId: second } },
  ])
  return { invoiceId, first, second }
}

test('when one is accepted, the company is matched anew by itself, and the other is proposed as a second payment for the same', async () => {
  const { invoiceId, first, second } = await twoForOne()
  const before = await latest(second)
  expect(before.decision.allocations).toMatchObject([{ invoiceId }])
  await acceptMatch(shell, { companyId, actor: testActor, matchId: (await latest(first)).id })
  expect(await waitingRuns()).toEqual([{ job: 'match', trigger: 'decision', state: 'queued' }])
  await workOffRuns(shell, jobWorks(shell))
  const after = await latest(second)
  expect(after.id).not.toBe(before.id)
  expect(after.decision.allocations).toEqual([])
  expect(after.decision.kind).toBe('duplicate')
})

test('what is certain once the other is accepted is proposed and not posted beside the person; the next matching posts it', async () => {
  companyId = await testCompany(shell, { automaticPosting: true })
  book = companyBook(shell, companyId)
  const filled = await book.fill(
    [invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-01', 70)],
    [line('2026-11-05', 170, 'FV/1/11/2026'), line('2026-11-06', 70, 'FV/2/11/2026')],
  )
  const [first = '', second = ''] = filled.paymentIds
  const [one = '', two = ''] = filled.invoiceIds
  // Before anybody looked, the second payment was proposed for what the first is accepted to pay.
  const proposal = (paymentId: Id, allocations: readonly { readonly invoiceId: Id; readonly amount: Money }[]) =>
    insertMatches(shell.database, companyId, [
      {
        id: newId(),
        paymentId,
        decision: {
          paymentId,
          outcome: 'suggested',
          kind: 'set',
          allocations,
          unapplied: zl(0),
          probability: 0.9,
          evidence: [],
          against: [],
          alternatives: [],
          marks: [],
        },
        state: 'proposed',
        createdAt: shell.clock.now(),
        decidedBy: null,
        decidedAt: null,
      },
    ])
  await proposal(first, [{ invoiceId: one, amount: zl(100) }])
  await proposal(second, [{ invoiceId: one, amount: zl(70) }])
  const group = await allocateByHand(shell, {
    companyId,
    actor: testActor,
    paymentId: first,
    customerId: null,
    allocations: [{ invoiceId: one, amount: zl(100) }],
  })
  await workOffRuns(shell, jobWorks(shell))
  expect(await latest(second)).toMatchObject({ state: 'proposed', decision: { outcome: 'suggested', allocations: [{ invoiceId: two }] } })
  expect((await latest(second)).decision.against.map((each) => each.because)).toContain('gate.after-decision')
  await undoAllocation(shell, { companyId, actor: testActor, groupId: group.groupId })
  expect(await book.balance(two)).toMatchObject({ open_minor: 70_00n })
  await matchPayments(shell, { companyId })
  expect(await latest(second)).toMatchObject({ state: 'posted' })
})

test('a payment split by hand, cash taken for the invoice and many accepted at once do the same', async () => {
  for (const act of [
    async ({ invoiceId, first }: Awaited<ReturnType<typeof twoForOne>>) =>
      allocateByHand(shell, {
        companyId,
        actor: testActor,
        paymentId: first,
        customerId: null,
        allocations: [{ invoiceId, amount: zl(100) }],
      }),
    async ({ invoiceId }: Awaited<ReturnType<typeof twoForOne>>) =>
      recordPayment(shell, { companyId, actor: testActor, invoiceId, amount: zl(100), on: day('2026-11-06'), kind: 'cash', why: 'KP 1' }),
    async ({ first }: Awaited<ReturnType<typeof twoForOne>>) =>
      acceptMatches(shell, { companyId, actor: testActor, items: [{ paymentId: first, matchId: (await latest(first)).id }] }),
  ]) {
    companyId = await testCompany(shell, { automaticPosting: false })
    book = companyBook(shell, companyId)
    const filled = await twoForOne()
    await act(filled)
    expect(await waitingRuns()).toEqual([{ job: 'match', trigger: 'decision', state: 'queued' }])
  }
})

test('an acceptance that leaves every other proposal its money starts nothing', async () => {
  const filled = await book.fill(
    [invoice('FV/1/11/2026', '2026-11-01', 100), invoice('FV/2/11/2026', '2026-11-01', 70)],
    [line('2026-11-05', 100, 'FV/1/11/2026'), line('2026-11-06', 70, 'FV/2/11/2026')],
  )
  await acceptMatch(shell, { companyId, actor: testActor, matchId: await book.proposed(filled.paymentIds[0] ?? '') })
  expect(await waitingRuns()).toEqual([])
})

test('a proposal that was replaced while a person looked is accepted when the new one offers the same, and refused when it does not', async () => {
  const filled = await book.fill([invoice('FV/1/11/2026', '2026-11-01', 100)], [line('2026-11-05', 100, 'FV/1/11/2026')])
  const [paymentId = ''] = filled.paymentIds
  const seen = await book.proposed(paymentId)
  const { decision } = await latest(paymentId)
  const replaceBy = async (allocations: typeof decision.allocations) => {
    await supersedeProposed(shell.database, companyId, [paymentId])
    const id = newId()
    await insertMatches(shell.database, companyId, [
      {
        id,
        paymentId,
        decision: { ...decision, probability: 0.5, allocations },
        state: 'proposed',
        createdAt: shell.clock.now(),
        decidedBy: null,
        decidedAt: null,
      },
    ])
    return id
  }
  await replaceBy(decision.allocations.map((each) => ({ ...each, amount: zl(40) })))
  await expect(acceptMatch(shell, { companyId, actor: testActor, matchId: seen })).rejects.toMatchObject({ code: 'match.outdated' })
  const standing = await replaceBy(decision.allocations)
  await acceptMatch(shell, { companyId, actor: testActor, matchId: seen })
  expect(await latest(paymentId)).toMatchObject({ id: standing, state: 'accepted' })
  expect(await book.balance(filled.invoiceIds[0] ?? '')).toMatchObject({ open_minor: 0n })
})
