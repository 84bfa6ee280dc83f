// Fills an empty installation from a backup; afterwards nothing is sent until a person allows it.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import type { Clock } from '#ports/clock'
import { loadBackup, openBackup } from '#store/backup/read-backup'
import type { TableSum } from '#store/backup/write-backup'
import { migrate, migrateTo } from '#store/migrate'
import { Failure, isFailure } from '#values/failure'

async function refuseFilled(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(
    `select exists (select 1 from companies) or exists (select 1 from sign_in.users) as filled`,
  )
  if (rows[0]?.filled === true) throw new Failure('restore.not-empty')
}

/**
 * Migrates to the version of the backup, loads, then migrates to this version. Sending is switched off (two copies must not both write to customers).
 * Throws Failure `restore.not-empty`, `backup.not-one`, `backup.damaged`.
 */
export async function restore(connectionString: string, file: string, clock: Clock): Promise<readonly TableSum[]> {
  const client = new pg.Client({ connectionString })
  try {
    return await pipeline(createReadStream(file), createGunzip(), async (bytes) => {
      const { manifest, rest } = await openBackup(bytes as AsyncIterable<Uint8Array>)
      await migrateTo(connectionString, manifest.migration)
      await client.connect()
      await refuseFilled(client)
      await client.query('delete from installation')
      const sums = await loadBackup(client, rest)
      await client.query(
        `insert into installation (key, value) values ('sending', $1) on conflict (key) do update set value = excluded.value`,
        [JSON.stringify({ allowed: false, reason: 'restored', since: clock.now().toISOString() })],
      )
      await migrate(connectionString)
      return sums
    })
  } catch (error) {
    if (isFailure(error)) throw error
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new Failure('backup.damaged', { at: 'gzip' }, { cause: error })
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}
