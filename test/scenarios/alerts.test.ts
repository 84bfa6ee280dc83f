// The team is told: who hears of what, by which medium, when, and never twice.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { alertTeam } from '#flows/alert-team'
import { ownAlerts } from '#flows/choose-alerts'
import { chooseTeams } from '#flows/choose-teams'
import { deliverOutbox } from '#flows/deliver-outbox'
import { tellDue } from '#flows/tell-due'
import { tellLargePayments, tellUnplaced } from '#flows/tell-payments'
import { noChoices, saveAlertChoices } from '#store/alert-choices'
import { inTransaction } from '#store/database'
import { saveMember } from '#store/members'
import { newId } from '#store/new-id'
import { listPayments } from '#store/payments'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import { testActor } from '#test/support/shell'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()

async function person(companyId: Id, name: string, role: string, language = 'pl'): Promise<string> {
  const userId = newId()
  const email = `${name}.${userId}@jantar.example`
  await sql`insert into sign_in.users (id, name, email, "emailVerified", language, "createdAt", "updatedAt")
    values (${userId}, ${name}, ${email}, true, ${language}, ${world.clock.now()}, ${world.clock.now()})`.execute(world.database)
  await saveMember(world.database, companyId, { userId, role, createdAt: world.clock.now() })
  return userId
}

const alert = (companyId: Id, over: Partial<Parameters<typeof alertTeam>[2]> = {}) =>
  inTransaction(world.database, (tx) =>
    alertTeam(tx, world.shell, {
      companyId,
      topic: 'large-payment',
      key: 'payment-1',
      facts: { payer: 'Alfa sp. z o.o.', amountMinor: '12345600', currency: 'PLN', on: '2026-11-18' },
      link: '/payments',
      at: world.clock.now(),
      ...over,
    }),
  )

/** Hard blanks as plain ones. */
const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00A0', ' ')

type Content = {
  readonly medium: string
  readonly subject: string
  readonly text: string
  readonly to: readonly { readonly address: string }[]
}
const contentsOf = async (companyId: Id): Promise<readonly Content[]> =>
  (await rows(companyId)).map((row) => (row.payload as { content: Content }).content)

const rows = (companyId: Id) =>
  world.database.selectFrom('outbox').selectAll().where('company_id', '=', companyId).orderBy('outbox_id').execute()

test('a large payment is told to accounting and the owner by e-mail, each in his language, and the second time to nobody', async () => {
  const { companyId, connect } = await world.company()
  await connect('channel', 'postbox', ['email'])
  await person(companyId, 'Anna', 'accounting')
  await person(companyId, 'Owen', 'owner', 'en')
  await person(companyId, 'Sylwia', 'sales')
  await person(companyId, 'Wiktor', 'viewer')
  expect(await alert(companyId)).toBe(2)
  expect(await alert(companyId)).toBe(0)
  const before = world.mailbox.length
  await deliverOutbox(world.shell, { companyId })
  const sent = world.mailbox.slice(before)
  expect(sent.map((message) => plain(message.subject)).sort()).toEqual([
    'Duża wpłata: 123 456,00 zł, Alfa sp. z o.o.',
    'Large payment: 123,456.00 zł, Alfa sp. z o.o.',
  ])
  expect(sent.every((message) => message.to.length === 1)).toBe(true)
})

test('whoever’s account is closed is told nothing, whatever he had chosen', async () => {
  const { companyId } = await world.company()
  const gone = await person(companyId, 'Grażyna', 'owner')
  const stays = await person(companyId, 'Anna', 'accounting')
  await saveAlertChoices(world.database, companyId, gone, { ...noChoices, media: { 'large-payment': ['email'] } }, world.clock.now())
  expect(await alert(companyId)).toBe(2)
  await sql`update sign_in.users set "disabledAt" = ${world.clock.now()} where id = ${gone}`.execute(world.database)
  expect(await alert(companyId, { key: 'payment-2' })).toBe(1)
  expect((await contentsOf(companyId)).at(-1)?.to[0]?.address).toContain(stays)
})

test('a salesperson hears of his own customers and of nobody else’s', async () => {
  const company = await world.company()
  const { companyId } = company
  const mine = await person(companyId, 'Sylwia', 'sales')
  const other = await person(companyId, 'Sergiusz', 'sales')
  const customerId = await company.customer({ name: 'Beta' })
  await world.database
    .updateTable('customers')
    .set({ owner_user_id: mine })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .execute()
  const told = await alert(companyId, {
    topic: 'promise-broken',
    key: 'p1',
    customerId,
    facts: { customer: 'Beta', amountMinor: '50000', currency: 'PLN', on: '2026-11-17' },
  })
  expect(told).toBe(1)
  const keys = (await rows(companyId)).map((row) => row.key)
  expect(keys).toEqual([`alert:promise-broken:p1:${mine}:email`])
  expect(keys.some((key) => key.includes(other))).toBe(false)
})

