// A real PostgreSQL server of our own in the data folder: made, started, watched over and stopped by the program.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '#values/failure'
import { type Cluster, database, ensureCluster, passwordIn, role } from './cluster.ts'
import { connectionString, newEndpoint } from './endpoint.ts'
import { withFolderLock } from './folder-lock.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { type Postmaster, type Settings, settled, startPostmaster, stopPostmaster } from './postmaster.ts'
import { isAlive } from './process-identity.ts'
import { serverUser } from './server-user.ts'
import { enter, strikeOut } from './users.ts'

export type EmbeddedPostgres = { readonly connectionString: string; stop(): Promise<void> }

export type EmbeddedOptions = {
  /** Holds everything of the server in its subfolder `database`; made when missing. */
  readonly dataDir: string
  readonly log?: (line: string) => void
  /** Settings of the server beside ours, as in postgresql.conf. */
  readonly settings?: Settings
}

const lookEveryMs = 1_000

/**
 * Starts the server of the data folder, or joins the one that runs there: another process of ours, or one left behind by
 * a killed process. The server is started again when it dies. `stop` ends it once no other process of ours uses it.
 * Throws Failure `database.folder-not-writable`, `database.binaries-missing`, `database.version-differs`, `database.start-failed`.
 */
export async function startEmbeddedPostgres({ dataDir, log = () => undefined, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir, 'database')
  prepare(home, dataDir)
  const folder = join(home, 'cluster')
  const user = serverUser(folder, home)
  const cluster: Cluster = { folder, user, binaries: postgresBinaries(user) }
  const password = passwordIn(join(home, 'password'))
  const lock = join(home, 'lock')
  const users = join(home, 'users')

  async function run(): Promise<Postmaster> {
    const found = await settled(cluster)
    if (found !== null) return found
    await ensureCluster(cluster, password)
    const started = await startPostmaster(cluster, await newEndpoint(home, user), join(home, 'server.log'), settings)
    log(`PostgreSQL ${cluster.binaries.major} started, process ${started.pid}`)
    return started
  }

  let { postmaster, entry } = await withFolderLock(lock, async () => ({ postmaster: await run(), entry: enter(users) }))
  const watch = setInterval(() => void lookAfter(), lookEveryMs).unref()
  let isBusy = false

  async function lookAfter(): Promise<void> {
    if (isBusy || isAlive(postmaster.pid)) return
    isBusy = true
    try {
      log('PostgreSQL ended by itself, starting it again')
      postmaster = await withFolderLock(lock, run)
    } catch (error) {
      log(`PostgreSQL did not start again: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      isBusy = false
    }
  }

  async function stop(): Promise<void> {
    clearInterval(watch)
    if (entry === '') return
    await withFolderLock(lock, async () => {
      const { othersStay } = strikeOut(users, entry)
      const found = othersStay ? null : await settled(cluster)
      if (found !== null) await stopPostmaster(cluster, found)
      entry = ''
    })
  }

  return { connectionString: connectionString(postmaster.endpoint, role, password, database), stop }
}

function prepare(home: string, dataDir: string): void {
  try {
    mkdirSync(home, { recursive: true })
    const probe = join(home, `probe.${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Failure('database.folder-not-writable', { folder: resolve(dataDir), reason }, { cause: error })
  }
}
