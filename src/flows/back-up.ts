// Makes one archive file of everything an installation knows; the key of the secrets is not in it.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import type { Clock } from '#ports/clock'
import { backupFrames } from '#store/backup/write-backup'

/** Writes beside the file and renames at the end: a backup that broke off never bears the name of a whole one. */
export async function backUp(connectionString: string, file: string, clock: Clock): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const partial = `${file}.partial`
  try {
    await pipeline(Readable.from(backupFrames(client, clock.now())), createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await client.end()
  }
}
