// Fills an empty, migrated database from the frames of a backup, all or nothing, and checks every sum.
import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import copy, { type CopyStreamQuery } from 'pg-copy-streams'
import { Failure } from '#values/failure'
import { type Frame, readFrames } from './frames.ts'
import { copyIn, type TableShape } from './tables.ts'
import type { BackupManifest, TableSum } from './write-backup.ts'

const json = (frame: Frame): unknown => JSON.parse(Buffer.from(frame.bytes).toString('utf8'))

/** The manifest, read from the start of the archive. Throws Failure `backup.not-one`. */
export function parseManifest(frame: Frame | undefined): BackupManifest {
  const value = frame?.kind === 'M' ? json(frame) : null
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'skarbnik-backup')
    throw new Failure('backup.not-one')
  if (!('version' in value) || value.version !== 1) throw new Failure('backup.version-unknown')
  return value as BackupManifest
}

type Open = { readonly shape: TableShape; readonly into: CopyStreamQuery; readonly hash: Hash }

const failed = ({ into }: Open): Promise<void> =>
  new Promise((resolve) => {
    into.once('close', () => resolve())
    into.once('error', () => undefined)
    into.destroy()
  })

/** Loads the rows that follow the manifest in one transaction. Throws Failure `backup.damaged` when a sum differs or the end is missing. */
export async function loadBackup(client: pg.ClientBase, frames: AsyncIterable<Frame>): Promise<readonly TableSum[]> {
  await client.query('begin')
  let open: Open | null = null
  try {
    let ended = false
    const sums: TableSum[] = []
    for await (const frame of frames) {
      if (frame.kind === 'T') {
        const shape = json(frame) as TableShape
        open = { shape, into: client.query(copy.from(copyIn(shape))), hash: createHash('sha256') }
      } else if (frame.kind === 'D' && open !== null) {
        open.hash.update(frame.bytes)
        if (!open.into.write(Buffer.from(frame.bytes))) await once(open.into, 'drain')
      } else if (frame.kind === 'E' && open !== null) {
        open.into.end()
        await finished(open.into)
        const sum = json(frame) as TableSum
        if (open.hash.digest('hex') !== sum.sha256 || open.into.rowCount !== sum.rows)
          throw new Failure('backup.damaged', { at: sum.table })
        sums.push(sum)
        open = null
      } else if (frame.kind === 'Z') ended = true
    }
    if (!ended) throw new Failure('backup.damaged', { at: 'end' })
    // While tables came one after the other, the figures could not follow.
    const { rows } = await client.query<{ known: boolean }>(`select to_regproc('rebuild_figures') is not null as known`)
    if (rows[0]?.known === true) await client.query('select rebuild_figures(company_id) from companies')
    await client.query('commit')
    return sums
  } catch (error) {
    // The server waits for the rest of the rows until it is told that there are none.
    if (open !== null) await failed(open)
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Splits off the first frame, the manifest, and leaves the rest to be read on. */
export async function openBackup(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly manifest: BackupManifest; readonly rest: AsyncIterable<Frame> }> {
  const frames = readFrames(bytes)[Symbol.asyncIterator]()
  const first = await frames.next()
  const manifest = parseManifest(first.done === true ? undefined : first.value)
  return { manifest, rest: { [Symbol.asyncIterator]: () => frames } }
}
