// Decisions of the review queue on a real database: splits of every kind, many at once, with all that hangs on them, asked twice.
import { beforeEach, describe, expect, test } from 'vitest'
import { acceptMatch } from '#flows/accept-match'
import { acceptMatches, undoMany } from '#flows/accept-matches'
import { allocateByHand } from '#flows/allocate-by-hand'
import { changeCompany } from '#flows/change-company'
import { keepPayment } from '#flows/keep-payment'
import { matchPayments } from '#flows/match-payments'
import { notePayment, removeNote } from '#flows/note-payment'
import { recordPayment } from '#flows/record-payment'
import { rejectMatch } from '#flows/reject-match'
import { restoreMatch } from '#flows/restore-match'
import { undoAllocation } from '#flows/undo-allocation'
import { undoWithLater } from '#flows/undo-with-later'
import { listBulkCandidates } from '#store/views/bulk-candidates'
import { listPaymentRows } from '#store/views/payment-list'
import { listPaymentNotes } from '#store/views/payment-notes'
import { type CompanyBook, companyBook } from '#test/support/company-book'
import { invoice, invoicesFile, line, plainFormats, zl } from '#test/support/plain-files'
import { otherActor, testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats, connections: 20 })
let companyId: Id
let book: CompanyBook

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
  book = companyBook(shell, companyId)
})

const customerOf = async (invoiceId: Id): Promise<Id> =>
  (
    await shell.database
      .selectFrom('invoices')
      .select('customer_id')
      .where('company_id', '=', companyId)
      .where('invoice_id', '=', invoiceId)
      .executeTakeFirstOrThrow()
  ).customer_id

const codeOf = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  )

describe('a payment split by hand', () => {
  test('200 become 96 for an invoice of 100 with a fee of 4, 54 of interest, and 50 to send back; undone in one step', async () => {
    const { invoiceIds, paymentIds } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-06', 200, 'przelew')])
    const [invoiceId = '', paymentId = ''] = [...invoiceIds, ...paymentIds]
    const before = await book.derived()
    const { groupId } = await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId,
      customerId: await customerOf(invoiceId),
      allocations: [{ invoiceId, amount: zl(96) }],
      closings: [{ invoiceId, kind: 'bank-fee', amount: zl(4) }],
      claims: [{ kind: 'interest-paid', amount: zl(54), reference: 'NO/1/11/2026' }],
      kept: [{ as: 'refund-due', amount: zl(50) }],
    })
    expect(await book.balance(invoiceId)).toMatchObject({ open_minor: 0n, status: 'paid' })
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 50_00n, status: 'to-refund' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await book.derived()).toEqual(before)
  })

  test('a difference is written off in passing up to the limit that the company set for it, not by the tolerance of matching; nothing before', async () => {
    const { invoiceIds, paymentIds } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-06', 90, 'przelew')])
    const [invoiceId = '', paymentId = ''] = [...invoiceIds, ...paymentIds]
    const split = (minor: number) =>
      codeOf(
        allocateByHand(shell, {
          companyId,
          actor: testActor,
          paymentId,
          customerId: null,
          allocations: [{ invoiceId, amount: zl(90) }],
          closings: [{ invoiceId, kind: 'write-off', amount: zl(minor) }],
        }),
      )
    expect(await split(0.02)).toBe('allocation.above-tolerance')
    await changeCompany(shell, { companyId, actor: testActor, change: { settings: { writeOffLimitMinor: 2_00 } } })
    expect(await split(2.01)).toBe('allocation.above-tolerance')
    expect(await split(2)).toBeNull()
  })

  test('money kept is marked to be sent back, taken up again for an invoice, and the rest sent back', async () => {
    const { invoiceIds, paymentIds } = await book.fill([invoice('FV/1', '2026-11-01', 30)], [line('2026-11-06', 100, 'przelew')])
    const [invoiceId = '', paymentId = ''] = [...invoiceIds, ...paymentIds]
    const customerId = await customerOf(invoiceId)
    const keep = (as: 'advance' | 'refund-due' | 'refunded') =>
      keepPayment(shell, { companyId, actor: testActor, paymentId, as, customerId, why: null })
    await keep('advance')
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 100_00n, status: 'on-account' })
    await keep('refund-due')
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 100_00n, status: 'to-refund' })
    await allocateByHand(shell, {
      companyId,
      actor: testActor,
      paymentId,
      customerId,
      allocations: [{ invoiceId, amount: zl(30) }],
      kept: [],
    })
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 70_00n, status: 'to-refund' })
    const { groupId } = await keep('refunded')
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 0n, status: 'settled' })
    await undoAllocation(shell, { companyId, actor: testActor, groupId })
    expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 70_00n, status: 'to-refund' })
  })
})

