// Two servers and a worker, each a process of its own, on one PostgreSQL server: work is shared, taken over when a process is killed, and done once.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmtpSandbox } from '#channels/smtp/sandbox'
import { type ApiClient, apiClient } from '#test/support/api-client'
import { ownServer, type ProgramProcess, startProcess } from '#test/support/processes'
import { invoicesUpload, statementUpload } from '#test/support/uploads'

const patienceMs = 150_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let server: Awaited<ReturnType<typeof ownServer>>
let look: pg.Client
const running = new Map<'one' | 'two' | 'worker', ProgramProcess>()
const smtp = createSmtpSandbox()
let base = ''

const processOf = (name: 'one' | 'two' | 'worker'): ProgramProcess => {
  const found = running.get(name)
  if (found === undefined) throw new Error(`${name} does not run`)
  return found
}
let cookies: ReadonlyMap<string, string> = new Map()
const clientOf = (name: 'one' | 'two'): ApiClient => {
  const client = apiClient(processOf(name))
  for (const [key, value] of cookies) client.cookies.set(key, value)
  return client
}

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return (await look.query<Row>(query)).rows
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${patienceMs} ms`)
    await pause(100)
  }
}

const allDone = () =>
  until('every run ends', async () => (await rows(`select 1 from job_runs where state in ('queued', 'running')`)).length === 0)
const allSent = () =>
  until('every message goes', async () => (await rows(`select 1 from outbox where state in ('planned', 'sending')`)).length === 0)

async function startAll(): Promise<void> {
  const started = await Promise.all([
    startProcess('start', server.url),
    startProcess('start', server.url),
    startProcess('worker', server.url),
  ])
  for (const [at, name] of (['one', 'two', 'worker'] as const).entries()) {
    const each = started[at]
    if (each !== undefined) running.set(name, each)
  }
}

const customers = 6
const perFile = 30
const numberOf = (n: number) => `FV/${n + 1}/2026`
const dayBack = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const grossOf = (n: number) => `${100 + n}.00`
const books = () =>
  invoicesUpload(
    Array.from({ length: 2 * perFile }, (_, n) => ({
      number: numberOf(n),
      issueOn: dayBack(20),
      dueOn: dayBack(-10),
      gross: grossOf(n),
      customer: `Odbiorca ${n % customers} sp. z o.o.`,
      email: `biuro${n % customers}@odbiorca.example`,
    })),
  )
const statement = (file: 0 | 1) =>
  statementUpload(
    dayBack(2 - file),
    Array.from({ length: perFile }, (_, i) => {
      const n = file * perFile + i
      return { amount: grossOf(n), title: `Zapłata za ${numberOf(n)}`, payer: `Odbiorca ${n % customers} sp. z o.o.` }
    }),
    file === 0 ? 0n : BigInt(Array.from({ length: perFile }, (_, n) => 100 * (100 + n)).reduce((sum, each) => sum + each, 0)),
  )

/** What both servers show of the books, but for the instant of asking. */
async function shown(name: 'one' | 'two'): Promise<unknown> {
  const client = clientOf(name)
  const paths = ['invoices?limit=100', 'payments?limit=100', 'customers', 'dashboard']
  return Promise.all(paths.map(async (path) => ({ ...(await client.get(`${base}/${path}`)).body, asOf: null })))
}

/** Nothing was lost and nothing was done twice: `paid` invoices, each by one allocation, each payment spent, each message once. */
async function expectBooks(paid: number): Promise<void> {
  expect(await rows(`select status, count(*)::int as n from invoice_balances group by status order by status`)).toEqual(
    [
      { status: 'paid', n: paid },
      { status: 'unpaid', n: 2 * perFile - paid },
    ].filter(({ n }) => n > 0),
  )
  expect(
    await rows(`select count(*)::int as n, count(distinct invoice_id)::int as invoices from entries where kind = 'allocation'`),
  ).toEqual([{ n: paid, invoices: paid }])
  expect(await rows(`select count(*)::int as n from payments`)).toEqual([{ n: paid }])
  const messages = await rows<{ state: string }>(`select state from outbox where kind = 'message'`)
  expect(messages.filter(({ state }) => state !== 'done')).toEqual([])
  expect(new Set(smtp.received.map(({ email }) => email.messageId)).size).toBe(smtp.received.length)
  expect(smtp.received).toHaveLength(messages.length)
}

beforeAll(async () => {
  server = await ownServer()
  console.info(`on ${server.own ? 'the PostgreSQL of this machine' : 'a second embedded server'}`)
  look = new pg.Client(server.url)
  await look.connect()
  await startAll()
}, 120_000)

afterAll(async () => {
  for (const each of running.values()) await each.end('SIGKILL')
  await smtp.stop()
  await look.end()
  await server.stop()
}, 60_000)

describe('two servers and a worker', { timeout: 290_000 }, () => {
  test('started at once on an empty database, they share sessions: who signs in at one is known at the other', async () => {
    const one = apiClient(processOf('one'))
    const account = { name: 'Halina Wójtowicz', email: 'halina@jantar.example', password: 'kawa-z-mlekiem-rano', language: 'pl' }
    expect((await one.post('/api/first-account', account)).status).toBe(200)
    cookies = one.cookies
    expect((await clientOf('two').get('/api/session')).body['user']).toMatchObject({ email: account.email })
    const made = await clientOf('two').post('/api/companies', { name: 'Jantar Elektro sp. z o.o.' })
    base = `/api/companies/${String(made.body['companyId'])}`
    expect((await clientOf('one').get(base)).status).toBe(200)
  })

  test('invoices sent to one and a statement sent to the other are matched by one run each, and both show the same', async () => {
    const { settings } = await smtp.start()
    const one = clientOf('one')
    expect(
      (await one.post(`${base}/connections`, { shelf: 'channel', pluginId: 'smtp', name: 'Poczta', settings, kinds: ['email'] })).status,
    ).toBe(200)
    expect((await one.send('PATCH', base, { settings: { automaticPosting: true, sendingMode: 'automatic' } })).status).toBe(200)
    expect((await one.upload(`${base}/imports`, 'faktury.json', books())).body['state']).toBe('read')
    expect((await clientOf('two').upload(`${base}/imports`, 'wyciag.xml', statement(0))).body['state']).toBe('read')
    await allDone()
    await allSent()
    await expectBooks(perFile)
    expect(smtp.received.length).toBeGreaterThan(0)
    expect(await rows(`select distinct attempt, state from job_runs`)).toEqual([{ attempt: 1, state: 'done' }])
    expect(await shown('one')).toEqual(await shown('two'))
  })

  test('a server and the worker killed in the middle of a run: the other server takes it over, nothing is lost or done twice', async () => {
    // Matching waits for this lock, so that the kill truly comes in the middle; the other server looks away meanwhile.
    await look.query('begin')
    await look.query('lock table matches in access exclusive mode')
    processOf('two').signal('SIGSTOP')
    expect((await clientOf('one').upload(`${base}/imports`, 'wyciag-2.xml', statement(1))).body['state']).toBe('read')
    const second = new pg.Client(server.url)
    await second.connect()
    const runningMatch = async () =>
      (await second.query(`select run_id from job_runs where job = 'match' and state = 'running'`)).rowCount === 1
    await until('the run begins', runningMatch)
    await until(
      'it waits',
      async () => ((await second.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount ?? 0) > 0,
    )
    await Promise.all([processOf('one').end('SIGKILL'), processOf('worker').end('SIGKILL')])
    running.delete('one')
    running.delete('worker')
    await look.query('rollback')
    // The two minutes of the lease, which nobody renews any more.
    await second.query(`update job_runs set lease_until = now() - interval '1 second' where state = 'running'`)
    await second.end()
    processOf('two').signal('SIGCONT')
    await allDone()
    await allSent()
    await expectBooks(2 * perFile)
    expect(await rows(`select attempt from job_runs where job = 'match' order by created_at desc limit 1`)).toEqual([{ attempt: 2 }])
  })

  test('all stopped in good order and started again: a daily round that was missed for three days runs once', async () => {
    expect(await processOf('two').end('SIGTERM')).toBe(0)
    running.clear()
    await look.query(`update schedules set next_run_at = now() - interval '3 days' where job = 'daily-round'`)
    const before = (await rows(`select 1 from job_runs where job = 'daily-round'`)).length
    await startAll()
    await until(
      'the round has run',
      async () => (await rows(`select 1 from job_runs where job = 'daily-round' and state = 'done'`)).length > before,
    )
    await pause(4_000)
    await allDone()
    expect((await rows(`select 1 from job_runs where job = 'daily-round'`)).length).toBe(before + 1)
    expect(await rows(`select trigger, attempt from job_runs where job = 'daily-round' order by created_at desc limit 1`)).toEqual([
      { trigger: 'catch-up', attempt: 1 },
    ])
    expect(await rows(`select next_run_at > now() as ahead from schedules where job = 'daily-round'`)).toEqual([{ ahead: true }])
    await allSent()
    await expectBooks(2 * perFile)
    expect(await shown('one')).toEqual(await shown('two'))
  })
})
