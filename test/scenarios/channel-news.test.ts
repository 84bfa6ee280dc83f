// What comes back after a message was taken: reports, bounces, complaints and answers, twice, late and in any order; and what could not be known at once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { lookIntoUnknown } from '#flows/look-into-unknown'
import { receiveWebhook } from '#flows/receive-webhook'
import { takeChannelNews } from '#flows/take-channel-news'
import type { ChannelNews, defineChannel, LookUpOutcome, OutgoingMessage, SendOutcome } from '#ports/channel'
import { messageHandle } from '#ports/message-handle'
import { getConnection } from '#store/connections'
import { inTransaction } from '#store/database'
import { planMessage } from '#store/outbox'
import { isSuppressed, liftSuppression } from '#store/suppressions'
import { accepted, outboxWorld, thursdayNoon, type World } from '#test/support/outbox-world'
import type { Id } from '#values/id'

let world: World
const looks: string[] = []
let lookUp = async (): Promise<LookUpOutcome> => ({ kind: 'unclear' })
let sms: (message: OutgoingMessage) => Promise<SendOutcome> = async () => accepted
let report: readonly ChannelNews[] = []
const texts: OutgoingMessage[] = []

beforeAll(async () => {
  world = await outboxWorld()
  const channels = world.shell.shelves.channels as Map<string, ReturnType<typeof defineChannel>>
  const postbox = channels.get('postbox')
  if (postbox === undefined) throw new Error('no postbox')
  channels.set('postbox', {
    ...postbox,
    lookUp: async (_context, { handle }) => {
      looks.push(handle)
      return lookUp()
    },
  })
  channels.set('texts', {
    ...postbox,
    id: 'texts',
    carries: 'sms',
    send: async (_context, message) => {
      texts.push(message)
      return sms(message)
    },
    receiveNews: () => ({ ok: true, news: report, answer: 'OK' }),
  })
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(thursdayNoon)
  world.mailbox.length = 0
  texts.length = 0
  looks.length = 0
  lookUp = async () => ({ kind: 'unclear' })
  sms = async () => accepted
  world.behaviour.send = async () => accepted
})

const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000))

async function sentMail(addresses: readonly string[] = ['jan@beta.example'], medium: 'email' | 'sms' | 'letter' = 'email') {
  const company = await world.company()
  const { companyId } = company
  const connectionId = await company.connect('channel', medium === 'sms' ? 'texts' : 'postbox', [medium === 'sms' ? 'sms' : 'email'])
  const customerId = await company.customer({ name: 'Beta', email: addresses.join(', ') })
  const write = async (key = 'report:1') => {
    const to = addresses.map((address) => ({ address }))
    const content = { medium, to, language: 'pl', subject: 'Temat', text: 'Treść', html: '', attachments: [] }
    const payload = { template: 'report-mail', reportId: 'r1', content } as { readonly template: string }
    await inTransaction(world.database, (tx) =>
      planMessage(tx, companyId, { key, customerId, payload, state: 'planned', reason: null, cause: 'test' }, world.clock.now()),
    )
    await deliverOutbox(world.shell, { companyId })
  }
  await write()
  const [row] = await company.rows()
  const handle = messageHandle(`${companyId}/report:1`)
  const tell = (news: Partial<Extract<ChannelNews, { kind: 'delivery' }>>) =>
    takeChannelNews(world.shell, { companyId, connectionId }, [
      {
        kind: 'delivery',
        eventId: `e${Math.random()}`,
        handle,
        address: null,
        state: 'bounced',
        permanent: true,
        detail: '5.1.1',
        ...news,
      },
    ])
  const state = async () => (await company.rows()).map((each) => [each.state, each.delivery])
  return { company, companyId, connectionId, customerId, write, row, handle, tell, state }
}

const tasksOf = (companyId: Id) =>
  world.database.selectFrom('tasks').select(['kind', 'customer_id']).where('company_id', '=', companyId).orderBy('task_id').execute()

test('T68 a bounce flags the address, makes one task, and the next message does not go; once lifted it does', async () => {
  const mail = await sentMail()
  expect(mail.row?.handle).toBe(mail.handle)
  expect(await mail.tell({ eventId: 'mail:1' })).toBe(1)
  expect(await mail.state()).toEqual([['done', 'bounced']])
  expect(await isSuppressed(world.database, mail.companyId, ' Jan@Beta.example')).toBe(true)
  expect(await tasksOf(mail.companyId)).toEqual([{ kind: 'address-bounced', customer_id: mail.customerId }])
  await mail.write('report:2')
  expect((await mail.company.rows()).map((row) => [row.state, row.reason])).toEqual([
    ['done', null],
    ['withheld', 'address-suppressed'],
  ])
  expect(world.mailbox).toHaveLength(1)
  const { suppression_id } = await world.database
    .selectFrom('suppressed_addresses')
    .select('suppression_id')
    .where('company_id', '=', mail.companyId)
    .executeTakeFirstOrThrow()
  await liftSuppression(world.database, mail.companyId, suppression_id, 'person:x', world.clock.now())
  await mail.write('report:3')
  expect(world.mailbox).toHaveLength(2)
})

