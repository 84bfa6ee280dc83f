// What customers promise: reminders wait for the day, the job looks whether the money came, and a broken word becomes a task.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#flows/actor'
import { endAgreement, restoreAgreement } from '#flows/end-agreement'
import { judgeAgreements } from '#flows/judge-agreements'
import { type NewAgreement, recordAgreement } from '#flows/record-agreement'
import { runDunning } from '#flows/run-dunning'
import { listAgreements } from '#store/agreements'
import { verifyAuditChain } from '#store/audit'
import { inTransaction } from '#store/database'
import { thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

const world = await outboxWorldOfFile()
beforeEach(() => world.clock.set(thursdayNoon))

const anna: Actor = { kind: 'person', id: 'usr_1', name: 'Anna' }
/** Noon in Warsaw on a day of November or December 2026. */
const noonOf = (on: string) => new Date(`${on}T11:00:00Z`)

async function owing() {
  const company = await world.company()
  await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer({ name: 'Budexim' })
  const invoiceId = await company.invoice(customerId, { minor: 2_000_000n })
  const { companyId } = company
  const about = { companyId, actor: anna, customerId, invoiceIds: [], words: 'Zapłacimy', byWhom: 'pan Hejna', channel: 'phone' as const }
  return {
    ...company,
    customerId,
    invoiceId,
    about,
    record: (agreement: NewAgreement) => inTransaction(world.database, (tx) => recordAgreement(tx, world.shell, agreement)),
    promise: (over: { readonly minor?: bigint; readonly on?: string; readonly invoiceIds?: readonly Id[] } = {}) =>
      inTransaction(world.database, (tx) =>
        recordAgreement(tx, world.shell, {
          ...about,
          invoiceIds: over.invoiceIds ?? [],
          kind: 'promise',
          amount: money(over.minor ?? 2_000_000n, PLN),
          promisedOn: day(over.on ?? '2026-11-23'),
        }),
      ),
    judge: async (on: string) => {
      world.clock.set(noonOf(on))
      await company.readBank()
      return judgeAgreements(world.shell, { companyId })
    },
    reminders: async () => (await runDunning(world.shell, { companyId })).planned,
    agreements: async () =>
      (await listAgreements(world.database, companyId, customerId)).map((each) => [each.kind, each.outcome, each.settled?.minor ?? null]),
    tasks: () => world.database.selectFrom('tasks').select(['kind', 'due_on', 'customer_id']).where('company_id', '=', companyId).execute(),
  }
}

describe('a promise to pay', () => {
  test('holds reminders until its day, and is broken the day after when nothing came: a task, and reminders go on', async () => {
    const of = await owing()
    await of.promise()
    expect(await of.reminders()).toBe(0)
    expect(await of.judge('2026-11-23')).toEqual({ kept: 0, partly: 0, broken: 0 })
    expect(await of.reminders()).toBe(0)
    expect(await of.judge('2026-11-24')).toEqual({ kept: 0, partly: 0, broken: 1 })
    expect(await of.agreements()).toEqual([['promise', 'broken', 0n]])
    expect(await of.tasks()).toEqual([{ kind: 'promise-broken', due_on: '2026-11-24', customer_id: of.customerId }])
    expect(await of.reminders()).toBe(1)
    expect(await of.judge('2026-11-25')).toEqual({ kept: 0, partly: 0, broken: 0 })
    expect(await of.tasks()).toHaveLength(1)
    expect((await verifyAuditChain(world.database, of.companyId)).ok).toBe(true)
  })

  test('is kept as soon as the money is there, and asks nobody for anything', async () => {
    const of = await owing()
    await of.promise()
    await of.payment({ customerId: of.customerId, minor: 2_000_000n, bookedOn: '2026-11-20' })
    expect(await of.judge('2026-11-20')).toEqual({ kept: 1, partly: 0, broken: 0 })
    expect(await of.agreements()).toEqual([['promise', 'kept', 2_000_000n]])
    expect(await of.tasks()).toEqual([])
  })

  test('is not called broken while the bank data of its day are missing', async () => {
    const of = await owing()
    await of.promise()
    world.clock.set(noonOf('2026-11-22'))
    await of.readBank()
    world.clock.set(noonOf('2026-11-25'))
    expect(await judgeAgreements(world.shell, { companyId: of.companyId })).toEqual({ kept: 0, partly: 0, broken: 0 })
    expect(await of.judge('2026-11-25')).toMatchObject({ broken: 1 })
  })

  test('called broken is kept after all when a statement that came late shows the money of its day', async () => {
    const of = await owing()
    await of.promise()
    await of.judge('2026-11-24')
    await of.payment({ customerId: of.customerId, minor: 2_000_000n, bookedOn: '2026-11-23' })
    expect(await of.judge('2026-11-26')).toEqual({ kept: 1, partly: 0, broken: 0 })
    expect(await of.agreements()).toEqual([['promise', 'kept', 2_000_000n]])
  })

  test('kept in part asks somebody to call', async () => {
    const of = await owing()
    await of.promise()
    await of.payment({ customerId: of.customerId, minor: 500_000n, bookedOn: '2026-11-20' })
    expect(await of.judge('2026-11-24')).toEqual({ kept: 0, partly: 1, broken: 0 })
    expect((await of.tasks()).map((task) => task.kind)).toEqual(['promise-partly'])
  })

  test('about one invoice lets the reminder of the others go', async () => {
    const of = await owing()
    const other = await of.invoice(of.customerId, { number: 'FV inna' })
    await of.promise({ invoiceIds: [of.invoiceId] })
    expect(await of.reminders()).toBe(1)
    const [row] = await of.rows()
    const { steps } = (row?.payload ?? {}) as { readonly steps: readonly { readonly invoiceId: Id }[] }
    expect(steps.map((step) => step.invoiceId)).toEqual([other])
  })

  test('about several invoices holds each of them and no other', async () => {
    const of = await owing()
    const second = await of.invoice(of.customerId)
    await of.promise({ invoiceIds: [of.invoiceId, second] })
    expect(await of.reminders()).toBe(0)
    await of.invoice(of.customerId)
    expect(await of.reminders()).toBe(1)
  })

  test('taken back lets reminders go, and restored holds them again; a judged one is not judged by a person’s end', async () => {
    const of = await owing()
    const [holdId = ''] = await of.promise()
    await endAgreement(world.shell, { companyId: of.companyId, actor: anna, holdId, outcome: 'withdrawn', why: 'pomyłka' })
    expect(await of.agreements()).toEqual([['promise', 'withdrawn', 0n]])
    await restoreAgreement(world.shell, { companyId: of.companyId, actor: anna, holdId })
    expect(await of.reminders()).toBe(0)
    await endAgreement(world.shell, { companyId: of.companyId, actor: anna, holdId, outcome: 'withdrawn' })
    expect(await of.judge('2026-11-25')).toEqual({ kept: 0, partly: 0, broken: 0 })
  })

  test.each([
    ['a day that has passed', { on: '2026-11-18' }, 'promise.day-past'],
    ['no amount', { minor: 0n }, 'promise.amount-missing'],
  ])('with %s is refused', async (_what, over, code) => {
    const of = await owing()
    await expect(of.promise(over)).rejects.toThrow(expect.objectContaining({ code }))
  })

  test('about an invoice of somebody else is refused', async () => {
    const of = await owing()
    const stranger = await of.invoice(await of.customer())
    await expect(of.promise({ invoiceIds: [stranger] })).rejects.toThrow(expect.objectContaining({ code: 'invoice.not-found' }))
  })
})

describe('instalments', () => {
  const rows = [
    { dueOn: day('2026-11-30'), amount: money(1_000_000n, PLN) },
    { dueOn: day('2026-12-31'), amount: money(1_000_000n, PLN) },
  ]

  test('hold reminders while they are paid, and are kept when the last one is', async () => {
    const of = await owing()
    await of.record({ ...of.about, kind: 'instalments', rows })
    await of.payment({ customerId: of.customerId, minor: 1_000_000n, bookedOn: '2026-11-30' })
    expect(await of.judge('2026-12-10')).toEqual({ kept: 0, partly: 0, broken: 0 })
    expect(await of.agreements()).toEqual([['instalments', null, 1_000_000n]])
    expect(await of.reminders()).toBe(0)
    await of.payment({ customerId: of.customerId, minor: 1_000_000n, bookedOn: '2026-12-15' })
    expect(await of.judge('2026-12-16')).toEqual({ kept: 1, partly: 0, broken: 0 })
  })

  test('are broken by one that is missed: a task, and reminders go on', async () => {
    const of = await owing()
    await of.record({ ...of.about, kind: 'instalments', rows })
    expect(await of.judge('2026-12-03')).toMatchObject({ broken: 0 })
    expect(await of.judge('2026-12-04')).toMatchObject({ broken: 1 })
    expect((await of.tasks()).map((task) => task.kind)).toEqual(['instalments-broken'])
    expect(await of.reminders()).toBe(1)
  })

  test('out of order, without an amount or begun in the past are refused', async () => {
    const of = await owing()
    for (const wrong of [
      [...rows].reverse(),
      [{ dueOn: day('2026-11-30'), amount: money(0n, PLN) }],
      [{ ...rows[0], dueOn: day('2026-11-01') }],
      [],
    ])
      await expect(of.record({ ...of.about, kind: 'instalments', rows: wrong as typeof rows })).rejects.toThrow(
        expect.objectContaining({ code: 'instalments.out-of-order' }),
      )
  })
})

describe('T65 an objection, a pause and insolvency', () => {
  test.each([
    ['dispute', { kind: 'dispute', reason: 'quality', amount: null }],
    ['pause', { kind: 'pause', until: null }],
    ['insolvency', { kind: 'insolvency', until: null }],
  ] as const)('%s of the customer holds every reminder until somebody ends it', async (_kind, terms) => {
    const of = await owing()
    const [holdId = ''] = await of.record({ ...of.about, ...terms })
    expect(await of.reminders()).toBe(0)
    await endAgreement(world.shell, { companyId: of.companyId, actor: anna, holdId })
    expect(await of.reminders()).toBe(1)
  })

  test('an objection to two invoices stands on each, and is settled for each', async () => {
    const of = await owing()
    const second = await of.invoice(of.customerId)
    const holdIds = await of.record({ ...of.about, invoiceIds: [of.invoiceId, second], kind: 'dispute', reason: 'amount', amount: null })
    expect(holdIds).toHaveLength(2)
    expect(await of.reminders()).toBe(0)
    await endAgreement(world.shell, { companyId: of.companyId, actor: anna, holdId: holdIds[0] ?? '', outcome: 'rejected' })
    expect(await of.reminders()).toBe(1)
  })
})
