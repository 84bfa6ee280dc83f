// Through the API: what a person is told and where, stopped addresses, letters handed in, a chat linked by its code, a report of the gateway.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmsapiSandbox } from '#channels/smsapi/sandbox'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { createTelegramSandbox } from '#channels/telegram/sandbox'
import { deliverOutbox } from '#flows/deliver-outbox'
import { systemClock } from '#ports/clock'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { bounceOf } from '#test/support/returned-letters'

let app: TestApp
let client: ApiClient
let base: string
const mail = createSmtpSandbox()
const telegram = createTelegramSandbox(systemClock)
const gateway = createSmsapiSandbox(systemClock)
const hooks: string[] = []

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false })
  const first = await firstCompany(app)
  client = first.client
  base = first.base
  for (const [pluginId, sandbox] of [
    ['smtp', mail],
    ['telegram', telegram],
    ['smsapi', gateway],
  ] as const) {
    const { settings } = await sandbox.start()
    const made = await client.post(`${base}/connections`, { shelf: 'channel', pluginId, name: pluginId, settings, kinds: [] })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
  }
  const { body } = await client.get(`${base}/connections`)
  for (const { webhookUrl } of body['connections'] as { webhookUrl: string | null }[]) if (webhookUrl !== null) hooks.push(webhookUrl)
})
afterAll(async () => {
  await app.stop()
  await Promise.all([mail.stop(), telegram.stop(), gateway.stop()])
})

const chosen = (body: Record<string, unknown>) => {
  const { connected: _connected, accountEmail: _email, usual: _usual, telegram: _telegram, ...own } = body
  return own
}

test('a person sees every topic of the role with what is usual, and what is chosen comes back as it was chosen', async () => {
  const { status, body } = await client.get(`${base}/alerts`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    connected: ['email', 'sms', 'telegram'],
    accountEmail: 'halina@jantar.example',
    usual: { largeFrom: { amount: '50000.00', currency: 'PLN' }, unplacedDays: 3, digestAt: '08:00' },
    quiet: null,
    telegram: null,
  })
  expect(body['topics']).toContainEqual({ topic: 'large-payment', media: ['email'] })
  expect(body['topics']).toContainEqual({ topic: 'daily-digest', media: [] })
  const wanted = {
    ...chosen(body),
    topics: [{ topic: 'large-payment', media: ['sms', 'telegram'] }],
    quiet: { from: '20:00', until: '07:00' },
    largeFrom: { amount: '1234.50', currency: 'PLN' },
    phone: '500 100 200',
  }
  const saved = await client.send('PUT', `${base}/alerts`, wanted)
  expect(saved.status).toBe(200)
  expect(saved.body).toMatchObject({ quiet: wanted.quiet, largeFrom: wanted.largeFrom, phone: '500 100 200' })
  expect(saved.body['topics']).toContainEqual({ topic: 'large-payment', media: ['sms', 'telegram'] })
})

test('a phone that is none, two addresses in one, a name for an id, and a sum of one grosz are refused with a sentence', async () => {
  const own = chosen((await client.get(`${base}/alerts`)).body)
  for (const [part, code] of [
    [{ phone: '12' }, 'alerts.phone-wrong'],
    [{ email: 'a@b.example, all@evil.example' }, 'alerts.email-wrong'],
    [{ slack: '#zarząd' }, 'alerts.slack-wrong'],
    [{ largeFrom: { amount: '0.01', currency: 'PLN' } }, 'alerts.sum-too-small'],
  ] as const) {
    const refused = await client.send('PUT', `${base}/alerts`, { ...own, ...part })
    expect([refused.status, refused.body.code]).toEqual([422, code])
  }
})

