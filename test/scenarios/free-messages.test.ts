// A message in a person's own words to one customer: shown as it would go, then through the outbox with its modes, bans and traces.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { previewLetter, sendLetter } from '#flows/send-letter'
import { suppress } from '#store/suppressions'
import { outboxWorld, thursdayNoon, type World } from '#test/support/outbox-world'
import { testActor } from '#test/support/shell'

let world: World
beforeAll(async () => {
  world = await outboxWorld()
}, 60_000)
afterAll(() => world?.close())
beforeEach(() => {
  world.clock.set(thursdayNoon)
  world.mailbox.length = 0
})

const freeText = {
  subject: 'Zmiana rachunku na kaucję',
  text: 'Dzień dobry,\n\nprosimy o telefon w sprawie kaucji {{ klient.nazwa }} <b>jutro</b>.',
}

async function written(over: Parameters<World['company']>[0] = {}, of: { readonly phone?: string; readonly email?: string | null } = {}) {
  const company = await world.company(over)
  await company.connect('channel', 'postbox', ['email'])
  const { companyId } = company
  const customerId = await company.customer({ name: 'Budexim', ...(of.email === undefined ? {} : { email: of.email }) })
  if (of.phone !== undefined)
    await world.database.updateTable('customers').set({ phone: of.phone }).where('customer_id', '=', customerId).execute()
  // He owes, which a message in one's own words does not speak of.
  await company.invoice(customerId, { number: 'FV 77' })
  const wish = (medium: 'email' | 'sms') =>
    ({ companyId, customerId, kind: 'free-text', tone: 'neutral', medium, documentId: null, freeText }) as const
  return {
    companyId,
    customerId,
    preview: (medium: 'email' | 'sms' = 'email') => previewLetter(world.shell, wish(medium)),
    send: async (medium: 'email' | 'sms' = 'email') => {
      await sendLetter(world.shell, { ...wish(medium), actor: testActor })
      await deliverOutbox(world.shell, { companyId })
      return row()
    },
    row,
  }
  function row() {
    return world.database
      .selectFrom('outbox')
      .select(['state', 'reason', 'payload'])
      .where('company_id', '=', companyId)
      .where('kind', '=', 'message')
      .executeTakeFirstOrThrow()
  }
}

test('goes out word for word to the customer, once, with an audit line that does not repeat the words', async () => {
  const of = await written()
  const shown = await of.preview()
  expect(shown.message?.subject).toBe('Zmiana rachunku na kaucję')
  expect((await of.send()).state).toBe('done')
  await deliverOutbox(world.shell, { companyId: of.companyId })
  expect(world.mailbox.map((mail) => mail.subject)).toEqual(['Zmiana rachunku na kaucję'])
  const [mail] = world.mailbox
  // What looks like a variable or a tag is what the person wrote.
  expect(mail?.text).toContain('{{ klient.nazwa }} <b>jutro</b>')
  expect(mail?.html).toContain('&lt;b&gt;jutro&lt;/b&gt;')
  expect(mail?.text).not.toContain('FV 77')
  expect(mail?.to[0]?.address).toMatch(/@klient\.example$/)
  const audit = await world.database
    .selectFrom('audit')
    .select(['action', 'actor_name', 'change'])
    .where('company_id', '=', of.companyId)
    .where('subject_id', '=', of.customerId)
    .execute()
  expect(audit.map((line) => line.action)).toEqual(['letter.sent'])
  expect(JSON.stringify(audit)).not.toContain('kaucj')
})

test.each([
  ['off', {}, ['withheld', 'sending-off']],
  ['dry-run', {}, ['withheld', 'dry-run']],
  ['approve', { fourEyes: true }, ['awaiting-approval', 'approval']],
  ['approve', { fourEyes: false }, ['done', null]],
] as const)('in mode “%s” with %j it is %j', async (sendingMode, settings, expected) => {
  const of = await written({ sendingMode, settings })
  const { state, reason } = await of.send()
  expect([state, reason]).toEqual(expected)
  expect(world.mailbox).toHaveLength(state === 'done' ? 1 : 0)
})

test('goes to no address that is struck off', async () => {
  const of = await written({}, { email: 'biuro@budexim.example' })
  await suppress(world.database, of.companyId, {
    address: 'biuro@budexim.example',
    reason: 'person',
    detail: null,
    customerId: of.customerId,
    outboxId: null,
    createdBy: 'person:x',
    at: thursdayNoon,
  })
  const { state, payload } = await of.send()
  expect([state, JSON.stringify(payload)]).toEqual(['withheld', expect.stringContaining('address-suppressed')])
  expect(world.mailbox).toEqual([])
})

test('by SMS is the text alone with its parts; without a channel it waits, without a number it is held back', async () => {
  const of = await written({}, { phone: '+48 600 100 200' })
  const shown = await of.preview('sms')
  expect(shown.message?.text).toContain('prosimy o telefon')
  expect(shown.sms?.parts).toBe(1)
  const { state, reason } = await of.send('sms')
  expect([state, reason]).toEqual(['planned', 'no-channel'])
  const mute = await written()
  const { state: held, payload } = await mute.send('sms')
  expect([held, JSON.stringify(payload)]).toEqual(['withheld', expect.stringContaining('no-address')])
})
