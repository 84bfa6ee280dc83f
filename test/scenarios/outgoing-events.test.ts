// Events for the firm's own systems, from a change of the ledger to a receiver that checks signatures: what is told, once, and how a secret is changed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import webhook from '#channels/webhook/channel'
import { createWebhookSandbox } from '#channels/webhook/sandbox'
import { deliverOutbox } from '#flows/deliver-outbox'
import { judgeAgreements } from '#flows/judge-agreements'
import { planEffects } from '#flows/plan-effects'
import { publishEvent } from '#flows/publish-event'
import { recordAgreement } from '#flows/record-agreement'
import type { SettingValues } from '#ports/settings'
import { insertConnection, sealSecrets, updateConnection } from '#store/connections'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { contextFor } from '#test/conformance/stand-in'
import { outboxWorld, type World } from '#test/support/outbox-world'
import { testActor } from '#test/support/shell'
import { PLN } from '#values/currency'
import { dayOf } from '#values/day'
import { type Id, writeId } from '#values/id'
import { money } from '#values/money'

let world: World
beforeAll(async () => {
  world = await outboxWorld()
  ;(world.shell.shelves.channels as Map<string, typeof webhook>).set('webhook', webhook)
  // The way out of these tests is the real one, without its patience.
  ;(world.shell as { httpFor: World['shell']['httpFor'] }).httpFor = () => contextFor({}, world.clock, { http: { attempts: 1 } }).http
})
afterAll(() => world.close())

async function firm(settings: SettingValues = {}) {
  const sandbox = createWebhookSandbox(world.clock)
  const { settings: own } = await sandbox.start()
  const company = await world.company()
  const place = { companyId: company.companyId, connectionId: newId() }
  await insertConnection(world.database, {
    ...place,
    shelf: 'channel',
    pluginId: 'webhook',
    name: 'ERP',
    settings: { address: String(own['address']), ...settings },
    secrets: sealSecrets(world.shell.vault, place, { secret: String(own['secret']) }),
    kinds: ['webhook'],
    webhookKey: newId(),
    createdAt: world.clock.now(),
  })
  const effects = (invoiceIds: readonly Id[], paymentIds: readonly Id[]) =>
    inTransaction(world.database, (tx) =>
      planEffects(tx, world.shell, { companyId: company.companyId, invoiceIds, paymentIds, cause: 'test', at: world.clock.now() }),
    )
  const deliver = () => deliverOutbox(world.shell, { companyId: company.companyId })
  const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000))
  return { sandbox, company, place, effects, deliver, later, ...company }
}

test('T86 a payment that settles an invoice is told once as both, and again when it is undone; what did not change is not told', async () => {
  const { sandbox, effects, deliver, later, ...company } = await firm()
  const customerId = await company.customer()
  const invoiceId = await company.invoice(customerId, { number: 'FV/1' })
  const paymentId = await company.payment({ customerId })
  await effects([invoiceId], [paymentId])
  await deliver()
  expect(sandbox.events).toEqual([])
  const entryId = await company.allocate(paymentId, invoiceId)
  for (let round = 0; round < 3; round++) await effects([invoiceId], [paymentId])
  await deliver()
  expect(sandbox.events.map(({ event }) => event).sort()).toEqual(['invoice.status-changed', 'payment.posted'])
  expect(sandbox.events.find(({ event }) => event === 'invoice.status-changed')?.data).toEqual({
    occurredAt: world.clock.now().toISOString(),
    invoiceId: writeId('invoice', invoiceId),
    number: 'FV/1',
    status: 'paid',
    open: '0.00',
    currency: 'PLN',
  })
  expect(sandbox.events.find(({ event }) => event === 'payment.posted')?.data).toMatchObject({
    paymentId: writeId('payment', paymentId),
    amount: '100.00',
    unapplied: '0.00',
    invoiceIds: [writeId('invoice', invoiceId)],
  })
  later(5)
  await company.allocate(paymentId, invoiceId, -10_000n, entryId)
  await effects([invoiceId], [paymentId])
  await deliver()
  expect(sandbox.events.slice(2).map(({ event, data }) => [event, (data as { status?: string }).status])).toEqual(
    expect.arrayContaining([
      ['invoice.status-changed', 'unpaid'],
      ['payment.undone', undefined],
    ]),
  )
  expect(sandbox.events).toHaveLength(4)
  await sandbox.stop()
})

