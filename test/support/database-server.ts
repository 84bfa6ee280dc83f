// One embedded server for a whole run of tests, in a temporary folder; started by the first test that asks for a database.

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
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

let folder: string | null = null

export function setup(project: TestProject): () => Promise<void> {
  folder ??= mkdtempSync(join(tmpdir(), 'skarbnik-test-'))
  project.provide('databaseFolder', folder)
  return removeServer
}

/** Every project of the run calls this once; the first call finds the server, which its tests have all left by then. */
async function removeServer(): Promise<void> {
  if (folder === null) return
  const dataDir = folder
  folder = null
  if (existsSync(join(dataDir, 'database', 'cluster'))) {
    // Workers that vitest keeps alive still stand in the list of users; none of them runs a test any more.
    rmSync(join(dataDir, 'database', 'users'), { recursive: true, force: true })
    const server = await startEmbeddedPostgres({ dataDir, settings: serverSettings })
    await server.stop()
  }
  rmSync(dataDir, { recursive: true, force: true })
}
