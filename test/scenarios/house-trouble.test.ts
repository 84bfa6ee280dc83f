// The disk of the database is full, or it may only be read: what was begun stops cleanly, says why, and goes on when the trouble is over.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { failureSentences } from '#contract/failure-sentence'
import { readWords } from '#contract/read-words'
import { deliverOutbox } from '#flows/deliver-outbox'
import { houseTrouble } from '#flows/house-trouble'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { runDunning } from '#flows/run-dunning'
import { workOnRun } from '#flows/work-on-run'
import { verifyAuditChain } from '#store/audit'
import { enqueueRun, findRun } from '#store/job-runs'
import { apiClient, firstCompany } from '#test/support/api-client'
import { startApp } from '#test/support/app'
import { databaseOn, testServer } from '#test/support/database'
import { outboxWorld } from '#test/support/outbox-world'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile } from '#test/support/plain-files'
import { testActor, testCompany, testShell } from '#test/support/shell'
import { databaseOnSmallDisk, type SmallDisk } from '#test/support/small-disk'
import { invoicesUpload } from '#test/support/uploads'

const count = 3_000
const books = () => invoicesFile(Array.from({ length: count }, (_, i) => invoice(`FV/${i + 1}/11/2026`, '2026-11-01', 100 + (i % 90))))
const bank = () =>
  statementsFile(
    statement(
      '2026-11-05',
      '2026-11-05',
      0,
      Array.from({ length: count }, (_, i) => line('2026-11-05', 100 + (i % 90), `FV/${i + 1}/11/2026`)),
    ),
  )

const sentenceOf = failureSentences(readWords())
const troubleOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return houseTrouble(error)?.code ?? `no trouble of the house: ${String(error)}`
}

test('every trouble of the house has its sentence in both languages', () => {
  for (const code of ['database.full', 'database.read-only', 'database.lost'])
    for (const language of ['pl', 'en'] as const) expect(sentenceOf(language, code)).not.toBe(code)
})

/** Where the log of the server found no room the server ends and is started again. */
const troubles = ['database.full', 'database.lost']

describe('T153 a full disk', () => {
  let disk: SmallDisk | null
  beforeAll(async () => {
    disk = await databaseOnSmallDisk(320)
  })
  afterAll(() => disk?.close())

  test('during an import and during matching: told as such, nothing by halves, and the same work ends when there is room again', async ({
    skip,
  }) => {
    if (disk === null) return skip('this machine mounts no small disk for a test')
    const shell = testShell(disk, { formats: plainFormats })
    onTestFinished(() => shell.close())
    const companyId = await testCompany(shell)
    const take = (bytes: ReturnType<typeof books>) =>
      importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'f', bytes })
    const rows = async (table: 'invoices' | 'payments' | 'statement_lines' | 'entries' | 'invoice_balances') =>
      Number(
        (
          await shell.database
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<bigint>().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )

    disk.fill(200_000)
    expect(troubles).toContain(await troubleOf(take(books())))
    await disk.free()
    expect([await rows('invoices'), await rows('invoice_balances')]).toEqual([0, 0])
    await take(books())
    expect(await rows('invoices')).toBe(count)

    disk.fill(600_000)
    expect(troubles).toContain(await troubleOf(take(bank())))
    await disk.free()
    expect([await rows('statement_lines'), await rows('payments')]).toEqual([0, 0])
    await take(bank())
    expect(await rows('payments')).toBe(count)

    disk.fill(100_000)
    const { runId } = await enqueueRun(shell.database, {
      companyId,
      job: 'match',
      connectionId: null,
      key: 'k',
      trigger: 'person',
      scheduledFor: shell.clock.now(),
      at: shell.clock.now(),
    })
    const work = () => workOnRun(shell, { companyId, runId }, async () => ({ ...(await matchPayments(shell, { companyId })) }))
    // A server that has ended cannot even be told of the failure: then the lease of the run ends by itself.
    const outcome = await work().catch((error: unknown) => ({ kind: 'later' as const, failure: houseTrouble(error) }))
    expect(outcome).toMatchObject({ kind: 'later', failure: { code: expect.stringMatching(/^database\.(full|lost)$/) } })
    await disk.free()
    expect(await rows('invoice_balances')).toBe(count)
    shell.clock.set(new Date(shell.clock.now().getTime() + 3_600_000))
    expect((await work()).kind).toBe('done')
    expect(await findRun(shell.database, companyId, runId)).toMatchObject({ state: 'done', attempt: 2 })
    const settled = await shell.database.selectFrom('invoice_balances').select('status').where('status', '=', 'paid').execute()
    expect(settled).toHaveLength(count)
    expect(await verifyAuditChain(shell.database, companyId)).toMatchObject({ ok: true })
  })
})

