// Rules, hands and exceptions together: nothing is lost, nobody decides alone where two must, and wrong lines are refused.
import { describe, expect, test } from 'vitest'
import { usualRatio } from '#domain/credit/ratio-definition'
import { changeCreditRule, changeCreditSettings } from '#flows/credit/change-credit'
import { blockCustomer, decideProposedBlock, releaseCustomer, setPersonBusiness } from '#flows/credit/decide-blocks'
import { evaluateCompany } from '#flows/credit/evaluate-company'
import { evaluateCredit } from '#flows/credit/evaluate-credit'
import { approveException, endException, grantException } from '#flows/credit/grant-exception'
import { inTransaction } from '#store/database'
import { findStanding } from '#store/status-facts'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import { otherActor, testActor } from '#test/support/shell'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()

/** A company whose rules act, with one customer who owes `overdue` of 1,000.00 bought. */
async function firm(overdue: bigint, name = 'Klon sp. z o.o.') {
  const company = await world.company()
  const customerId = await company.customer({ name })
  const paid = await company.invoice(customerId, { dueOn: '2026-06-15', minor: 100_000n - overdue })
  const owed = await company.invoice(customerId, { dueOn: '2026-11-01', minor: overdue })
  await company.allocate(await company.payment({ minor: 100_000n - overdue, customerId }), paid, 100_000n - overdue)
  const of = { companyId: company.companyId, actor: testActor }
  const settings = (change: Parameters<typeof changeCreditSettings>[1]['change']) => changeCreditSettings(world.shell, { ...of, change })
  await settings({ active: true, ratio: { ...usualRatio, leastTurnoverMinor: 0n, leastAgeDays: 0 } })
  const standing = () =>
    world.database
      .selectFrom('credit_standings')
      .select(['level', 'blocked', 'basis_points'])
      .where('company_id', '=', company.companyId)
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow()
  const blocks = () =>
    world.database
      .selectFrom('credit_blocks')
      .select(['block_id', 'source', 'state', 'end_why'])
      .where('company_id', '=', company.companyId)
      .orderBy('block_id')
      .execute()
  const judge = () => evaluateCompany(world.shell, company.companyId, 'test')
  return { ...company, ...of, customerId, owed, settings, standing, blocks, judge }
}
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
const exceptionOf = async (companyId: Id) =>
  (
    await world.database
      .selectFrom('credit_exceptions')
      .select('exception_id')
      .where('company_id', '=', companyId)
      .executeTakeFirstOrThrow()
  ).exception_id

describe('I12: the blocked set is the rule result with what was set by hand, less the exceptions', () => {
  test('a block by hand stays when the money comes and the rule lets go', async () => {
    const at = await firm(25_000n)
    await blockCustomer(world.shell, { ...at, why: 'spór o dostawę' })
    await at.allocate(await at.payment({ minor: 25_000n, customerId: at.customerId }), at.owed, 25_000n)
    await at.judge()
    expect((await at.blocks()).map(({ source, state }) => [source, state])).toEqual([
      ['rule', 'ended'],
      ['manual', 'active'],
    ])
    expect(await at.standing()).toMatchObject({ level: 'clear', blocked: true })
    const manual = (await at.blocks()).find(({ source }) => source === 'manual')
    await releaseCustomer(world.shell, { ...at, blockId: manual?.block_id ?? '', why: 'zgoda' })
    expect(await at.standing()).toMatchObject({ blocked: false })
  })

  test('an exception frees until its day and ends no block; the day after it counts again', async () => {
    const at = await firm(25_000n)
    await grantException(world.shell, { ...at, untilOn: day('2026-11-25'), why: 'ważna dostawa' })
    expect([(await at.standing()).blocked, (await at.blocks())[0]?.state]).toEqual([false, 'active'])
    const now = world.clock.now()
    world.clock.set(new Date('2026-11-26T08:00:00Z'))
    await at.judge()
    world.clock.set(now)
    expect(await at.standing()).toMatchObject({ blocked: true })
  })

  test('an exception ended early blocks at once; one for a day that is past is refused', async () => {
    const at = await firm(25_000n)
    expect(await failing(grantException(world.shell, { ...at, untilOn: day('2026-01-01'), why: 'spóźniony' }))).toBe('exception.day-past')
    await grantException(world.shell, { ...at, untilOn: day('2027-01-31'), why: 'ważna dostawa' })
    await endException(world.shell, { ...at, exceptionId: await exceptionOf(at.companyId) })
    expect(await at.standing()).toMatchObject({ blocked: true })
  })

  test('the rules switched off lift what they blocked and leave what hands did', async () => {
    const at = await firm(25_000n)
    await blockCustomer(world.shell, { ...at, why: 'spór o dostawę' })
    await at.settings({ active: false })
    expect((await at.blocks()).map(({ source, state, end_why }) => [source, state, end_why])).toEqual([
      ['rule', 'ended', 'rules-off'],
      ['manual', 'active', null],
    ])
    expect(await at.standing()).toMatchObject({ level: 'clear', blocked: true })
  })
  test('a block of the rule is not released by hand, and a second one by hand is refused', async () => {
    const at = await firm(25_000n)
    const [block] = await at.blocks()
    expect(await failing(releaseCustomer(world.shell, { ...at, blockId: block?.block_id ?? '', why: 'bo tak' }))).toBe('block.by-rule')
    await blockCustomer(world.shell, { ...at, why: 'spór o dostawę' })
    expect(await failing(blockCustomer(world.shell, { ...at, why: 'jeszcze raz' }))).toBe('block.exists')
  })
})