describe('many proposals at once', () => {
  const filled = async () => {
    const filling = await book.fill(
      Array.from({ length: 6 }, (_, i) => invoice(`FV/${i + 1}/11/2026`, '2026-11-01', 20 * (i + 1))),
      Array.from({ length: 6 }, (_, i) => line('2026-11-06', 20 * (i + 1), `FV/${i + 1}/11/2026`)),
    )
    await matchPayments(shell, { companyId })
    return filling
  }
  const candidates = (paymentIds?: readonly Id[]) =>
    listBulkCandidates(shell.database, companyId, { from: 0.9, today: day('2026-11-20'), ownerUserId: null, paymentIds })

  test('each is accepted by itself: one that somebody else placed meanwhile is refused alone, and all can be taken back', async () => {
    const { paymentIds, invoiceIds } = await filled()
    const before = await book.derived()
    const items = await candidates()
    expect(items.map((item) => item.paymentId).sort()).toEqual([...paymentIds].sort())
    const taken = await allocateByHand(shell, {
      companyId,
      actor: otherActor,
      paymentId: paymentIds[2] ?? '',
      customerId: null,
      allocations: [{ invoiceId: invoiceIds[2] ?? '', amount: zl(60) }],
    })
    const outcomes = await acceptMatches(shell, { companyId, actor: testActor, items })
    expect(outcomes.filter((each) => each.failure !== null).map((each) => [each.paymentId, each.failure?.code])).toEqual([
      [paymentIds[2], 'payment.already-settled'],
    ])
    const accepted = outcomes.flatMap(({ paymentId, groupId }) => (groupId === null ? [] : [{ paymentId, groupId }]))
    expect(accepted).toHaveLength(5)
    expect((await undoMany(shell, { companyId, actor: testActor, items: accepted })).every((each) => each.failure === null)).toBe(true)
    await undoAllocation(shell, { companyId, actor: otherActor, groupId: taken.groupId })
    expect(await book.derived()).toEqual(before)
  })

  test('only what was chosen is asked about, and nothing that is less sure', async () => {
    const { paymentIds } = await filled()
    expect((await candidates(paymentIds.slice(0, 2))).map((item) => item.paymentId).sort()).toEqual(paymentIds.slice(0, 2).toSorted())
    expect(await listBulkCandidates(shell.database, companyId, { from: 1.01, today: day('2026-11-20'), ownerUserId: null })).toEqual([])
  })

  test('T24 two people accept the whole queue at once: every payment is accepted once, by one of them', async () => {
    const { paymentIds } = await filled()
    const items = await candidates()
    const [mine, theirs] = await Promise.all([
      acceptMatches(shell, { companyId, actor: testActor, items }),
      acceptMatches(shell, { companyId, actor: otherActor, items: items.toReversed() }),
    ])
    const winners = [...mine, ...theirs].filter((each) => each.failure === null).map((each) => each.paymentId)
    expect(winners.sort()).toEqual([...paymentIds].sort())
    const refusals = new Set([...mine, ...theirs].flatMap((each) => each.failure?.code ?? []))
    expect([...refusals].filter((code) => code !== 'match.outdated' && code !== 'payment.already-settled')).toEqual([])
    for (const paymentId of paymentIds) expect(await book.rest(paymentId)).toEqual({ unapplied_minor: 0n, status: 'settled' })
  })

  test('T160 sixteen clients with sixteen payments for one invoice: it is settled once, and no rest is lost', async () => {
    const { invoiceIds, paymentIds } = await book.fill(
      [invoice('FV/9', '2026-11-01', 100)],
      Array.from({ length: 16 }, (_, i) => line('2026-11-06', 100, `wplata ${i}`)),
    )
    const outcomes = await Promise.all(
      paymentIds.map((paymentId) =>
        codeOf(
          allocateByHand(shell, {
            companyId,
            actor: testActor,
            paymentId,
            customerId: null,
            allocations: [{ invoiceId: invoiceIds[0] ?? '', amount: zl(100) }],
          }),
        ),
      ),
    )
    expect(outcomes.filter((code) => code === null)).toHaveLength(1)
    expect(new Set(outcomes.filter((code) => code !== null))).toEqual(new Set(['allocation.exceeds-open']))
    const rests = await Promise.all(paymentIds.map((paymentId) => book.rest(paymentId)))
    expect(rests.reduce((sum, rest) => sum + rest.unapplied_minor, 0n)).toBe(1500_00n)
  })
})

