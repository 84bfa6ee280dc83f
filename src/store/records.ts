// Records as they came from a source or a file, and what became of each: accepted, ignored, or rejected with the reason.
import { type Selectable, sql } from 'kysely'
import type { Rejection } from '#ports/rejection'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import { safeJson } from './safe-json.ts'
import type { RecordsTable } from './schema/imports.ts'

/** ignored: read, but nothing the house counts (a cost invoice, a fee) · duplicate: what it says is known from another source. */
export type RecordOutcome = 'accepted' | 'ignored' | 'duplicate' | 'rejected'

export type SourceRecord = {
  readonly id: Id
  readonly importId: Id
  readonly sourceKey: string
  readonly stream: string
  readonly externalId: string
  /** Hash of the content; the same content again is the same record. */
  readonly fingerprint: string
  /** Counts from 1 when a source goes back to a content that it had before. */
  readonly occurrence: number
  readonly payload: unknown
  readonly place: string | null
  readonly outcome: RecordOutcome
  readonly rejection: Rejection | null
  /** The invoice, payment or customer that came of it. */
  readonly subjectId: Id | null
  readonly receivedAt: Date
  readonly resolvedAt: Date | null
}

const columns = {
  company_id: 'uuid',
  record_id: 'uuid',
  import_id: 'uuid',
  source_key: 'text',
  stream: 'text',
  external_id: 'text',
  fingerprint: 'text',
  occurrence: 'integer',
  payload: 'jsonb',
  place: 'text',
  outcome: 'text',
  rejection: 'jsonb',
  subject_id: 'uuid',
  received_at: 'timestamptz',
  resolved_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<keyof RecordsTable, string>

// jsonb holds any JSON, the column's type only objects: a payload that is none travels in a box.
const box = (payload: unknown): object | null => (payload === null || payload === undefined ? null : { record: payload })
const unbox = (stored: object | null): unknown => (stored !== null && 'record' in stored ? stored.record : stored)

const toRecord = (row: Selectable<RecordsTable>): SourceRecord => ({
  id: row.record_id,
  importId: row.import_id,
  sourceKey: row.source_key,
  stream: row.stream,
  externalId: row.external_id,
  fingerprint: row.fingerprint,
  occurrence: row.occurrence,
  payload: unbox(row.payload),
  place: row.place,
  outcome: row.outcome as RecordOutcome,
  rejection: row.rejection as Rejection | null,
  subjectId: row.subject_id,
  receivedAt: row.received_at,
  resolvedAt: row.resolved_at,
})

/** Keeps records; one that is known already is left as it is. Answers the ids of those written. */
export async function insertRecords(executor: Executor, companyId: Id, records: readonly SourceRecord[]): Promise<ReadonlySet<Id>> {
  const written = await insertMany<{ record_id: Id }>(
    executor,
    'records',
    columns,
    records.map((record) => ({
      company_id: companyId,
      record_id: record.id,
      import_id: record.importId,
      source_key: record.sourceKey,
      stream: record.stream,
      external_id: record.externalId,
      fingerprint: record.fingerprint,
      occurrence: record.occurrence,
      payload: box(record.payload),
      place: record.place,
      outcome: record.outcome,
      rejection: record.rejection,
      subject_id: record.subjectId,
      received_at: record.receivedAt,
      resolved_at: record.resolvedAt,
    })),
    {
      onConflict: sql`on conflict (company_id, source_key, stream, external_id, fingerprint, occurrence) do nothing`,
      returning: ['record_id'],
    },
  )
  return new Set(written.map((row) => row.record_id))
}

export type LatestRecord = {
  readonly externalId: string
  readonly fingerprint: string
  readonly subjectId: Id | null
  readonly outcome: RecordOutcome
  readonly seen: ReadonlyMap<string, number>
}

/** What a source last said under each of these ids, and how often it said each content. */
export async function findLatestRecords(
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  stream: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, LatestRecord>> {
  if (externalIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('records')
    .select(['external_id', 'fingerprint', 'occurrence', 'subject_id', 'outcome'])
    .where('company_id', '=', companyId)
    .where('source_key', '=', sourceKey)
    .where('stream', '=', stream)
    .where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
    .orderBy('received_at')
    .orderBy('record_id')
    .execute()
  const latest = new Map<string, LatestRecord>()
  for (const row of rows) {
    const before = latest.get(row.external_id)
    const seen = new Map(before?.seen).set(row.fingerprint, Math.max(before?.seen.get(row.fingerprint) ?? 0, row.occurrence))
    latest.set(row.external_id, {
      externalId: row.external_id,
      fingerprint: row.fingerprint,
      subjectId: row.subject_id ?? before?.subjectId ?? null,
      outcome: row.outcome as RecordOutcome,
      seen,
    })
  }
  return latest
}

/** Rejected records of an import, or of a stream, that nobody has resolved. */
export const listUnresolved = async (
  executor: Executor,
  companyId: Id,
  of: { readonly importId?: Id; readonly sourceKey?: string; readonly stream?: string },
): Promise<SourceRecord[]> => {
  let rows = executor
    .selectFrom('records')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('outcome', '=', 'rejected')
    .where('resolved_at', 'is', null)
  if (of.importId !== undefined) rows = rows.where('import_id', '=', of.importId)
  if (of.sourceKey !== undefined) rows = rows.where('source_key', '=', of.sourceKey)
  if (of.stream !== undefined) rows = rows.where('stream', '=', of.stream)
  return (await rows.orderBy('record_id').execute()).map(toRecord)
}

/** Sets earlier rejections aside whose source has since sent something under the same id that could be taken. */
export async function resolveRejected(
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  stream: string,
  externalIds: readonly string[],
  at: Date,
): Promise<void> {
  if (externalIds.length === 0) return
  await executor
    .updateTable('records')
    .set({ resolved_at: at })
    .where('company_id', '=', companyId)
    .where('source_key', '=', sourceKey)
    .where('stream', '=', stream)
    .where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`)
    .where('outcome', '=', 'rejected')
    .where('resolved_at', 'is', null)
    .execute()
}

/** The record, locked until the transaction ends. Throws Failure `record.not-found`. */
export async function lockRecord(tx: Tx, companyId: Id, recordId: Id): Promise<SourceRecord> {
  const row = await tx
    .selectFrom('records')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('record_id', '=', recordId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('record.not-found')
  return toRecord(row)
}

export async function changeRecord(
  executor: Executor,
  companyId: Id,
  recordId: Id,
  change: {
    readonly outcome?: RecordOutcome
    readonly rejection?: Rejection | null
    readonly subjectId?: Id | null
    readonly resolvedAt?: Date | null
  },
): Promise<void> {
  const set = {
    ...(change.outcome === undefined ? {} : { outcome: change.outcome }),
    ...(change.rejection === undefined ? {} : { rejection: change.rejection === null ? null : safeJson(change.rejection) }),
    ...(change.subjectId === undefined ? {} : { subject_id: change.subjectId }),
    ...(change.resolvedAt === undefined ? {} : { resolved_at: change.resolvedAt }),
  }
  if (Object.keys(set).length === 0) return
  await executor.updateTable('records').set(set).where('company_id', '=', companyId).where('record_id', '=', recordId).execute()
}
