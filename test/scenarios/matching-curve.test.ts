// A company's own decisions correct the probabilities of matching, once there are fifty of them.
import { beforeEach, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { allocateByHand } from '#flows/allocate-by-hand'
import { calibrateMatching, matchLabels } from '#flows/calibrate-matching'
import { changeMatching } from '#flows/change-matching'
import { markOutside } from '#flows/mark-outside'
import { matchPayments } from '#flows/match-payments'
import { readMatching } from '#flows/read-matching'
import { rejectMatch } from '#flows/reject-match'
import { runDailyRound } from '#flows/run-daily-round'
import { undoAllocation } from '#flows/undo-allocation'
import { findLatestMatches } from '#store/matches'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  shell.clock.set(new Date('2026-11-20T07:00:00Z'))
  companyId = await testCompany(shell, { automaticPosting: false })
  book = companyBook(shell, companyId)
})

/** As many invoices as payments, each payment naming its invoice, all proposed. */
async function proposals(
  count: number,
): Promise<{ readonly paymentIds: readonly Id[]; readonly invoiceIds: readonly Id[]; readonly matchOf: (paymentId: Id) => Promise<Id> }> {
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  const filled = await book.fill(
    numbers.map((at) => invoice(`FV/${at}/11/2026`, '2026-11-01', 100 + at)),
    numbers.map((at) => line('2026-11-05', 100 + at, `FV/${at}/11/2026`)),
  )
  await matchPayments(shell, { companyId })
  const matches = await findLatestMatches(shell.database, companyId, filled.paymentIds)
  return { ...filled, matchOf: async (paymentId) => matches.get(paymentId)?.id ?? '' }
}

const latest = async (paymentId: Id) => (await findLatestMatches(shell.database, companyId, [paymentId])).get(paymentId)

test('fifty decisions, half of them rejections, take the certainty from the next match: it is suggested and not posted', async () => {
  const { paymentIds, matchOf } = await proposals(51)
  const [last = '', ...others] = paymentIds.toReversed()
  for (const [at, paymentId] of others.entries()) {
    const decide = at % 2 === 0 ? acceptMatch : rejectMatch
    if (at === 49) expect(await calibrateMatching(shell, companyId)).toMatchObject({ labels: 49, right: 25, bins: null })
    await decide(shell, { companyId, actor: testActor, matchId: await matchOf(paymentId) })
  }
  await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: true } })
  expect(await calibrateMatching(shell, companyId)).toMatchObject({ onDay: '2026-11-20', labels: 49 })
  shell.clock.set(new Date('2026-11-21T07:00:00Z'))
  const curve = await calibrateMatching(shell, companyId)
  expect(curve).toMatchObject({ onDay: '2026-11-21', labels: 50, right: 25 })
  expect(curve.bins?.reduce((sum, bin) => sum + bin.labels, 0)).toBe(50)
  const before = (await latest(last))?.decision.probability ?? 0
  expect(before).toBeGreaterThan(0.99)
  await matchPayments(shell, { companyId, paymentIds: [last] })
  const after = await latest(last)
  expect(after).toMatchObject({ state: 'proposed', decision: { outcome: 'suggested', uncalibrated: before } })
  // (25 + 20 · 0.9999) / 70
  expect(after?.decision.probability).toBeCloseTo(0.6428, 3)
  await acceptMatch(shell, { companyId, actor: testActor, matchId: after?.id ?? '' })
  const labels = await matchLabels(shell, companyId)
  expect(labels).toHaveLength(51)
  expect(labels[0]).toEqual({ probability: before, right: true, by: 'person' })
})

test('what a person did otherwise is a wrong proposal, the same by hand a right one, and a posting counts when it has stood two weeks', async () => {
  const { paymentIds, invoiceIds, matchOf } = await proposals(6)
  const [same = '', other = '', outside = '', undone = '', posted = '', rejected = ''] = paymentIds
  const [first = '', second = ''] = invoiceIds
  const byHand = (paymentId: Id, invoiceId: Id, amount: number) =>
    allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(amount) }] })
  await byHand(same, first, 101)
  await byHand(other, second, 50)
  await markOutside(shell, { companyId, actor: testActor, paymentId: outside, reason: 'refund' })
  const { groupId } = await acceptMatch(shell, { companyId, actor: testActor, matchId: await matchOf(undone) })
  await undoAllocation(shell, { companyId, actor: testActor, groupId })
  await rejectMatch(shell, { companyId, actor: testActor, matchId: await matchOf(rejected) })
  await changeMatching(shell, { companyId, actor: testActor, change: { automaticPosting: true } })
  await matchPayments(shell, { companyId, paymentIds: [posted] })
  expect((await latest(posted))?.state).toBe('posted')
  expect((await readMatching(shell, companyId)).record).toEqual({ decided: 5, accepted: 1, standing: 0 })
  shell.clock.set(new Date('2026-12-05T07:00:00Z'))
  expect((await readMatching(shell, companyId)).record).toEqual({ decided: 5, accepted: 1, standing: 1 })
})

test('the daily round makes the curve once a day', async () => {
  await proposals(1)
  await runDailyRound(shell, { companyId })
  expect((await readMatching(shell, companyId)).curve).toEqual({ onDay: '2026-11-20', labels: 0, right: 0, bins: null })
  shell.clock.set(new Date('2026-11-20T18:00:00Z'))
  await book.take(statementsFile(statement('2026-11-11', '2026-11-15', 0, [line('2026-11-12', 5, 'inna')])))
  await runDailyRound(shell, { companyId })
  expect((await readMatching(shell, companyId)).curve?.onDay).toBe('2026-11-20')
  shell.clock.set(new Date('2026-11-21T07:00:00Z'))
  await runDailyRound(shell, { companyId })
  expect((await readMatching(shell, companyId)).curve?.onDay).toBe('2026-11-21')
})
