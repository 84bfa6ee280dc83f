// A data folder on a disk of some hundred megabytes that a test fills and frees, with an embedded server of its own on it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import type { TestDatabase } from './database.ts'

export type SmallDisk = TestDatabase & {
  /** Leaves `bytes` free. */
  fill(bytes: number): void
  /** Resolves when the server answers: one that found no room for its log has ended and is started again. */
  free(): Promise<void>
}

/** Null where this machine cannot give it: mounting takes Linux and root. */
export async function databaseOnSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = mkdtempSync(join(tmpdir(), 'skarbnik-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  const settings = { fsync: 'off', max_wal_size: '64MB', min_wal_size: '32MB', max_connections: '30' }
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir: folder, settings })
  await migrate(connectionString)
  const filler = join(folder, 'filler')
  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('select 1')
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  return {
    url: connectionString,
    fill: (bytes) => {
      rmSync(filler, { force: true })
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
    },
    free: async () => {
      rmSync(filler, { force: true })
      for (let attempt = 0; attempt < 100 && !(await answers()); attempt++) await new Promise((resolve) => setTimeout(resolve, 300))
    },
    close: async () => {
      rmSync(filler, { force: true })
      await stop()
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
