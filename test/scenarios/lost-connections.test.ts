// Sessions of the database that end in the middle of the work, as at a fail-over: the work ends the same as if they had not.
import pg from 'pg'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { houseTrouble } from '#flows/house-trouble'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { runDunning } from '#flows/run-dunning'
import { verifyAuditChain } from '#store/audit'
import { apiClient, firstCompany } from '#test/support/api-client'
import { startApp } from '#test/support/app'
import { databaseOn, type TestDatabase, testDatabase, testServer } from '#test/support/database'
import { seededRandom } from '#test/support/made-lines'
import { accepted, outboxWorld } from '#test/support/outbox-world'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile } from '#test/support/plain-files'
import { testActor, testCompany, testShell } from '#test/support/shell'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

type Saboteur = { endAll(): Promise<number>; close(): Promise<void> }

/** Ends every session of one database from a session of another. */
async function saboteurOf({ url }: Pick<TestDatabase, 'url'>): Promise<Saboteur> {
  const name = /\/([^/?]*)(?=\?|$)/.exec(url.replace(/^\w+:\/\/[^/]*/, ''))?.[1] ?? ''
  const client = new pg.Client(databaseOn(await testServer(), 'postgres'))
  await client.connect()
  return {
    endAll: async () =>
      (await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])).rowCount ?? 0,
    close: () => client.end(),
  }
}

/** Does the work again until it ends; what breaks it must be the lost connection and nothing else. Says how often it broke. */
async function untilDone(work: () => Promise<unknown>): Promise<number> {
  for (let broken = 0; ; broken++) {
    try {
      await work()
      return broken
    } catch (error) {
      if (houseTrouble(error)?.code !== 'database.lost') throw error
      if (broken > 200) throw new Error('never ends', { cause: error })
    }
  }
}

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const size = 120
const books = () => invoicesFile(Array.from({ length: size }, (_, i) => invoice(`FV/${i + 1}/11/2026`, '2026-11-01', 100 + i)))
const bank = (day: number) =>
  statementsFile(
    statement(
      `2026-11-0${day}`,
      `2026-11-0${day}`,
      0,
      Array.from({ length: size / 4 }, (_, i) => {
        const n = (day - 4) * (size / 4) + i
        return line(`2026-11-0${day}`, 100 + n, `FV/${n + 1}/11/2026`)
      }),
    ),
  )

/** Imports and matches the same books; `disturb` runs beside it. */
async function officeDay(disturb: ((saboteur: Saboteur, stopped: () => boolean) => Promise<void>) | null) {
  const database = await testDatabase()
  closers.push(database.close)
  const shell = testShell(database, { formats: plainFormats })
  closers.push(shell.close)
  const companyId = await testCompany(shell)
  const saboteur = await saboteurOf(database)
  closers.push(saboteur.close)
  let stopped = false
  const disturbance = disturb?.(saboteur, () => stopped)
  let broken = 0
  for (const bytes of [books, () => bank(4), () => bank(5), () => bank(6), () => bank(7)]) {
    broken += await untilDone(() => importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'f', bytes: bytes() }))
    broken += await untilDone(() => matchPayments(shell, { companyId }))
  }
  stopped = true
  await disturbance
  const readAll = () =>
    Promise.all([
      shell.database
        .selectFrom('invoice_balances as b')
        .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
        .select(['i.number', 'b.open_minor', 'b.status'])
        .orderBy('i.number')
        .execute(),
      shell.database.selectFrom('payment_balances').select(['amount_minor', 'unapplied_minor', 'status']).orderBy('amount_minor').execute(),
      shell.database.selectFrom('entries').select(['kind', 'amount_minor']).orderBy('amount_minor').orderBy('kind').execute(),
      shell.database.selectFrom('statement_lines').select(['title']).orderBy('title').execute(),
    ])
  // Connections that were ended last are still in the pool.
  await untilDone(readAll)
  const rows = await readAll()
  return { rows, broken, audit: await verifyAuditChain(shell.database, companyId) }
}

describe('T154 sessions ended in the middle of a transaction', () => {
  test.each([1, 2, 3])('seed %i: import and matching, begun again whenever they broke, end as an undisturbed day does', async (seed) => {
    console.info(`seed ${seed}`)
    const random = seededRandom(seed)
    const calm = await officeDay(null)
    const rough = await officeDay(async (saboteur, stopped) => {
      // Ever more rarely, so that a slow machine comes to an end too.
      for (let n = 0; !stopped(); n++) {
        await pause(15 + random() * 120 + n * 3)
        if (!stopped()) await saboteur.endAll()
      }
    })
    expect(calm.broken).toBe(0)
    expect(rough.broken, 'the work was truly disturbed').toBeGreaterThan(2)
    expect(rough.rows).toEqual(calm.rows)
    expect(rough.audit).toMatchObject({ ok: true })
    expect(calm.rows[0].every(({ status }) => status === 'paid')).toBe(true)
  })

  test('while messages are delivered: none twice, and one that was with the channel is kept as unknown', async () => {
    const world = await outboxWorld()
    onTestFinished(() => world.close())
    const saboteur = await saboteurOf(world)
    onTestFinished(() => saboteur.close())
    const { companyId, connect, customer, invoice: owed, rows } = await world.company()
    await connect('channel', 'postbox', ['email'])
    for (let i = 0; i < 6; i++) await owed(await customer())
    expect((await runDunning(world.shell, { companyId })).planned).toBe(6)
    let ended = 0
    world.behaviour.send = async () => {
      if (world.mailbox.length % 2 === 1) ended += await saboteur.endAll()
      return accepted
    }
    for (let round = 0; round < 12; round++) {
      await deliverOutbox(world.shell, { companyId }).catch((error: unknown) => {
        if (houseTrouble(error) === null) throw error
      })
      world.clock.set(new Date(world.clock.now().getTime() + 900_000))
    }
    const states = (await rows()).map(({ state }) => state)
    expect(ended).toBeGreaterThan(2)
    expect(states.filter((state) => state !== 'done' && state !== 'unknown')).toEqual([])
    expect(new Set(world.mailbox.map(({ key }) => key)).size).toBe(world.mailbox.length)
    expect(world.mailbox).toHaveLength(6)
  })

  test('the API answers with a sentence and works again at the next request, also where people sign in', async () => {
    const app = await startApp({ jobs: false, pages: false })
    onTestFinished(() => app.stop())
    const saboteur = await saboteurOf({ url: app.databaseUrl })
    onTestFinished(() => saboteur.close())
    const { client, base } = await firstCompany(app)
    const statuses: number[] = []
    for (let n = 0; n < 15; n++) {
      const [answers] = await Promise.all([
        Promise.all(
          Array.from({ length: 6 }, (_, i) =>
            i % 2 === 0
              ? client.get(`${base}/invoices`)
              : apiClient(app).post('/api/session', { email: 'halina@jantar.example', password: 'kawa-z-mlekiem-rano' }),
          ),
        ),
        pause(n % 5).then(() => saboteur.endAll()),
      ])
      for (const { status, body } of answers) {
        statuses.push(status)
        if (status !== 200) expect([status, body.code]).toEqual([503, 'database.lost'])
      }
      expect((await client.get(`${base}/invoices`)).status, 'the next request').toBe(200)
    }
    expect(statuses).toContain(200)
    expect((await client.post('/api/session', { email: 'halina@jantar.example', password: 'kawa-z-mlekiem-rano' })).status).toBe(200)
  })
})