describe('a person’s business', () => {
  test('refused by a person stays free until it has paid once, then the next crossing is a new question', async () => {
    const at = await firm(25_000n, 'Jan Kowalski Usługi')
    const [proposed] = await at.blocks()
    await decideProposedBlock(world.shell, { ...at, blockId: proposed?.block_id ?? '', accept: false, why: null })
    await at.judge()
    expect((await at.blocks()).map(({ state }) => state)).toEqual(['refused'])
    const entry = await at.allocate(await at.payment({ minor: 25_000n, customerId: at.customerId }), at.owed, 25_000n)
    await at.judge()
    await at.allocate(await at.payment({ minor: 1n }), at.owed, -25_000n, entry)
    await at.judge()
    expect((await at.blocks()).map(({ state }) => state)).toEqual(['ended', 'proposed'])
  })

  test('said by a person to be none is blocked by the next crossing without a question', async () => {
    const at = await firm(10_000n, 'Anna Nowak Hurt')
    await setPersonBusiness(world.shell, { ...at, personBusiness: false })
    await changeCreditRule(world.shell, {
      ...at,
      scope: { kind: 'company' },
      thresholds: { ratioBlock: 900, ratioWarn: 500, ratioRelease: 400 },
    })
    expect((await at.blocks()).map(({ state }) => state)).toEqual(['active'])
  })
})

describe('T129 four eyes', () => {
  test('who asked for a block or an exception may not approve it, another person may', async () => {
    const at = await firm(1_000n)
    await at.settings({ fourEyes: true })
    await blockCustomer(world.shell, { ...at, why: 'spór o dostawę' })
    const blockId = (await at.blocks())[0]?.block_id ?? ''
    expect(await at.standing()).toMatchObject({ blocked: false })
    const yes = (actor: typeof testActor) =>
      decideProposedBlock(world.shell, { companyId: at.companyId, actor, blockId, accept: true, why: null })
    expect(await failing(yes(testActor))).toBe('block.four-eyes')
    expect(await failing(yes(otherActor))).toBe('done')
    expect(await at.standing()).toMatchObject({ blocked: true })
    await grantException(world.shell, { ...at, untilOn: day('2026-12-31'), why: 'ważna dostawa' })
    expect(await at.standing()).toMatchObject({ blocked: true })
    const exceptionId = await exceptionOf(at.companyId)
    expect(await failing(approveException(world.shell, { companyId: at.companyId, actor: testActor, exceptionId }))).toBe(
      'exception.four-eyes',
    )
    expect(await failing(approveException(world.shell, { companyId: at.companyId, actor: otherActor, exceptionId }))).toBe('done')
    expect(await at.standing()).toMatchObject({ blocked: false })
  })
})

describe('lines', () => {
  test('that contradict each other are refused, also through the rule of a segment or a customer', async () => {
    const at = await firm(1_000n)
    const set = (scope: Parameters<typeof changeCreditRule>[1]['scope'], thresholds: object) =>
      failing(changeCreditRule(world.shell, { ...at, scope, thresholds }))
    expect(await set({ kind: 'company' }, { ratioRelease: 2_500 })).toBe('credit.release-above-block')
    expect(await set({ kind: 'company' }, { ratioWarn: 2_500 })).toBe('credit.warning-above-block')
    expect(await set({ kind: 'customer', customerId: at.customerId }, { ratioBlock: 1_600, ratioRelease: 1_500 })).toBe('done')
    // Now the company's own change would leave that customer with a warning above his block.
    expect(await set({ kind: 'company' }, { ratioWarn: 1_700 })).toBe('credit.warning-above-block')
  })

  test('of one customer win over the company’s, and his limit shows in what is left', async () => {
    const at = await firm(25_000n)
    await changeCreditRule(world.shell, {
      ...at,
      scope: { kind: 'customer', customerId: at.customerId },
      thresholds: { ratioBlock: 3_000, ratioRelease: 2_900 },
    })
    expect(await at.standing()).toMatchObject({ level: 'warned', blocked: false })
  })
})

test('T160 sixteen payments at once release the customer once, and no transaction leaves him blocked by a debt that is paid', async () => {
  const at = await firm(32_000n)
  expect(await at.standing()).toMatchObject({ blocked: true })
  await Promise.all(
    Array.from({ length: 16 }, () =>
      inTransaction(world.database, async (tx) => {
        await tx
          .updateTable('invoice_balances')
          .set((eb) => ({ open_minor: eb('open_minor', '-', 2_000n), settled_minor: eb('settled_minor', '+', 2_000n) }))
          .where('company_id', '=', at.companyId)
          .where('invoice_id', '=', at.owed)
          .execute()
        await evaluateCredit(tx, world.shell, {
          companyId: at.companyId,
          customerIds: [at.customerId],
          cause: 'payment',
          at: world.clock.now(),
        })
      }),
    ),
  )
  expect(await at.standing()).toMatchObject({ level: 'clear', blocked: false, basis_points: 0n })
  const released = await world.database
    .selectFrom('audit')
    .select('action')
    .where('company_id', '=', at.companyId)
    .where('action', '=', 'credit.block-ended')
    .execute()
  expect(released).toHaveLength(1)
  expect(
    await findStanding(world.database, at.companyId, at.customerId, {
      connectionId: '',
      sourceKey: '',
      currency: PLN,
      today: day('2026-11-19'),
    }),
  ).toMatchObject({
    blocked: false,
    debtRatioPercent: 0,
  })
})