test('a team hears of every block: its people as each of them chose, its mailbox and its channel once; other topics it does not hear', async () => {
  const company = await world.company()
  const { companyId } = company
  const buyer = await person(companyId, 'Zenon', 'viewer')
  const silent = await person(companyId, 'Zofia', 'viewer')
  const seller = await person(companyId, 'Sergiusz', 'sales')
  await saveAlertChoices(world.database, companyId, silent, { ...noChoices, media: { 'customer-blocked': [] } }, world.clock.now())
  const team = { team: 'purchasing', userIds: [buyer, silent], email: 'zakupy@jantar.example', slack: 'C012ABC' } as const
  const service = { team: 'customer-service', userIds: [seller], email: 'zakupy@jantar.example', slack: null } as const
  await chooseTeams(world.shell, { companyId, actor: testActor, teams: [team, service] })
  const customerId = await company.customer({ name: 'Beta' })
  const about = { customerId, key: 'b1', facts: { customer: 'Beta', reason: 'limit' } }
  expect(await alert(companyId, { ...about, topic: 'customer-blocked' })).toBe(4)
  expect(await alert(companyId, { ...about, topic: 'promise-broken' })).toBe(0)
  const keys = (await rows(companyId)).map((row) => row.key.replace('alert:customer-blocked:b1:', '')).sort()
  expect(keys).toEqual([`${buyer}:email`, `${seller}:email`, 'team:customer-service:email', 'team:purchasing:slack'].sort())
  expect((await ownAlerts(world.shell, { companyId, userId: buyer, role: 'viewer' })).topics).toEqual([
    { topic: 'customer-blocked', media: ['email'] },
    { topic: 'customer-released', media: ['email'] },
  ])
  const wrong = (teams: Parameters<typeof chooseTeams>[1]['teams']) => chooseTeams(world.shell, { companyId, actor: testActor, teams })
  await expect(wrong([{ ...team, userIds: ['nobody'] }])).rejects.toMatchObject({ code: 'alerts.person-unknown' })
  await expect(wrong([{ ...team, email: 'zakupy' }])).rejects.toMatchObject({ code: 'alerts.email-wrong' })
  const log = await world.database
    .selectFrom('audit')
    .select('change')
    .where('company_id', '=', companyId)
    .where('action', '=', 'alerts.team-chosen')
    .execute()
  expect(log.map(({ change }) => (change as { after: { team: string } }).after.team)).toEqual(['purchasing', 'customer-service'])
})

test('media, quiet hours and addresses are those that the person chose; a medium without an address is left out', async () => {
  const { companyId } = await world.company()
  const userId = await person(companyId, 'Anna', 'accounting')
  await saveAlertChoices(
    world.database,
    companyId,
    userId,
    {
      ...noChoices,
      media: { 'large-payment': ['sms', 'slack', 'telegram'] },
      quiet: { from: '11:00', until: '15:30' },
      phone: '500 100 200',
      slack: 'U012ABC',
    },
    world.clock.now(),
  )
  expect(await alert(companyId)).toBe(2)
  const written = await rows(companyId)
  expect(written.map((row) => row.next_attempt_at.toISOString())).toEqual(['2026-11-19T14:30:00.000Z', '2026-11-19T14:30:00.000Z'])
  const contents = await contentsOf(companyId)
  expect(contents.map(({ medium, to }) => [medium, to[0]?.address])).toEqual([
    ['sms', '+48500100200'],
    ['slack', 'U012ABC'],
  ])
  expect(plain(contents[0]?.text)).toBe('Duża wpłata: 123 456,00 zł, Alfa sp. z o.o. (Jantar Elektro sp. z o.o.)')
})

test('a choice of no medium silences a topic that is usually told, and an alert with a fact missing still goes', async () => {
  const { companyId } = await world.company()
  const silent = await person(companyId, 'Anna', 'accounting')
  await person(companyId, 'Adam', 'accounting')
  await saveAlertChoices(world.database, companyId, silent, { ...noChoices, media: { 'large-payment': [] } }, world.clock.now())
  expect(await alert(companyId, { facts: { payer: 'Gamma' } })).toBe(1)
  expect(plain((await contentsOf(companyId))[0]?.subject)).toBe('Duża wpłata: –, Gamma')
})

test('a line break in a payer’s name starts no header of its own (T75)', async () => {
  const { companyId } = await world.company()
  await person(companyId, 'Anna', 'accounting')
  await alert(companyId, { facts: { payer: 'Zły\r\nBcc: all@evil.example', amountMinor: '100', currency: 'PLN', on: '2026-11-18' } })
  expect(plain((await contentsOf(companyId))[0]?.subject)).toBe('Duża wpłata: 1,00 zł, Zły Bcc: all@evil.example')
})

