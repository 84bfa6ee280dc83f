// Writes every row of an installation into one archive: a logical export, so that it fits any later PostgreSQL.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import copy from 'pg-copy-streams'
import { writeFrame, writeJsonFrame } from './frames.ts'
import { copyOut, listTables, type TableShape } from './tables.ts'

export type BackupManifest = {
  readonly kind: 'skarbnik-backup'
  readonly version: 1
  readonly madeAt: string
  readonly migration: string
  readonly tables: readonly TableShape[]
}
export type TableSum = { readonly schema: string; readonly table: string; readonly rows: number; readonly sha256: string }

async function lastMigration(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name desc limit 1')
  return rows[0]?.name ?? ''
}

/** Frames of the archive, uncompressed, from one snapshot of the database; ends with the sums of all tables. */
export async function* backupFrames(client: pg.ClientBase, madeAt: Date): AsyncIterable<Buffer> {
  await client.query('begin isolation level repeatable read read only')
  try {
    const tables = await listTables(client)
    const manifest: BackupManifest = {
      kind: 'skarbnik-backup',
      version: 1,
      madeAt: madeAt.toISOString(),
      migration: await lastMigration(client),
      tables,
    }
    yield writeJsonFrame('M', manifest)
    const sums: TableSum[] = []
    for (const shape of tables) {
      yield writeJsonFrame('T', shape)
      const hash = createHash('sha256')
      let rows = 0
      for await (const chunk of client.query(copy.to(copyOut(shape))) as AsyncIterable<Buffer>) {
        hash.update(chunk)
        for (const byte of chunk) if (byte === 10) rows++
        yield writeFrame('D', chunk)
      }
      const sum: TableSum = { schema: shape.schema, table: shape.table, rows, sha256: hash.digest('hex') }
      sums.push(sum)
      yield writeJsonFrame('E', sum)
    }
    yield writeJsonFrame('Z', { tables: sums })
  } finally {
    await client.query('rollback')
  }
}
