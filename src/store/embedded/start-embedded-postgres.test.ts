import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { isAlive } from './process-identity.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

// Making a cluster takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** One cluster serves all tests that need no special one; each test leaves it stopped. */
const dataDir = mkdtempSync(join(tmpdir(), 'embedded-'))
const elsewhere = mkdtempSync(join(tmpdir(), 'embedded-'))
afterAll(() => {
  for (const folder of [dataDir, elsewhere]) rmSync(folder, { recursive: true, force: true })
})

const pidFile = (): string => join(dataDir, 'database', 'cluster', 'postmaster.pid')
const serverPid = (): number => (existsSync(pidFile()) ? Number.parseInt(readFileSync(pidFile(), 'utf8'), 10) : 0)

async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('the role of the program owns its database, is no superuser, and knows Polish capitals', async () => {
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir })
  const [row] = await ask(
    connectionString,
    "select current_setting('is_superuser') as super, lower('ŁÓDŹ') as lower, current_setting('fsync') as fsync",
  )
  expect(row).toEqual({ super: 'off', lower: 'łódź', fsync: 'on' })
  const asSuperuser = connectionString.replace('skarbnik:', 'postgres:')
  await expect(ask(asSuperuser, 'select 1')).rejects.toThrow(/password authentication failed/)
  await expect(ask(connectionString.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password authentication failed/)
  await stop()
})

test('a server that was stopped keeps its rows and its password, which only this user may read', async () => {
  const first = await startEmbeddedPostgres({ dataDir })
  await ask(first.connectionString, 'create table kept as select 7 as number')
  await first.stop()
  expect(existsSync(pidFile())).toBe(false)
  expect(statSync(join(dataDir, 'database', 'password')).mode & 0o777).toBe(0o600)
  const second = await startEmbeddedPostgres({ dataDir })
  expect(await ask(second.connectionString, 'select number from kept')).toEqual([{ number: 7 }])
  await second.stop()
})

test('two that start at once share one server, and the first to stop leaves it to the other', async () => {
  const [one, other] = await Promise.all([startEmbeddedPostgres({ dataDir }), startEmbeddedPostgres({ dataDir })])
  expect(one.connectionString).toBe(other.connectionString)
  await one.stop()
  await one.stop()
  expect(await ask(other.connectionString, 'select 1 as here')).toEqual([{ here: 1 }])
  const pid = serverPid()
  await other.stop()
  expect(isAlive(pid)).toBe(false)
})

test('a server that is killed is started again without a word from the program', async () => {
  const lines: string[] = []
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) })
  await ask(connectionString, 'create table survives as select 7 as number')
  const killed = serverPid()
  process.kill(killed, 'SIGKILL')
  await expect
    .poll(() => ask(connectionString, 'select number from survives').catch(() => null), { timeout: 15_000 })
    .toEqual([{ number: 7 }])
  expect(serverPid()).not.toBe(killed)
  expect(lines).toContain('PostgreSQL ended by itself, starting it again')
  await stop()
})

test('a pid file whose number belongs to a stranger by now does not stop the server from starting', async () => {
  const first = await startEmbeddedPostgres({ dataDir })
  process.kill(serverPid(), 'SIGKILL')
  await pause(300)
  const lines = readFileSync(pidFile(), 'utf8').split('\n')
  writeFileSync(pidFile(), [String(process.ppid), ...lines.slice(1)].join('\n'))
  const second = await startEmbeddedPostgres({ dataDir })
  expect(await ask(second.connectionString, 'select 1 as here')).toEqual([{ here: 1 }])
  await Promise.all([first.stop(), second.stop()])
})

test('a data folder whose path is too long for a socket listens in the temporary folder', async () => {
  const deep = join(elsewhere, 'a-folder-with-quite-a-long-name'.repeat(3), 'and-another-one')
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir: deep })
  expect(decodeURIComponent(connectionString)).toContain(`host=${join(tmpdir(), 'skarbnik-')}`)
  expect(await ask(connectionString, 'select 1 as here')).toEqual([{ here: 1 }])
  await stop()
})

test('a folder that cannot be written to is named in the failure', async () => {
  const file = join(elsewhere, 'a-file')
  writeFileSync(file, '')
  await expect(startEmbeddedPostgres({ dataDir: file })).rejects.toMatchObject({
    code: 'database.folder-not-writable',
    facts: { folder: file },
  })
})

test('files of another major version are refused and left alone', async () => {
  const old = join(elsewhere, 'old')
  const cluster = join(old, 'database', 'cluster')
  mkdirSync(cluster, { recursive: true })
  writeFileSync(join(cluster, 'PG_VERSION'), '13\n')
  await expect(startEmbeddedPostgres({ dataDir: old })).rejects.toMatchObject({ code: 'database.version-differs', facts: { found: 13 } })
  expect(readFileSync(join(cluster, 'PG_VERSION'), 'utf8')).toBe('13\n')
})

test('files that a killed start left half made are made anew', async () => {
  const broken = join(elsewhere, 'broken')
  const draft = join(broken, 'database', 'cluster.new')
  mkdirSync(draft, { recursive: true })
  writeFileSync(join(draft, 'PG_VERSION'), '18\n')
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir: broken })
  expect(await ask(connectionString, 'select 1 as here')).toEqual([{ here: 1 }])
  expect(existsSync(draft)).toBe(false)
  await stop()
})
