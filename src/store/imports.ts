// Imports: one row for each file or pull, with the bytes of the file as they came.
import { type Selectable, sql } from 'kysely'
import { Failure, type FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'
import type { ImportsTable } from './schema/imports.ts'

export const importSources = ['file', 'folder', 'terminal', 'pull', 'webhook'] as const
export type ImportSource = (typeof importSources)[number]

/** received: bytes are here, nothing was made of them · mapping-needed: a person must say what is in which column · reading: a pull is on its way · read · failed · undone */
export const importStates = ['received', 'mapping-needed', 'reading', 'read', 'failed', 'undone'] as const
export type ImportState = (typeof importStates)[number]

export type ImportCounts = {
  readonly statements: number
  readonly lines: number
  readonly payments: number
  readonly invoices: number
  readonly customers: number
  readonly orders: number
  readonly duplicates: number
  readonly ignored: number
  readonly rejected: number
  readonly posted: number
  readonly suggested: number
}

export const noCounts: ImportCounts = {
  statements: 0,
  lines: 0,
  payments: 0,
  invoices: 0,
  customers: 0,
  orders: 0,
  duplicates: 0,
  ignored: 0,
  rejected: 0,
  posted: 0,
  suggested: 0,
}

export const addCounts = (a: ImportCounts, b: Partial<ImportCounts>): ImportCounts => ({
  statements: a.statements + (b.statements ?? 0),
  lines: a.lines + (b.lines ?? 0),
  payments: a.payments + (b.payments ?? 0),
  invoices: a.invoices + (b.invoices ?? 0),
  customers: a.customers + (b.customers ?? 0),
  orders: a.orders + (b.orders ?? 0),
  duplicates: a.duplicates + (b.duplicates ?? 0),
  ignored: a.ignored + (b.ignored ?? 0),
  rejected: a.rejected + (b.rejected ?? 0),
  posted: a.posted + (b.posted ?? 0),
  suggested: a.suggested + (b.suggested ?? 0),
})

export type ImportFailure = { readonly code: string; readonly facts: FailureFacts }

export type Import = {
  readonly id: Id
  readonly source: ImportSource
  readonly connectionId: Id | null
  readonly stream: string | null
  readonly fileName: string | null
  readonly contentHash: string | null
  readonly byteSize: bigint | null
  readonly format: string | null
  readonly state: ImportState
  readonly counts: ImportCounts
  readonly failure: ImportFailure | null
  /** How a person said that the file is to be read. */
  readonly mapping: object | null
  readonly createdBy: string
  readonly receivedAt: Date
  readonly finishedAt: Date | null
}

const toImport = (row: Selectable<ImportsTable>): Import => ({
  id: row.import_id,
  source: row.source as ImportSource,
  connectionId: row.connection_id,
  stream: row.stream,
  fileName: row.file_name,
  contentHash: row.content_hash,
  byteSize: row.byte_size,
  format: row.format,
  state: row.state as ImportState,
  counts: { ...noCounts, ...row.counts },
  failure: row.failure as ImportFailure | null,
  mapping: row.mapping,
  createdBy: row.created_by,
  receivedAt: row.received_at,
  finishedAt: row.finished_at,
})

export async function insertImport(
  executor: Executor,
  companyId: Id,
  made: {
    readonly source: ImportSource
    readonly state: ImportState
    readonly createdBy: string
    readonly receivedAt: Date
    readonly connectionId?: Id
    readonly stream?: string
    readonly fileName?: string
  },
): Promise<Id> {
  const id = newId()
  await executor
    .insertInto('imports')
    .values({
      company_id: companyId,
      import_id: id,
      source: made.source,
      state: made.state,
      created_by: made.createdBy,
      received_at: made.receivedAt,
      connection_id: made.connectionId ?? null,
      stream: made.stream ?? null,
      file_name: made.fileName ?? null,
    })
    .execute()
  return id
}

/** The import; throws Failure `import.not-found`. */
export async function getImport(executor: Executor, companyId: Id, importId: Id): Promise<Import> {
  const row = await executor
    .selectFrom('imports')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('import.not-found')
  return toImport(row)
}

/** The import, locked until the transaction ends: one process reads it at a time. Throws Failure `import.not-found`. */
export async function lockImport(tx: Tx, companyId: Id, importId: Id): Promise<Import> {
  const row = await tx
    .selectFrom('imports')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('import.not-found')
  return toImport(row)
}

export async function changeImport(
  executor: Executor,
  companyId: Id,
  importId: Id,
  change: {
    readonly state?: ImportState
    readonly counts?: ImportCounts
    readonly failure?: ImportFailure | null
    readonly format?: string | null
    readonly mapping?: object
    readonly finishedAt?: Date
    readonly contentHash?: string
    readonly byteSize?: bigint
  },
): Promise<void> {
  const set = {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.counts === undefined ? {} : { counts: safeJson(change.counts) }),
    ...(change.failure === undefined ? {} : { failure: change.failure === null ? null : safeJson(change.failure) }),
    ...(change.format === undefined ? {} : { format: change.format }),
    ...(change.mapping === undefined ? {} : { mapping: safeJson(change.mapping) }),
    ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    ...(change.contentHash === undefined ? {} : { content_hash: change.contentHash }),
    ...(change.byteSize === undefined ? {} : { byte_size: change.byteSize }),
  }
  if (Object.keys(set).length === 0) return
  await executor.updateTable('imports').set(set).where('company_id', '=', companyId).where('import_id', '=', importId).execute()
}

