// A change that is asked twice because the first answer got lost on its way.
import { beforeEach, describe, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { answerOnce } from '#flows/answer-once'
import { undoAllocation } from '#flows/undo-allocation'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, line, plainFormats } from '#test/support/plain-files'
import { otherActor, testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats, connections: 20 })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
  book = companyBook(shell, companyId)
})

const codeOf = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  )

describe('asked twice', () => {
  test('a lost answer is given again and nothing is done a second time; another key is another request', async () => {
    const { paymentIds, invoiceIds } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-06', 100, 'FV/1')])
    const matchId = await book.proposed(paymentIds[0] ?? '')
    const ask = (key: string, actor = testActor) =>
      answerOnce(shell, { companyId, actor, key, route: 'payments.accept' }, () => acceptMatch(shell, { companyId, actor, matchId }))
    const first = await ask('key-00000001')
    expect(await ask('key-00000001')).toEqual(first)
    expect(await codeOf(ask('key-00000002'))).toBe('payment.already-settled')
    expect(await codeOf(ask('key-00000001', otherActor))).toBe('payment.already-settled')
    expect(await book.balance(invoiceIds[0] ?? '')).toMatchObject({ open_minor: 0n })
    const { groupId } = first as { readonly groupId: Id }
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
  })

  test('one that still runs is not begun again; one that was cut off is, after a minute; a refusal is not kept', async () => {
    const request = { companyId, actor: testActor, key: 'key-00000003', route: 'payments.accept' }
    const [begun, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<object>()]
    const running = answerOnce(shell, request, () => {
      begun.resolve()
      return finished.promise
    })
    await begun.promise
    expect(await codeOf(answerOnce(shell, request, async () => ({ done: 2 })))).toBe('request.in-progress')
    expect(await codeOf(answerOnce(shell, { ...request, route: 'payments.undo' }, async () => ({})))).toBe('request.key-reused')
    finished.resolve({ done: 1 })
    expect(await running).toEqual({ done: 1 })
    expect(await answerOnce(shell, request, async () => ({ done: 2 }))).toEqual({ done: 1 })
    const cut = { ...request, key: 'key-00000004' }
    await shell.database
      .insertInto('kept_answers')
      .values({ company_id: companyId, caller: 'person:tester', key: cut.key, route: cut.route, started_at: shell.clock.now() })
      .execute()
    expect(await codeOf(answerOnce(shell, cut, async () => ({ done: 3 })))).toBe('request.in-progress')
    shell.clock.set(new Date(shell.clock.now().getTime() + 61_000))
    expect(await answerOnce(shell, cut, async () => ({ done: 3 }))).toEqual({ done: 3 })
    const refused = { ...request, key: 'key-00000005' }
    expect(await codeOf(answerOnce(shell, refused, () => Promise.reject(new Failure('match.outdated'))))).toBe('match.outdated')
    expect(await answerOnce(shell, refused, async () => ({ done: 4 }))).toEqual({ done: 4 })
  })
})
