// One embedded server for a whole run of tests, in a temporary folder; started by the first test that asks for a database.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of the run's server. */
    readonly databaseFolder: string
  }
}

/** Nothing of a test outlives its run, so nothing need outlive a power cut. */
export const serverSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

const prefix = 'skarbnik-test-'

let folder: string | null = null

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (folder === null) {
    folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
    for (const left of leftByKilledRuns()) await removeServer(left)
  }
  project.provide('databaseFolder', folder)
  return tearDown
}

/** Every project of the run calls this once; the first call finds the server, which all tests have left by then. */
async function tearDown(): Promise<void> {
  if (folder === null) return
  const own = folder
  folder = null
  await removeServer(own)
}

/** A run that was killed could not stop its server: the next one does. */
function leftByKilledRuns(): readonly string[] {
  const pidOf = (name: string): number => (name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0)
  return readdirSync(tmpdir())
    .filter((name) => pidOf(name) > 0 && !isAlive(pidOf(name)))
    .map((name) => join(tmpdir(), name))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function removeServer(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, 'database', 'cluster'))) {
    // Workers that vitest keeps alive still stand in the list of users; none of them runs a test any more.
    rmSync(join(dataDir, 'database', 'users'), { recursive: true, force: true })
    const server = await startEmbeddedPostgres({ dataDir, settings: serverSettings })
    await server.stop()
  }
  rmSync(dataDir, { recursive: true, force: true })
}