test('T81 the same report a hundred times at once has one effect', async () => {
  const mail = await sentMail()
  await Promise.all(Array.from({ length: 100 }, () => mail.tell({ eventId: 'mail:1' })))
  expect(await tasksOf(mail.companyId)).toHaveLength(1)
  const struckOff = await world.database
    .selectFrom('suppressed_addresses')
    .select('address')
    .where('company_id', '=', mail.companyId)
    .execute()
  expect(struckOff).toEqual([{ address: 'jan@beta.example' }])
})

test('T82 reports in any order end in the same: a complaint outweighs a delivery, a delivery a bounce', async () => {
  const orders = [
    ['delivered', 'bounced'],
    ['bounced', 'delivered'],
    ['complained', 'delivered'],
    ['delivered', 'complained'],
  ] as const
  const ends: unknown[] = []
  for (const order of orders) {
    const mail = await sentMail()
    for (const state of order) await mail.tell({ state, permanent: false })
    ends.push((await mail.state())[0]?.[1])
  }
  expect(ends).toEqual(['delivered', 'delivered', 'complained', 'complained'])
})

test('a report of a message that we have not sent, or that another company has, is not believed', async () => {
  const mail = await sentMail()
  const other = await sentMail(['jan@beta.example'])
  expect(await mail.tell({ handle: 'f'.repeat(40) })).toBe(0)
  expect(await mail.tell({ handle: other.handle })).toBe(0)
  expect(await isSuppressed(world.database, mail.companyId, 'jan@beta.example')).toBe(false)
  expect(await other.state()).toEqual([['done', null]])
})

test('a full mailbox strikes nobody off the first time, the third time within a fortnight it does', async () => {
  const mail = await sentMail()
  for (const key of ['report:1', 'report:2', 'report:3']) {
    if (key !== 'report:1') await mail.write(key)
    expect(await isSuppressed(world.database, mail.companyId, 'jan@beta.example')).toBe(false)
    await mail.tell({ handle: messageHandle(`${mail.companyId}/${key}`), permanent: false, detail: '5.2.2' })
  }
  expect(await isSuppressed(world.database, mail.companyId, 'jan@beta.example')).toBe(true)
})

test('of several addresses only the one that bounced is left out of the next message', async () => {
  const mail = await sentMail(['jan@beta.example', 'ola@beta.example'])
  await mail.tell({ address: 'OLA@beta.example' })
  await mail.write('report:2')
  expect(world.mailbox.at(-1)?.to).toEqual([{ address: 'jan@beta.example' }])
})

test('T69 an answer of "stop" or "wrong person" stops the address, any other becomes a task alone', async () => {
  const mail = await sentMail()
  const answer = (says: 'stop' | 'wrong-person' | 'something', eventId: string) =>
    takeChannelNews(world.shell, mail, [
      { kind: 'reply', eventId, handle: null, address: 'jan@beta.example', says, text: 'to nie do mnie' },
    ])
  await answer('something', 'r1')
  expect(await isSuppressed(world.database, mail.companyId, 'jan@beta.example')).toBe(false)
  await answer('wrong-person', 'r2')
  await answer('wrong-person', 'r2')
  expect(await isSuppressed(world.database, mail.companyId, 'jan@beta.example')).toBe(true)
  expect((await tasksOf(mail.companyId)).map(({ kind }) => kind)).toEqual(['customer-replied', 'address-wrong-person'])
})