/** Pulls of a stream that a killed process left behind: what they stored stays, the next pull goes on from the cursor. */
export const endInterruptedPulls = (executor: Executor, companyId: Id, connectionId: Id, stream: string, at: Date): Promise<unknown> =>
  executor
    .updateTable('imports')
    .set({ state: 'failed', failure: safeJson({ code: 'import.interrupted', facts: {} }), finished_at: at })
    .where('company_id', '=', companyId)
    .where('connection_id', '=', connectionId)
    .where('stream', '=', stream)
    .where('state', '=', 'reading')
    .execute()

/** Forgets a pull that brought nothing new: a quiet day is no import. True when it is gone. */
export async function dropEmptyPull(executor: Executor, companyId: Id, importId: Id): Promise<boolean> {
  const result = await executor
    .deleteFrom('imports')
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('records').select('record_id').where('company_id', '=', companyId).where('import_id', '=', importId))),
    )
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Files of all companies that were received before an instant and never read. */
export const listInterruptedImports = async (
  executor: Executor,
  before: Date,
): Promise<readonly { readonly companyId: Id; readonly importId: Id }[]> =>
  (
    await executor
      .selectFrom('imports')
      .select(['company_id', 'import_id'])
      .where('state', '=', 'received')
      .where('received_at', '<', before)
      .orderBy('import_id')
      .limit(100)
      .execute()
  ).map((row) => ({ companyId: row.company_id, importId: row.import_id }))

/** Files that were read and held something known already, in the order they came. */
export const listOverlappingImports = async (executor: Executor, companyId: Id): Promise<Id[]> =>
  (
    await executor
      .selectFrom('imports')
      .select('import_id')
      .where('company_id', '=', companyId)
      .where('state', '=', 'read')
      .where('connection_id', 'is', null)
      .where(sql<boolean>`(counts ->> 'duplicates')::integer > 0`)
      .orderBy('import_id')
      .execute()
  ).map((row) => row.import_id)

/** An earlier import of exactly these bytes that was read and not undone; null when there is none. */
export async function findSameFile(executor: Executor, companyId: Id, contentHash: string, exceptImportId: Id): Promise<Import | null> {
  const row = await executor
    .selectFrom('imports')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('content_hash', '=', contentHash)
    .where('state', '=', 'read')
    .where('import_id', '<>', exceptImportId)
    .orderBy('import_id')
    .executeTakeFirst()
  return row === undefined ? null : toImport(row)
}

export const appendChunk = (executor: Executor, companyId: Id, importId: Id, ordinal: number, bytes: Uint8Array): Promise<unknown> =>
  executor
    .insertInto('import_chunks')
    .values({ company_id: companyId, import_id: importId, ordinal, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) })
    .execute()

/** The bytes of an imported file in order, one chunk in memory at a time. */
export async function* readChunks(executor: Executor, companyId: Id, importId: Id): AsyncGenerator<Uint8Array> {
  for (let ordinal = 0; ; ordinal++) {
    const row = await executor
      .selectFrom('import_chunks')
      .select('bytes')
      .where('company_id', '=', companyId)
      .where('import_id', '=', importId)
      .where('ordinal', '=', ordinal)
      .executeTakeFirst()
    if (row === undefined) return
    yield row.bytes
  }
}
