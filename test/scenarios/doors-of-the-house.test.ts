// What stands open before anybody has signed in: the first account, the figures for monitoring, and the address that limits count by.
import { networkInterfaces } from 'node:os'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { apiClient } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'

const running: TestApp[] = []
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop()
})

async function open(options: Parameters<typeof startApp>[0] = {}): Promise<TestApp> {
  const app = await startApp({ jobs: false, pages: false, ...options })
  running.push(app)
  return app
}

const account = (n: number) => ({ name: `Osoba ${n}`, email: `osoba${n}@jantar.example`, password: 'kawa-z-mlekiem-rano', language: 'pl' })

describe('the first account', () => {
  test('asked for twenty times at once, in two processes, goes to one person, and the others are told so', async () => {
    const one = await open()
    const two = await open({ databaseUrl: one.databaseUrl })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => apiClient(n % 2 === 0 ? one : two).post('/api/first-account', account(n))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(['session.first-account-exists']),
    )
    const { rows } = await sql`select email from sign_in.users`.execute(one.house.shell.database)
    expect(rows).toHaveLength(1)
  })

  test('refused for its password leaves the place free for another try', async () => {
    const app = await open()
    expect((await apiClient(app).post('/api/first-account', { ...account(1), password: 'ksiegowosc123' })).body.code).toBe(
      'session.password-known',
    )
    expect((await apiClient(app).post('/api/first-account', account(1))).status).toBe(200)
  })
})

describe('the figures for monitoring', () => {
  const read = (url: string, headers: Readonly<Record<string, string>> = {}) => fetch(`${url}/metrics`, { headers })

  test('are read by programs on this machine, and name no company', async () => {
    const app = await open()
    const answer = await read(app.url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('skarbnik_outbox')
  })

  test('stay closed to what a proxy passes on, and open to the token alone', async () => {
    const app = await open({ configuration: { metricsToken: 'token-dla-prometheusa' } })
    const forwarded = { 'x-forwarded-for': '127.0.0.1' }
    expect((await read(app.url, forwarded)).status).toBe(401)
    expect((await read(app.url, { ...forwarded, authorization: 'Bearer token-dla-prometheus' })).status).toBe(401)
    expect((await read(app.url, { ...forwarded, authorization: 'Bearer token-dla-prometheusa' })).status).toBe(200)
  })

  test('without a token nobody from another machine reads them', async ({ skip }) => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address
    if (address === undefined) return skip('this machine has the loopback alone')
    const app = await open({ configuration: { host: '0.0.0.0' } })
    const outside = app.url.replace('127.0.0.1', address)
    expect((await read(outside)).status).toBe(401)
    expect((await read(outside, { authorization: 'Bearer null' })).status).toBe(401)
    expect((await fetch(`${outside}/api/health`)).status).toBe(200)
  })
})

describe('T124 the address that limits count by', () => {
  const attempt = (app: TestApp, from: string, password = 'nie-to-haslo-wcale') =>
    apiClient(app).send('POST', '/api/session', { email: 'osoba1@jantar.example', password }, { 'x-forwarded-for': from })
  const tried = async (app: TestApp, from: (n: number) => string) => {
    await apiClient(app).post('/api/first-account', account(1))
    const codes: unknown[] = []
    for (let n = 0; n < 6; n++) codes.push((await attempt(app, from(n))).body.code)
    return codes
  }

  test('is the one of the socket where no proxy is trusted: another X-Forwarded-For at each try helps no guesser', async () => {
    const app = await open()
    expect((await tried(app, (n) => `203.0.113.${n}`)).at(-1)).toBe('session.locked')
  })

  test('is the last one that a trusted proxy wrote: what the guesser puts before it helps no more, and others may still sign in', async () => {
    const app = await open({ configuration: { trustProxy: true } })
    expect((await tried(app, (n) => `10.0.0.${n}, 203.0.113.9`)).at(-1)).toBe('session.locked')
    expect((await attempt(app, '203.0.113.10', account(1).password)).status).toBe(200)
  })
})