describe('text messages', () => {
  test('go by the gateway and not by mail, and a report that comes through its address settles them; twice changes nothing', async () => {
    const text = await sentMail(['500 100 200'], 'sms')
    expect(texts).toHaveLength(1)
    expect(world.mailbox).toHaveLength(0)
    const { webhookKey } = await getConnection(world.database, text.companyId, text.connectionId)
    report = [
      {
        kind: 'delivery',
        eventId: 'A:404',
        handle: text.handle,
        address: '+48500100200',
        state: 'delivered',
        permanent: false,
        detail: '404',
      },
    ]
    const call = () => receiveWebhook(world.shell, { webhookKey, request: { headers: {}, query: {}, body: new Uint8Array() } })
    expect(await call()).toMatchObject({ repeated: false, answer: 'OK' })
    expect(await call()).toMatchObject({ repeated: true, answer: 'OK' })
    expect(await text.state()).toEqual([['done', 'delivered']])
  })

  test('T60 a gateway that answers after its time-out: the outcome is unknown, its report says that it went, and it is sent once', async () => {
    sms = async () => ({ kind: 'unknown', detail: 'timeout' })
    const text = await sentMail(['500100200'], 'sms')
    expect(await text.state()).toEqual([['unknown', null]])
    later(60)
    await deliverOutbox(world.shell, { companyId: text.companyId })
    await text.tell({ state: 'delivered', permanent: false })
    expect(await text.state()).toEqual([['done', 'delivered']])
    expect(texts).toHaveLength(1)
  })

  test('a number that the gateway refuses is struck off, a country that is not allowed is not', async () => {
    sms = async () => ({ kind: 'refused', reason: 'bad-address', detail: '13' })
    const dead = await sentMail(['500100200'], 'sms')
    expect(await dead.state()).toEqual([['failed', null]])
    expect(await isSuppressed(world.database, dead.companyId, '+48 500 100 200')).toBe(true)
    sms = async () => ({ kind: 'refused', reason: 'country', detail: 'DE' })
    const abroad = await sentMail(['+4915123456789'], 'sms')
    expect((await abroad.company.rows()).map(({ state, reason }) => [state, reason])).toEqual([['failed', 'country']])
    expect(await isSuppressed(world.database, abroad.companyId, '+4915123456789')).toBe(false)
  })
})

describe('T60 looking into an unknown outcome', () => {
  const unknown = async () => {
    world.behaviour.send = async () => ({ kind: 'unknown', detail: 'timeout' })
    const mail = await sentMail()
    world.behaviour.send = async () => accepted
    return mail
  }

  test('what is found in the mailbox is sent, and nothing goes a second time', async () => {
    const mail = await unknown()
    await lookIntoUnknown(world.shell)
    expect(looks).not.toContain(mail.handle)
    later(3)
    lookUp = async () => ({ kind: 'found', externalId: '<x>' })
    await lookIntoUnknown(world.shell)
    expect(looks).toContain(mail.handle)
    await deliverOutbox(world.shell, { companyId: mail.companyId })
    expect((await mail.company.rows()).map(({ state, reason }) => [state, reason])).toEqual([['done', 'found']])
    expect(world.mailbox).toHaveLength(1)
  })

  test('what is not there waits for a person and is not sent again; while the vendor cannot tell it is asked every ten minutes', async () => {
    const mail = await unknown()
    for (let round = 0; round < 4; round++) {
      later(10)
      await lookIntoUnknown(world.shell)
    }
    expect(looks.filter((handle) => handle === mail.handle)).toHaveLength(4)
    lookUp = async () => ({ kind: 'absent' })
    later(10)
    await lookIntoUnknown(world.shell)
    later(24 * 60)
    await lookIntoUnknown(world.shell)
    await deliverOutbox(world.shell, { companyId: mail.companyId })
    expect((await mail.company.rows()).map(({ state, reason }) => [state, reason])).toEqual([['unknown', 'looked-absent']])
    expect(looks.filter((handle) => handle === mail.handle)).toHaveLength(5)
    expect(world.mailbox).toHaveLength(1)
  })
})

test('of two mail connections the chosen one carries; a letter waits for a person who posts it', async () => {
  const company = await world.company()
  await company.connect('channel', 'postbox', ['email'])
  const chosen = await company.connect('channel', 'postbox', ['email'])
  await world.database
    .updateTable('companies')
    .set({ settings: JSON.stringify({ mailConnectionId: chosen }) })
    .where('company_id', '=', company.companyId)
    .execute()
  const customerId = await company.customer()
  const plan = (key: string, medium: string) =>
    inTransaction(world.database, (tx) => {
      const content = { medium, to: [{ address: 'a@b.example' }], language: 'pl', subject: 's', text: 't', html: '', attachments: [] }
      const payload = { template: 'report-mail', reportId: 'r', content } as { readonly template: string }
      return planMessage(
        tx,
        company.companyId,
        { key, customerId, payload, state: 'planned', reason: null, cause: 'test' },
        world.clock.now(),
      )
    })
  await plan('k1', 'email')
  await plan('k2', 'letter')
  await deliverOutbox(world.shell, { companyId: company.companyId })
  const [mail, letter] = await company.rows()
  expect(mail?.outcome).toMatchObject({ connectionId: chosen })
  expect([letter?.state, letter?.reason]).toEqual(['awaiting-approval', 'letter'])
  expect(world.mailbox).toHaveLength(1)
})
