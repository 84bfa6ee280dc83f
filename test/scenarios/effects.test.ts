// What a change of the ledger causes outside: a confirmation once for a payment, a status until it has arrived.
import { beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { planEffects } from '#flows/plan-effects'
import { ConnectorFailure } from '#ports/connector-failure'
import { inTransaction } from '#store/database'
import type { World } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(world.startAnew)

const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000))
const effects = (companyId: Id, invoiceIds: readonly Id[], paymentIds: readonly Id[]) =>
  inTransaction(world.database, (tx) =>
    planEffects(tx, world.shell, { companyId, invoiceIds, paymentIds, cause: 'test', at: world.clock.now() }),
  )

/** A company with a mail connection and one customer with an overdue invoice. */
async function overdue(over: Parameters<World['company']>[0] = {}) {
  const company = await world.company(over)
  await company.connect('channel', 'postbox', ['email'])
  const customerId = await company.customer()
  const invoiceId = await company.invoice(customerId)
  return { ...company, customerId, invoiceId }
}
describe('a payment confirmation', () => {
  test('goes once for a payment, also when it is taken back and set again', async () => {
    const { companyId, invoiceId, payment, allocate, rows } = await overdue()
    const paymentId = await payment()
    const entryId = await allocate(paymentId, invoiceId)
    await effects(companyId, [invoiceId], [paymentId])
    await deliverOutbox(world.shell, { companyId })
    await allocate(paymentId, invoiceId, -10_000n, entryId)
    await effects(companyId, [invoiceId], [paymentId])
    await allocate(paymentId, invoiceId)
    await effects(companyId, [invoiceId], [paymentId])
    await deliverOutbox(world.shell, { companyId })
    expect((await rows()).map((row) => row.state)).toEqual(['done'])
    expect(world.mailbox.map((message) => message.subject)).toEqual(['Potwierdzenie wpłaty: 100,00\u00A0zł'])
  })

  test('undone before it was sent is cancelled; set again before sending it goes', async () => {
    const { companyId, invoiceId, payment, allocate, rows } = await overdue()
    const paymentId = await payment()
    const entryId = await allocate(paymentId, invoiceId)
    await effects(companyId, [invoiceId], [paymentId])
    await allocate(paymentId, invoiceId, -10_000n, entryId)
    await effects(companyId, [invoiceId], [paymentId])
    await deliverOutbox(world.shell, { companyId })
    expect((await rows()).map((row) => [row.state, row.reason])).toEqual([['cancelled', 'undone']])
    await allocate(paymentId, invoiceId)
    await effects(companyId, [invoiceId], [paymentId])
    await deliverOutbox(world.shell, { companyId })
    expect(world.mailbox).toHaveLength(1)
  })

  test('of a payment that is history goes to nobody', async () => {
    const { companyId, invoiceId, payment, allocate, rows } = await overdue()
    const paymentId = await payment({ bookedOn: '2026-11-01' })
    await allocate(paymentId, invoiceId)
    await effects(companyId, [invoiceId], [paymentId])
    expect(await rows()).toEqual([])
  })
})

describe('a status write-back', () => {
  const connected = async () => {
    const company = await overdue()
    const connectionId = await company.connect('connector', 'books', ['invoices', 'statuses', 'customer-standing'])
    return { ...company, connectionId }
  }

  test('tells the whole truth of the moment of delivery, once for many changes', async () => {
    const { companyId, invoiceId, payment, allocate, rows } = await connected()
    await effects(companyId, [invoiceId], [])
    const entryId = await allocate(await payment({ minor: 4_000n }), invoiceId, 4_000n)
    await effects(companyId, [invoiceId], [])
    await deliverOutbox(world.shell, { companyId })
    const [status] = world.pushed.filter((change) => 'status' in change)
    expect(world.pushed.filter((change) => 'status' in change)).toHaveLength(1)
    expect(status).toMatchObject({
      status: 'partly-paid',
      open: { minor: 6_000n },
      settled: { minor: 4_000n },
      payments: [{ key: entryId, amount: { minor: 4_000n } }],
    })
    expect((await rows('invoice-status')).map((row) => [row.state, row.wanted, row.done])).toEqual([['done', 2, 2]])
    expect(world.pushed.filter((change) => 'overdueAmount' in change)).toMatchObject([
      { openAmount: { minor: 6_000n }, overdueAmount: { minor: 6_000n }, oldestOverdueOn: '2026-11-17' },
    ])
  })

  test('a change that comes while it is delivered is delivered after it', async () => {
    const { companyId, invoiceId, rows } = await connected()
    await effects(companyId, [invoiceId], [])
    world.behaviour.push = async () => {
      world.behaviour.push = async () => ({ found: true })
      await effects(companyId, [invoiceId], [])
      return { found: true }
    }
    await deliverOutbox(world.shell, { companyId })
    await deliverOutbox(world.shell, { companyId })
    expect((await rows('invoice-status')).map((row) => [row.state, row.wanted, row.done])).toEqual([['done', 2, 2]])
    expect(world.pushed.filter((change) => 'status' in change)).toHaveLength(2)
  })

  test('T85 is tried again after failures until it has arrived, without asking a failing connection for every row', async () => {
    const { companyId, customerId, invoiceId, invoice, rows, connectionId } = await connected()
    const others = await Promise.all(Array.from({ length: 5 }, () => invoice(customerId)))
    let asked = 0
    world.behaviour.push = () => {
      asked++
      return Promise.reject(new ConnectorFailure('rate-limited', {}, { retryAfterMs: 300_000 }))
    }
    await effects(companyId, [invoiceId, ...others], [])
    await deliverOutbox(world.shell, { companyId })
    expect(asked).toBe(1)
    const connection = () =>
      world.database
        .selectFrom('connections')
        .select(['state', 'failure'])
        .where('connection_id', '=', connectionId)
        .executeTakeFirstOrThrow()
    expect(await connection()).toMatchObject({ state: 'delayed', failure: { code: 'connector.rate-limited' } })
    world.behaviour.push = async () => ({ found: true })
    await deliverOutbox(world.shell, { companyId })
    expect(world.pushed).toHaveLength(0)
    later(6)
    await deliverOutbox(world.shell, { companyId })
    expect(new Set((await rows('invoice-status')).map((row) => row.state))).toEqual(new Set(['done']))
    expect(world.pushed.filter((change) => 'status' in change)).toHaveLength(6)
    expect(await connection()).toMatchObject({ state: 'connected', failure: null })
  })

  test('of two workers at once arrives once for each invoice', async () => {
    const { companyId, customerId, invoice } = await connected()
    const many = await Promise.all(Array.from({ length: 30 }, () => invoice(customerId)))
    await effects(companyId, many, [])
    await Promise.all([deliverOutbox(world.shell, { companyId }), deliverOutbox(world.shell, { companyId })])
    expect(world.pushed.filter((change) => 'status' in change)).toHaveLength(30)
  })
})