describe('T25 undo with all that hangs on it', () => {
  /** A decision taken back, whose money then went elsewhere: taking the taking-back back would spend it twice. */
  async function spentElsewhere() {
    const { invoiceIds, paymentIds } = await book.fill(
      [invoice('FV/1', '2026-11-01', 100), invoice('FV/2', '2026-11-01', 80)],
      [line('2026-11-06', 100, 'przelew')],
    )
    const [first = '', second = ''] = invoiceIds
    const [paymentId = ''] = paymentIds
    const place = async (invoiceId: Id, amount: number): Promise<Id> =>
      (
        await allocateByHand(shell, {
          companyId,
          actor: testActor,
          paymentId,
          customerId: null,
          allocations: [{ invoiceId, amount: zl(amount) }],
        })
      ).groupId
    const { groupId } = await undoAllocation(shell, { companyId, actor: testActor, groupId: await place(first, 100) })
    return { first, second, paymentId, groupId, later: await place(second, 80) }
  }

  test('T25 alone it is refused; the preview shows what would go with it and changes nothing', async () => {
    const { groupId, later } = await spentElsewhere()
    const before = await book.derived()
    expect(await codeOf(undoAllocation(shell, { companyId, actor: testActor, groupId }))).toBe('entry.has-later')
    const steps = await undoWithLater(shell, { companyId, actor: testActor, groupId, preview: true })
    expect(steps.map((step) => step.groupId)).toEqual([later, groupId])
    expect(steps[0]?.parts[0]).toMatchObject({ kind: 'allocation', amount: zl(80) })
    expect(await book.derived()).toEqual(before)
  })

  test('T25 carried out, the later decision goes first and the wanted one stands, in one transaction', async () => {
    const { groupId, first, second, paymentId, later } = await spentElsewhere()
    expect(await undoWithLater(shell, { companyId, actor: testActor, groupId, preview: false })).toHaveLength(2)
    expect(await book.balance(first)).toMatchObject({ open_minor: 0n, status: 'paid' })
    expect(await book.balance(second)).toMatchObject({ open_minor: 80_00n, status: 'unpaid' })
    expect(await book.rest(paymentId)).toMatchObject({ unapplied_minor: 0n })
    expect(await codeOf(undoAllocation(shell, { companyId, actor: testActor, groupId: later }))).toBe('entry.already-reversed')
  })

  test('T25 where a source took the money away the whole chain is refused, and stands as it stood', async () => {
    const {
      invoiceIds: [first = '', second = ''],
    } = await book.fill([invoice('FV/1', '2026-11-01', 100), invoice('FV/2', '2026-11-01', 50)], [])
    const cash = {
      companyId,
      actor: testActor,
      invoiceId: first,
      amount: zl(60),
      on: day('2026-11-06'),
      kind: 'cash' as const,
      why: 'KP 7',
    }
    const { groupId, paymentId } = await recordPayment(shell, cash)
    await book.take(invoicesFile([invoice('FV/1', '2026-11-01', 0, { cancelled: true })]))
    const allocations = [{ invoiceId: second, amount: zl(50) }]
    await allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations })
    const before = await book.derived()
    expect(await codeOf(undoWithLater(shell, { companyId, actor: testActor, groupId, preview: false }))).toBe('entry.not-undoable')
    expect(await book.derived()).toEqual(before)
  })
})

