// The team is told: who hears of what, by which medium, when, and never twice.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alertTeam } from '#flows/alert-team'
import { deliverOutbox } from '#flows/deliver-outbox'
import { noChoices, saveAlertChoices } from '#store/alert-choices'
import { inTransaction } from '#store/database'
import { saveMember } from '#store/members'
import { newId } from '#store/new-id'
import { outboxWorld, type World } from '#test/support/outbox-world'
import type { Id } from '#values/id'

let world: World
beforeAll(async () => {
  world = await outboxWorld()
})
afterAll(() => world.close())

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
