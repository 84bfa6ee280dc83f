import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isAlive } from './process-identity.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

// Each test makes a cluster of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kills-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** A program of its own that commits the numbers from `first` on and tells each one after its commit. */
const writer = `
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import pg from 'pg'
const { connectionString } = await startEmbeddedPostgres({ dataDir: process.argv[1] })
const client = new pg.Client(connectionString)
await client.connect()
await client.query('create table if not exists committed (number int primary key)')
for (let number = Number(process.argv[2]); ; number++) {
  await client.query('insert into committed values ($1)', [number])
  console.log(number)
}`

/** Starts the writer; `told` grows with every number that it told as committed. */
function startWriter(first: number): { readonly child: ChildProcess; readonly told: number[] } {
  const told: number[] = []
  const root = join(import.meta.dirname, '..', '..', '..')
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', writer, dataDir, String(first)]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface({ input: child.stdout }).on('line', (line) => told.push(Number(line)))
  return { child, told }
}

const serverPid = (): number => Number.parseInt(readFileSync(join(dataDir, 'database', 'cluster', 'postmaster.pid'), 'utf8'), 10)

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await gone
}

async function committedNumbers(url: string): Promise<readonly number[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ number: number }>('select number from committed order by number')
  await client.end()
  return rows.map((row) => row.number)
}

test('a program that is killed leaves its server to the next one, which stops it in the end', async () => {
  const { child, told } = startWriter(1)
  await expect.poll(() => told.length, { timeout: 15_000 }).toBeGreaterThan(20)
  await kill(child)
  const left = serverPid()
  expect(isAlive(left)).toBe(true)
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir })
  expect(serverPid()).toBe(left)
  expect(await committedNumbers(connectionString)).toEqual(expect.arrayContaining(told))
  await stop()
  expect(isAlive(left)).toBe(false)
  expect(existsSync(join(dataDir, 'database', 'cluster', 'postmaster.pid'))).toBe(false)
})

test('in five rounds of killing program and server at once no committed row is lost', async () => {
  const told: number[] = []
  for (let round = 1; round <= 5; round++) {
    const writer = startWriter(round * 1_000_000)
    await expect.poll(() => writer.told.length, { timeout: 20_000 }).toBeGreaterThan(30)
    await pause(round * 37)
    process.kill(serverPid(), 'SIGKILL')
    await kill(writer.child)
    told.push(...writer.told)
  }
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir })
  const kept = new Set(await committedNumbers(connectionString))
  expect(told.filter((number) => !kept.has(number))).toEqual([])
  expect(told.length).toBeGreaterThan(150)
  await stop()
})