test('what could not be told for three days is told no more', async () => {
  const { companyId } = await world.company()
  await person(companyId, 'Anna', 'accounting')
  await alert(companyId)
  const now = world.clock.now()
  world.clock.set(new Date(now.getTime() + 4 * 86_400_000))
  await deliverOutbox(world.shell, { companyId })
  world.clock.set(now)
  expect((await rows(companyId)).map((row) => [row.state, row.reason])).toEqual([['cancelled', 'too-old']])
})

const told = async (companyId: Id): Promise<readonly string[]> => (await contentsOf(companyId)).map(({ subject }) => plain(subject))
const choose = (companyId: Id, userId: string, chosen: Partial<typeof noChoices>) =>
  saveAlertChoices(world.database, companyId, userId, { ...noChoices, ...chosen }, world.clock.now())

test('a payment is large from the sum that each person chose, told once, and an old one is no news', async () => {
  const company = await world.company()
  const { companyId } = company
  const modest = await person(companyId, 'Anna', 'accounting')
  await person(companyId, 'Adam', 'accounting')
  await choose(companyId, modest, { largeFromMinor: 100_000n })
  const ids = [
    await company.payment({ minor: 150_000n }),
    await company.payment({ minor: 6_000_000n }),
    await company.payment({ minor: 90_000n }),
    await company.payment({ minor: 9_000_000n, bookedOn: '2026-10-01' }),
  ]
  const payments = await listPayments(world.database, companyId, ids)
  for (let round = 0; round < 2; round++)
    await inTransaction(world.database, (tx) => tellLargePayments(tx, world.shell, { id: companyId, timeZone: 'Europe/Warsaw' }, payments))
  expect((await rows(companyId)).filter(({ key }) => key.includes(modest))).toHaveLength(2)
  expect((await told(companyId)).toSorted()).toEqual([
    'Duża wpłata: 1 500,00 zł, Ktoś Zupełnie Inny',
    'Duża wpłata: 60 000,00 zł, Ktoś Zupełnie Inny',
    'Duża wpłata: 60 000,00 zł, Ktoś Zupełnie Inny',
  ])
})

test('a payment nobody can place is told after as many days as the person chose, once', async () => {
  const company = await world.company()
  const { companyId } = company
  await person(companyId, 'Adam', 'accounting')
  const patient = await person(companyId, 'Anna', 'accounting')
  await choose(companyId, patient, { unplacedDays: 10 })
  await company.payment({ bookedOn: '2026-11-17' })
  const start = world.clock.now()
  const days: number[] = []
  for (let day = 0; day < 14; day++) {
    world.clock.set(new Date(start.getTime() + day * 86_400_000))
    if ((await tellUnplaced(world.shell, companyId)) > 0) days.push(day)
  }
  world.clock.set(start)
  expect(days).toEqual([1, 8])
})

test('the digest comes at the hour that the person chose, once a day, and is left out when its hour is long past', async () => {
  const company = await world.company()
  const { companyId } = company
  const userId = await person(companyId, 'Anna', 'accounting')
  await choose(companyId, userId, { media: { 'daily-digest': ['email'] }, digestAt: '09:30' })
  await company.invoice(await company.customer(), { minor: 123_400n, dueOn: '2026-11-10' })
  const start = world.clock.now()
  const at = async (time: string) => {
    world.clock.set(new Date(`2026-11-20T${time}:00Z`))
    await tellDue(world.shell)
    return (await rows(companyId)).length
  }
  expect([await at('08:29'), await at('08:30'), await at('08:31'), await at('09:15')]).toEqual([0, 1, 1, 1])
  world.clock.set(new Date('2026-11-21T15:00:00Z'))
  await tellDue(world.shell)
  expect(await rows(companyId)).toHaveLength(1)
  world.clock.set(start)
  const [content] = await contentsOf(companyId)
  expect(plain(content?.text)).toContain('Po terminie: 1 234,00 zł (1 faktura)')
})

test('a connection that fails is told once for each time that it stopped working', async () => {
  const company = await world.company()
  const { companyId } = company
  await person(companyId, 'Olga', 'owner')
  await person(companyId, 'Anna', 'accounting')
  const connectionId = await company.connect('connector', 'books', ['invoices'])
  const fail = (lastSuccess: string) =>
    world.database
      .updateTable('connections')
      .set({
        state: 'needs-attention',
        failure: JSON.stringify({ code: 'connector.auth-expired', facts: {}, at: world.clock.now().toISOString() }),
        last_success_at: new Date(lastSuccess),
      })
      .where('company_id', '=', companyId)
      .where('connection_id', '=', connectionId)
      .execute()
  await fail('2026-11-18T08:00:00Z')
  await tellDue(world.shell)
  await tellDue(world.shell)
  expect(await told(companyId)).toEqual(['Połączenie books nie działa'])
  await fail('2026-11-19T08:00:00Z')
  await tellDue(world.shell)
  expect(await told(companyId)).toHaveLength(2)
})