test('T86 a receiver that is ill for an hour gets everything afterwards, each event once, in whatever order', async () => {
  const { sandbox, company, deliver, later } = await firm()
  const tell = (key: string) =>
    inTransaction(world.database, (tx) =>
      publishEvent(tx, { companyId: company.companyId, type: 'customer.blocked', key, data: { reason: 'próg' }, at: world.clock.now() }),
    )
  sandbox.failNext({ kind: 503, times: 2 })
  sandbox.failNext({ kind: 'hang-up-after-accept', times: 1 })
  for (const key of ['a', 'b', 'c']) expect(await tell(key)).toBe(1)
  expect(await tell('a')).toBe(0)
  await deliver()
  for (let round = 0; round < 8; round++) {
    later(15)
    await deliver()
  }
  expect(sandbox.events.map(({ id }) => id).sort()).toEqual(['customer.blocked:a', 'customer.blocked:b', 'customer.blocked:c'])
  expect((await company.rows('event')).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  await sandbox.stop()
})

test('T86 a secret is changed with two live ones: the receiver may change over at any moment and loses nothing', async () => {
  const { sandbox, company, place, deliver, later } = await firm()
  const [old, fresh] = ['stand-in-webhook-secret-of-32-characters', 'a-new-secret-of-the-firm-with-32-signs']
  const tell = async (key: string) => {
    await inTransaction(world.database, (tx) =>
      publishEvent(tx, { companyId: company.companyId, type: 'promise.made', key, data: {}, at: world.clock.now() }),
    )
    await deliver()
  }
  await tell('1')
  await updateConnection(world.database, place, {
    secrets: sealSecrets(world.shell.vault, place, { secret: fresh, previousSecret: old }),
  })
  await tell('2')
  sandbox.changeSecret(fresh)
  await tell('3')
  await updateConnection(world.database, place, { secrets: sealSecrets(world.shell.vault, place, { secret: fresh }) })
  later(1)
  await tell('4')
  expect(sandbox.events.map(({ id }) => id)).toEqual(['promise.made:1', 'promise.made:2', 'promise.made:3', 'promise.made:4'])
  expect(sandbox.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  await sandbox.stop()
})

test('types that the connection does not take are not planned, and what cannot be delivered for three days is given up', async () => {
  const { sandbox, company, deliver, later } = await firm({ customerBlocked: false })
  const tell = (type: 'customer.blocked' | 'customer.released') =>
    inTransaction(world.database, (tx) =>
      publishEvent(tx, { companyId: company.companyId, type, key: '1', data: {}, at: world.clock.now() }),
    )
  expect(await tell('customer.blocked')).toBe(0)
  expect(await tell('customer.released')).toBe(1)
  sandbox.failNext({ kind: 503, times: 1_000 })
  for (let hour = 0; hour < 80; hour++) {
    await deliver()
    later(61)
  }
  const [row] = await company.rows('event')
  expect([row?.state, row?.reason]).toEqual(['failed', 'unavailable'])
  expect(sandbox.events).toEqual([])
  await sandbox.stop()
})

test('a promise is told when it is made and, once, when its day has passed without the money', async () => {
  const { sandbox, deliver, later, ...company } = await firm()
  const customerId = await company.customer({ name: 'Budexim' })
  await company.invoice(customerId, { minor: 200_000n })
  await inTransaction(world.database, (tx) =>
    recordAgreement(tx, world.shell, {
      companyId: company.companyId,
      actor: testActor,
      customerId,
      invoiceIds: [],
      words: 'Zapłacimy',
      byWhom: 'pan Hejna',
      channel: 'phone',
      kind: 'promise',
      amount: money(200_000n, PLN),
      promisedOn: dayOf(world.clock.now(), 'Europe/Warsaw'),
    }),
  )
  const paymentId = await company.payment({ minor: 50_000n, customerId })
  await company.allocate(paymentId, await company.invoice(customerId, { minor: 50_000n }), 50_000n)
  for (let round = 0; round < 3; round++) {
    later(2 * 24 * 60)
    await company.readBank()
    await judgeAgreements(world.shell, { companyId: company.companyId })
  }
  await deliver()
  const told = sandbox.events.filter(({ event }) => event.startsWith('promise.'))
  const about = { customerId: writeId('customer', customerId), amount: '2000.00', currency: 'PLN' }
  expect(told).toMatchObject([
    { event: 'promise.made', data: about },
    { event: 'promise.broken', data: { ...about, paid: expect.stringMatching(/^\d+\.\d\d$/), promisedOn: expect.any(String) } },
  ])
  expect(told).toHaveLength(2)
})
