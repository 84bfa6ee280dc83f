// Copies of a report that leave by other ways than mail: a file into a folder, its table into a connected spreadsheet.
import { randomUUID } from 'node:crypto'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import * as z from 'zod'
import { backoffMs, spreadOf } from '#domain/outbox/backoff'
import type { Connector, PushResult, TableCell } from '#ports/connector'
import type { Connection } from '#store/connections'
import { getFile } from '#store/files'
import type { OutboxRow } from '#store/outbox'
import { finishRepeated, updateClaimed } from '#store/outbox-claims'
import { Failure } from '#values/failure'
import { connectorContext } from '../connector-context.ts'
import type { Shell } from '../shell.ts'

const folderCopy = z.object({ folder: z.string(), fileId: z.string(), name: z.string() })
const tableCopy = z.object({ table: z.string(), fileId: z.string() })
const cell = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.object({ minor: z.string(), currency: z.string() }),
  z.object({ day: z.string() }),
  z.object({ percent: z.number() }),
  z.object({ amounts: z.array(z.unknown()) }),
])
const storedTable = z.object({ columns: z.array(z.string()), rows: z.array(z.array(cell)) })

/** Put beside its name first, so that nobody opens a half-written file; a report sent twice replaces itself. */
export async function copyToFolder(shell: Shell, row: OutboxRow): Promise<'arrived' | 'later'> {
  const copy = folderCopy.parse(row.payload)
  try {
    const file = await getFile(shell.database, row.company_id, copy.fileId)
    const known = isAbsolute(copy.folder) ? await stat(copy.folder).catch(() => null) : null
    if (known?.isDirectory() !== true) throw new Failure('report.folder-missing', { folder: copy.folder })
    const draft = join(copy.folder, `.${randomUUID()}`)
    try {
      await writeFile(draft, file.bytes, { flag: 'wx' })
      await rename(draft, join(copy.folder, copy.name))
    } catch (cause) {
      await rm(draft, { force: true })
      throw new Failure('report.folder-missing', { folder: copy.folder }, { cause })
    }
    await finishRepeated(shell.database, row, { folder: copy.folder }, shell.clock.now())
    return 'arrived'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const at = shell.clock.now()
    await updateClaimed(shell.database, row, {
      reason: error.code,
      failure: { code: error.code, facts: error.facts, at: at.toISOString() },
      nextAttemptAt: new Date(at.getTime() + backoffMs(row.attempts, spreadOf(row.outbox_id), null)),
      release: true,
    })
    return 'later'
  }
}

function toTableCell(value: z.infer<typeof cell>): TableCell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  // Spreadsheets count in floats: exact to the grosz up to ninety billion.
  if ('minor' in value) return Number(value.minor) / 100
  if ('day' in value) return { day: value.day }
  return 'percent' in value ? value.percent / 100 : ''
}

/** Null where the connector writes no tables any more. */
export async function pushReportTable(
  shell: Shell,
  row: OutboxRow,
  connector: Connector,
  connection: Connection,
  timeZone: string,
): Promise<PushResult | null> {
  if (connector.writeTable === undefined) return null
  const copy = tableCopy.parse(row.payload)
  const file = await getFile(shell.database, row.company_id, copy.fileId)
  const { columns, rows } = storedTable.parse(JSON.parse(Buffer.from(file.bytes).toString('utf8')))
  const { url } = await connector.writeTable(connectorContext(shell, connector, connection, timeZone), {
    name: copy.table,
    columns,
    rows: rows.map((cells) => cells.map(toTableCell)),
  })
  return { found: true, ...(url === null ? {} : { externalId: url }) }
}