test('a chat is linked by the code that it sends to the bot, and by no other; then a trial message comes', async () => {
  const { status, body } = await client.post(`${base}/alerts/telegram`)
  expect(status).toBe(200)
  expect(body['bot']).toBe('@jantar_skarbnik_bot')
  telegram.write({ id: 7_000_000_009, name: 'Obcy' }, '/start zgadywany-kod-123')
  expect((await client.post(`${base}/alerts/telegram/check`)).body['telegram']).toBeNull()
  telegram.write({ id: 7_000_000_001, name: 'Halina' }, `/start ${String(body['code'])}`)
  expect((await client.post(`${base}/alerts/telegram/check`)).body['telegram']).toEqual({ name: 'Halina' })
  telegram.write({ id: 7_000_000_009, name: 'Obcy' }, `/start ${String(body['code'])}`)
  expect((await client.post(`${base}/alerts/telegram/check`)).body['telegram']).toEqual({ name: 'Halina' })
  for (const medium of ['telegram', 'sms', 'email']) expect((await client.post(`${base}/alerts/try`, { medium })).status).toBe(200)
  await deliverOutbox(app.house.shell)
  expect(telegram.posted).toMatchObject([{ chat: '7000000001', text: expect.stringMatching(/^Próbna wiadomość ze Skarbnika/) }])
  expect(gateway.sent).toMatchObject([{ to: '48500100200', text: 'Probna wiadomosc ze Skarbnika (Jantar Elektro sp. z o.o.)' }])
  expect(mail.received).toMatchObject([{ to: ['halina@jantar.example'] }])
  expect((await client.send('DELETE', `${base}/alerts/telegram`)).body['telegram']).toBeNull()
  expect((await client.post(`${base}/alerts/try`, { medium: 'telegram' })).body.code).toBe('alerts.no-address')
})

test('an address is stopped once, found, and restored; what is no address is refused', async () => {
  expect((await client.post(`${base}/suppressions`, { address: 'Prezes@Beta.example', why: 'na prośbę' })).status).toBe(200)
  expect((await client.post(`${base}/suppressions`, { address: 'prezes@beta.example' })).body.code).toBe('suppression.known')
  expect((await client.post(`${base}/suppressions`, { address: 'a@b.example, c@d.example' })).body.code).toBe('suppression.address-wrong')
  expect((await client.post(`${base}/suppressions`, { address: '0048 500 100 300' })).status).toBe(200)
  const { body } = await client.get(`${base}/suppressions?q=beta`)
  expect(body).toMatchObject({ total: 1, rows: [{ address: 'prezes@beta.example', reason: 'person', detail: 'na prośbę' }] })
  const [row] = body['rows'] as { suppressionId: string }[]
  expect((await client.send('DELETE', `${base}/suppressions/${row?.suppressionId}`)).status).toBe(200)
  expect((await client.send('DELETE', `${base}/suppressions/${row?.suppressionId}`)).body.code).toBe('suppression.not-found')
  expect((await client.get(`${base}/suppressions`)).body).toMatchObject({ total: 1, rows: [{ address: '+48500100300' }] })
})

test('T68 a bounce handed in as a file strikes off the team’s dead address; the same file twice, and a letter of somebody else, do nothing', async () => {
  const messageId = mail.received[0]?.email.messageId ?? ''
  const letter = Buffer.from(bounceOf(messageId, 'halina@jantar.example'))
  const hand = (raw: Uint8Array) => client.upload(`${base}/suppressions/letters`, 'odbita.eml', raw)
  expect((await hand(letter)).body).toEqual({ outcome: 'bounced', address: 'halina@jantar.example' })
  expect((await hand(letter)).body).toMatchObject({ outcome: 'known' })
  expect((await hand(Buffer.from('From: x@y.example\r\nSubject: Oferta\r\n\r\nstop'))).body).toEqual({ outcome: 'not-ours', address: null })
  expect((await client.get(`${base}/suppressions?q=halina`)).body).toMatchObject({ total: 1, rows: [{ reason: 'bounced' }] })
})

test('T81 a report of the gateway comes by GET to the address of its connection, is answered OK, and twice changes nothing', async () => {
  const [sms] = gateway.sent
  if (sms === undefined || hooks[0] === undefined) throw new Error('nothing was sent')
  const query = new URLSearchParams(gateway.report(sms, 404))
  const path = new URL(hooks[0]).pathname
  for (let time = 0; time < 2; time++) {
    const answer = await fetch(`${app.url}${path}?${query}`)
    expect([answer.status, await answer.text()]).toEqual([200, 'OK'])
  }
  const rows = await app.house.shell.database.selectFrom('outbox').select(['state', 'delivery']).where('delivery', 'is not', null).execute()
  expect(rows).toContainEqual({ state: 'done', delivery: 'delivered' })
  expect((await fetch(`${app.url}/api/webhooks/guessed?${query}`)).status).toBe(404)
})