/** Turns writing to one database off or on; sessions that are open are ended, as a fail-over to a copy would. */
async function allowWriting(url: string, allowed: boolean): Promise<void> {
  const name = /\/([^/?]*)(?=\?|$)/.exec(url)?.[1] ?? ''
  const client = new pg.Client(databaseOn(await testServer(), 'postgres'))
  await client.connect()
  await client.query(`alter database ${name} ${allowed ? 'reset' : 'set'} default_transaction_read_only${allowed ? '' : ' = on'}`)
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  await client.end()
  await new Promise((resolve) => setTimeout(resolve, 100))
}

describe('T153 a database that may only be read', () => {
  test('while a statement is sent in: the person is told, reading goes on, and the same file goes in afterwards', async () => {
    const app = await startApp({ jobs: false, pages: false })
    onTestFinished(() => app.stop())
    const { client, base } = await firstCompany(app)
    const file = invoicesUpload([{ number: 'FV/1', issueOn: '2026-10-01', dueOn: '2026-10-15', gross: '123.45', customer: 'Klon' }])
    await allowWriting(app.databaseUrl, false)
    const refused = await client.upload(`${base}/imports`, 'faktury.json', file)
    expect([refused.status, refused.body.code, refused.body['message']]).toEqual([
      503,
      'database.read-only',
      sentenceOf('pl', 'database.read-only'),
    ])
    expect((await client.get(`${base}/invoices`)).body['rows']).toEqual([])
    expect((await apiClient(app).get('/api/health')).status).toBe(200)
    await allowWriting(app.databaseUrl, true)
    expect((await client.upload(`${base}/imports`, 'faktury.json', file)).body['state']).toBe('read')
    expect((await client.get(`${base}/invoices`)).body['rows']).toHaveLength(1)
  })

  test('while messages go out: none goes that could not be noted before, and each goes once when writing is allowed again', async () => {
    const world = await outboxWorld()
    onTestFinished(() => world.close())
    const { companyId, connect, customer, invoice: owed, rows } = await world.company()
    await connect('channel', 'postbox', ['email'])
    for (let i = 0; i < 5; i++) await owed(await customer())
    expect((await runDunning(world.shell, { companyId })).planned).toBe(5)
    world.behaviour.send = async () => {
      // The third message is with the channel when the database stops taking anything.
      if (world.mailbox.length === 3) await allowWriting(world.url, false)
      return { kind: 'accepted', externalId: '<id>', detail: '250 OK' }
    }
    await deliverOutbox(world.shell, { companyId }).catch(() => undefined)
    expect(world.mailbox).toHaveLength(3)
    await allowWriting(world.url, true)
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['done', 'done', 'planned', 'planned', 'sending'])
    for (let hour = 0; hour < 3; hour++) {
      world.clock.set(new Date(world.clock.now().getTime() + 1_200_000))
      await deliverOutbox(world.shell, { companyId })
    }
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['done', 'done', 'done', 'done', 'unknown'])
    expect(new Set(world.mailbox.map(({ key }) => key)).size).toBe(world.mailbox.length)
    expect(world.mailbox).toHaveLength(5)
  })
})
