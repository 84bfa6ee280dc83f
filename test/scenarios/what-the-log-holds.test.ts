// The log of the process at its usual level: one JSON line an event whatever strangers send, and nobody's data in it.
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#app/log'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { createWebhookSandbox } from '#channels/webhook/sandbox'
import { deliverOutbox } from '#flows/deliver-outbox'
import { matchPayments } from '#flows/match-payments'
import { runDunning } from '#flows/run-dunning'
import { settableClock, systemClock } from '#ports/clock'
import { type ApiClient, apiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { invoicesUpload, statementUpload } from '#test/support/uploads'
import { readId } from '#values/id'

const written: string[] = []
const lines = (): readonly string[] =>
  written
    .join('')
    .split('\n')
    .filter((line) => line !== '')

const secrets = {
  password: 'kawa-z-mlekiem-rano',
  smtpPassword: 'kanarek-haslo-poczty',
  webhookSecret: 'kanarek-sekret-webhooka-dosc-dlugi',
  email: 'wlasciciel.kanarek@jantar.example',
  customerEmail: 'klient.kanarek@odbiorca.example',
  customerName: 'Kanarkowa Hurtownia',
  account: '61109010140000071219812874',
  title: 'kanarkowy tytul przelewu',
  search: 'kanarkowe-szukanie',
}
const tokens: string[] = []

let app: TestApp
let client: ApiClient
let base: string
const smtp = createSmtpSandbox({ secret: secrets.smtpPassword })
const receiver = createWebhookSandbox(systemClock, { secret: secrets.webhookSecret })

beforeAll(async () => {
  app = await startApp({
    jobs: false,
    log: createLog('info', { write: (line: string) => void written.push(line) }),
    clock: settableClock(new Date('2026-11-19T11:00:00Z')),
  })
  const first = await firstCompany(app)
  client = first.client
  base = first.base
})

afterAll(async () => {
  await smtp.stop()
  await receiver.stop()
  await app.stop()
})

/** Bytes as they are, where a client of good manners would refuse to send them. */
const sendRaw = (bytes: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.end(bytes))
    socket.on('data', () => undefined)
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
  })

async function aDayAtTheOffice(): Promise<void> {
  const { settings } = await smtp.start()
  const { settings: hook } = await receiver.start()
  const companyId = readId('company', base.split('/').at(-1) ?? '') ?? ''
  await client.post(`${base}/connections`, { shelf: 'channel', pluginId: 'smtp', name: 'Poczta', settings, kinds: ['email'] })
  await client.post(`${base}/connections/try`, { shelf: 'channel', pluginId: 'webhook', settings: hook })
  await client.post(`${base}/connections/try`, {
    shelf: 'channel',
    pluginId: 'smtp',
    settings: { ...settings, password: `${secrets.smtpPassword}-zle` },
  })
  await client.send('PATCH', base, { settings: { sendingMode: 'automatic' } })
  const made = await client.post(`${base}/tokens`, { name: 'sklep', scopes: ['invoices.read'], days: 30 })
  tokens.push(String(made.body['token']))
  await apiClient(app, { token: tokens[0] ?? '' }).get(`${base}/invoices`)
  await apiClient(app, { token: 'skb_kanarek-nieznany-token' }).get(`${base}/invoices`)
  const invited = await client.post(`${base}/invitations`, { email: secrets.email, role: 'viewer' })
  tokens.push(String(invited.body['link']).split('/').at(-1) ?? '')
  await apiClient(app).get(`/api/invitations/${tokens.at(-1)}`)
  await apiClient(app).get(`/invitation/${tokens.at(-1)}`)
  await apiClient(app).get('/password/kanarek-token-nowego-hasla')
  await apiClient(app).post('/api/webhooks/kanarek-klucz-webhooka', { a: 1 })
  await apiClient(app).post('/api/session', { email: secrets.email, password: secrets.password })
  await apiClient(app).post('/api/password/forgot', { email: secrets.email })
  await client.get(`${base}/search?q=${secrets.search}`)
  const owed = { number: 'FV/1', issueOn: '2026-10-01', dueOn: '2026-10-15', gross: '123.45' }
  const paid = { amount: '7.77', title: secrets.title, payer: secrets.customerName, account: `PL${secrets.account}` }
  const files = [
    invoicesUpload([{ ...owed, customer: secrets.customerName, email: secrets.customerEmail }]),
    statementUpload('2026-11-18', [paid]),
  ]
  for (const bytes of files) await client.upload(`${base}/imports`, `${secrets.customerName}.txt`, bytes)
  await client.upload(`${base}/imports`, `${secrets.customerName}.bin`, Buffer.from('to nie jest wyciąg'))
  await matchPayments(app.house.shell, { companyId })
  expect((await runDunning(app.house.shell, { companyId })).planned).toBe(1)
  await deliverOutbox(app.house.shell, { companyId })
  expect(smtp.received.length).toBeGreaterThan(0)
}

test('T135 a day of work leaves no password, token, name, address or account in the log', async () => {
  await aDayAtTheOffice()
  const log = lines().join('\n')
  expect(lines().length).toBeGreaterThan(20)
  expect(log).toContain(`"path":"${base}/invoices"`)
  for (const [what, secret] of Object.entries(secrets)) expect(log.includes(secret), what).toBe(false)
  for (const token of tokens) expect(log.includes(token), token).toBe(false)
  expect(log).not.toMatch(/kanarek-token-nowego-hasla|kanarek-klucz|kanarek-nieznany/)
  expect(log, 'no address of anybody').not.toMatch(/[\w.]+@[\w.]+\.[a-z]{2,}/)
  for (const cookie of client.cookies.values()) expect(log).not.toContain(cookie.slice(0, 24))
})

test('T135 line breaks, escape codes and JSON in paths, headers and names forge no line', async () => {
  const before = lines().length
  const forged = '{"level":30,"msg":"forged"}'
  await apiClient(app).get(`/api/${encodeURIComponent(`\r\n${forged}\r\n`)}`)
  await apiClient(app).get(`/%0d%0a%1b[31m${encodeURIComponent(forged)}`)
  expect((await apiClient(app).get('/%E0%A4%A')).status).toBe(404)
  await apiClient(app).send('GET', '/api/session', undefined, { 'user-agent': `x\t${forged}`, 'accept-language': forged })
  await client.upload(`${base}/imports`, `\r\n${forged}\u001b[2J\u2028.csv`, Buffer.from('x'))
  await sendRaw(`GET /a\u001b[31m${forged} HTTP/1.1\r\nHost: x\r\nX-A: \u001b]0;x\u0007\r\n\r\n`)
  await sendRaw(`GET /a HTTP/1.1\r\nHost: x\r\n${forged}\r\n\r\n`)
  const added = lines().slice(before)
  expect(added.length).toBeGreaterThanOrEqual(5)
  for (const line of added) {
    const parsed = JSON.parse(line) as { readonly msg?: string; readonly level?: unknown }
    expect(parsed.msg).not.toBe('forged')
    expect(line).not.toMatch(/[\u0000-\u001f\u007f\u0080-\u009f]/)
  }
})