test('the queue comes under its words of confidence, newest first within one, page after page', async () => {
  const days = ['2026-11-06', '2026-11-07', '2026-11-08', '2026-11-09', '2026-11-10', '2026-11-11']
  const { paymentIds } = await book.fill(
    days.map((_, at) => invoice(`FV/${at}`, '2026-11-01', 100 + at)),
    [...days.map((on, at) => line(on, 100 + at, `FV/${at}`)), line('2026-11-12', 7, 'przelew')],
  )
  await matchPayments(shell, { companyId })
  const probabilities = [0.99, 0.97, 0.9699, 0.8, 0.56, 0.975]
  for (const [at, probability] of probabilities.entries())
    await shell.database
      .updateTable('matches')
      .set({ probability })
      .where('company_id', '=', companyId)
      .where('payment_id', '=', paymentIds[at] ?? '')
      .execute()
  const filter = { status: 'to-review', ownerUserId: null }
  const listed: number[] = []
  let after: string | null | undefined
  do {
    const page = await listPaymentRows(shell.database, companyId, { filter, today: day('2026-11-20'), limit: 2, after: after ?? undefined })
    listed.push(...page.rows.map(({ paymentId }) => paymentIds.indexOf(paymentId)))
    after = page.next
  } while (after !== null)
  expect(listed).toEqual([5, 1, 0, 3, 2, 4, 6])
})

test('a rejection taken back brings the proposal again, and it can be accepted', async () => {
  const { invoiceIds, paymentIds } = await book.fill([invoice('FV/1', '2026-11-01', 100)], [line('2026-11-06', 100, 'FV/1')])
  const [paymentId = ''] = paymentIds
  const matchId = await book.proposed(paymentId)
  await rejectMatch(shell, { companyId, actor: testActor, matchId })
  await matchPayments(shell, { companyId })
  await restoreMatch(shell, { companyId, actor: testActor, paymentId, matchId })
  expect(await codeOf(restoreMatch(shell, { companyId, actor: testActor, paymentId, matchId }))).toBe('match.outdated')
  await acceptMatch(shell, { companyId, actor: testActor, matchId })
  expect(await book.balance(invoiceIds[0] ?? '')).toMatchObject({ open_minor: 0n, status: 'paid' })
})

test('a note stands on its payment with its author until it is taken away; of an unknown payment there is none', async () => {
  const { paymentIds } = await book.fill([], [line('2026-11-06', 100, 'przelew')])
  const [paymentId = ''] = paymentIds
  const noteId = await notePayment(shell, { companyId, actor: testActor, paymentId, text: 'Dzwoniłem, odezwie się @anna' })
  expect(await listPaymentNotes(shell.database, companyId, paymentId)).toMatchObject([
    { noteId, text: 'Dzwoniłem, odezwie się @anna', author: 'Tester' },
  ])
  await removeNote(shell, { companyId, actor: testActor, paymentId, noteId })
  expect(await listPaymentNotes(shell.database, companyId, paymentId)).toEqual([])
  expect(await codeOf(removeNote(shell, { companyId, actor: testActor, paymentId, noteId }))).toBe('note.not-found')
  expect(await codeOf(notePayment(shell, { companyId, actor: testActor, paymentId: companyId, text: 'x' }))).toBe('payment.not-found')
})
