// Sessions and links as they travel over HTTP: what a cookie carries, what ends it, and whose address stands in a mail.
import { request as httpRequest } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { saveMember } from '#store/members'
import { type ApiClient, apiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { readId } from '#values/id'

const password = 'zielony-rower-w-deszczu'
const smtp = createSmtpSandbox()
let app: TestApp
let owner: ApiClient
let base: string
let companyId: string

beforeAll(async () => {
  const { settings } = await smtp.start()
  const smtpUrl = `smtp://${encodeURIComponent(String(settings['user']))}:${String(settings['password'])}@127.0.0.1:${String(settings['port'])}?security=none`
  app = await startApp({ jobs: false, pages: false, configuration: { smtpUrl, publicUrl: 'https://naleznosci.jantar.example' } })
  const first = await firstCompany(app)
  owner = first.client
  base = first.base
  companyId = readId('company', first.companyId) ?? ''
})

afterAll(async () => {
  await smtp.stop()
  await app.stop()
})

async function member(
  name: string,
  role: string,
): Promise<{ readonly client: ApiClient; readonly userId: string; readonly email: string }> {
  const email = `${name}@jantar.example`
  const { userId } = await app.house.doors.signIn.makeAccount({ name, email, password, language: 'pl' })
  await saveMember(app.house.shell.database, companyId, { userId, role, createdAt: new Date() })
  const client = apiClient(app)
  expect((await client.post('/api/session', { email, password })).status).toBe(200)
  return { client, userId, email }
}

/** A request as a stranger may write it, every header his own. */
const raw = (path: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(
      app.url + path,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })

describe('T125 the session cookie', () => {
  test('is closed to scripts, to other sites and to plain http, and belongs to the whole host', async () => {
    await member('piotr', 'viewer')
    const answer = await apiClient(app).post('/api/session', { email: 'piotr@jantar.example', password })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Secure|Host)-/)
      for (const flag of [/; ?HttpOnly/i, /; ?Secure/i, /; ?SameSite=(Lax|Strict)/i, /; ?Path=\//i]) expect(cookie).toMatch(flag)
      expect(cookie).not.toMatch(/; ?Domain=/i)
    }
  })

  test('that a stranger laid into the browser before is not the one after signing in', async () => {
    const { client: stranger } = await member('obcy', 'viewer')
    const planted = new Map(stranger.cookies)
    const victim = apiClient(app)
    for (const [name, value] of planted) victim.cookies.set(name, value)
    await member('ofiara', 'viewer')
    expect((await victim.post('/api/session', { email: 'ofiara@jantar.example', password })).status).toBe(200)
    for (const [name, value] of planted) expect(victim.cookies.get(name)).not.toBe(value)
    expect((await victim.get('/api/session')).body['user']).toMatchObject({ email: 'ofiara@jantar.example' })
    expect((await stranger.get('/api/session')).body['user']).toMatchObject({ email: 'obcy@jantar.example' })
  })

  test('is worth nothing after signing out, also when somebody has kept a copy', async () => {
    const { client } = await member('anna', 'accounting')
    const kept = new Map(client.cookies)
    await client.send('DELETE', '/api/session')
    const thief = apiClient(app)
    for (const [name, value] of kept) thief.cookies.set(name, value)
    expect((await thief.get(`${base}/invoices`)).status).toBe(401)
    expect((await thief.get('/api/session')).body['user']).toBeNull()
  })

  test('of a changed password ends every other session', async () => {
    const { client, email } = await member('ewa', 'accounting')
    const elsewhere = apiClient(app)
    await elsewhere.post('/api/session', { email, password })
    expect((await client.send('POST', '/api/me/password', { current: password, password: 'nowe-haslo-na-wiosne' })).status).toBe(200)
    expect((await elsewhere.get(`${base}/invoices`)).status).toBe(401)
    expect((await client.get(`${base}/invoices`)).status).toBe(200)
  })
})

describe('T125 rights that were taken away', () => {
  test('a member taken out finds nothing from the next request on', async () => {
    const { client, userId } = await member('jan', 'administrator')
    expect((await client.get(`${base}/invoices`)).status).toBe(200)
    expect((await owner.send('DELETE', `${base}/people/${userId}`)).status).toBe(200)
    expect((await client.get(`${base}/invoices`)).body.code).toBe('company.not-found')
  })

  test('another role holds from the next request on, in both directions', async () => {
    const { client, userId } = await member('maria', 'administrator')
    expect((await client.get(`${base}/tokens`)).status).toBe(200)
    await owner.send('PATCH', `${base}/people/${userId}`, { role: 'viewer' })
    expect((await client.get(`${base}/tokens`)).body.code).toBe('access.denied')
    await owner.send('PATCH', `${base}/people/${userId}`, { role: 'administrator' })
    expect((await client.get(`${base}/tokens`)).status).toBe(200)
  })

  test('an account that was switched off is nobody', async () => {
    const { client, userId } = await member('tomasz', 'accounting')
    await sql`update sign_in.users set "disabledAt" = now() where id = ${userId}`.execute(app.house.shell.database)
    expect((await client.get(`${base}/invoices`)).status).toBe(401)
  })
})

describe('T124 the link for a new password', () => {
  test('names the address of this installation, whatever Host and proxies say, and works once', async () => {
    const { email } = await member('zofia', 'accounting')
    const before = smtp.received.length
    const lies = { host: 'zly.example', 'x-forwarded-host': 'zly.example', 'x-forwarded-proto': 'http', origin: 'https://zly.example' }
    expect(await raw('/api/password/forgot', lies, { email })).toBe(200)
    expect(smtp.received).toHaveLength(before + 1)
    const mail = smtp.received.at(-1)
    expect(mail?.raw).not.toContain('zly.example')
    const token = /https:\/\/naleznosci\.jantar\.example\/password\/([\w-]+)/.exec(mail?.email.text ?? '')?.[1] ?? ''
    expect(token.length).toBeGreaterThanOrEqual(22)
    const client = apiClient(app)
    expect((await client.post('/api/password/reset', { token, password: 'calkiem-inne-haslo' })).status).toBe(200)
    expect((await client.post('/api/password/reset', { token, password: 'jeszcze-inne-haslo' })).body.code).toBe('session.token-expired')
    expect((await client.post('/api/session', { email, password: 'calkiem-inne-haslo' })).status).toBe(200)
  })

  test('is asked for with the same answer for an address that nobody has', async () => {
    const before = smtp.received.length
    const [known, unknown] = [
      await owner.post('/api/password/forgot', { email: 'halina@jantar.example' }),
      await owner.post('/api/password/forgot', { email: 'nikt@jantar.example' }),
    ]
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    expect(smtp.received).toHaveLength(before + 1)
  })

  test('a wrong password and an unknown address are told apart by nothing', async () => {
    await member('karol', 'viewer')
    const answers = await Promise.all(
      ['karol@jantar.example', 'nikt2@jantar.example'].map((email) =>
        apiClient(app).post('/api/session', { email, password: 'nie-to-haslo-wcale' }),
      ),
    )
    const [wrong, unknown] = answers.map(({ status, body }) => [status, body.code, body['message']])
    expect(wrong).toEqual(unknown)
  })
})
