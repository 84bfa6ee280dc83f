// Imports, their statements and lines, and the records that wait for a person, as the screens show them.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

type Page = { readonly after?: string | undefined; readonly limit?: number | undefined }

const importQuery = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('imports as i')
    .leftJoin('connections as k', (join) =>
      join.onRef('k.company_id', '=', 'i.company_id').onRef('k.connection_id', '=', 'i.connection_id'),
    )
    .select([
      'i.import_id',
      'i.source',
      'i.connection_id',
      'k.name as connection_name',
      'i.file_name',
      'i.format',
      'i.state',
      'i.counts',
      'i.failure',
      'i.received_at',
      'i.finished_at',
    ])
    .where('i.company_id', '=', companyId)

export async function listImportRows(executor: Executor, companyId: Id, page: Page) {
  const size = pageSize(page.limit)
  const [after] = page.after === undefined ? [] : readCursor(page.after, 1)
  let query = importQuery(executor, companyId)
  if (after !== undefined) query = query.where('i.import_id', '<', after)
  const rows = await query
    .orderBy('i.import_id', 'desc')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.import_id])
}

export type ImportRow = Awaited<ReturnType<typeof listImportRows>>['rows'][number]

export const findImportRow = (executor: Executor, companyId: Id, importId: Id): Promise<ImportRow | undefined> =>
  importQuery(executor, companyId).where('i.import_id', '=', importId).executeTakeFirst()

export const listStatementRows = (executor: Executor, companyId: Id, importId: Id) =>
  executor
    .selectFrom('statements as s')
    .innerJoin('bank_accounts as a', (join) => join.onRef('a.company_id', '=', 's.company_id').onRef('a.account_id', '=', 's.account_id'))
    .selectAll('s')
    .select([
      'a.account',
      'a.bank',
      sql<bigint>`(select count(*) from statement_lines l where l.company_id = s.company_id and l.statement_id = s.statement_id)`.as(
        'lines',
      ),
    ])
    .where('s.company_id', '=', companyId)
    .where('s.import_id', '=', importId)
    .orderBy('s.statement_id')
    .limit(500)
    .execute()

export async function listLineRows(executor: Executor, companyId: Id, importId: Id, page: Page) {
  const size = pageSize(page.limit)
  const [after] = page.after === undefined ? [] : readCursor(page.after, 1)
  let query = executor.selectFrom('statement_lines').selectAll().where('company_id', '=', companyId).where('import_id', '=', importId)
  if (after !== undefined) query = query.where('line_id', '>', after)
  const rows = await query
    .orderBy('line_id')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.line_id])
}

export async function listInvoiceRowsOfImport(executor: Executor, companyId: Id, importId: Id, page: Page) {
  const size = pageSize(page.limit)
  const [after] = page.after === undefined ? [] : readCursor(page.after, 1)
  let query = executor
    .selectFrom('invoices as i')
    .innerJoin('customers as c', (join) => join.onRef('c.company_id', '=', 'i.company_id').onRef('c.customer_id', '=', 'i.customer_id'))
    .select(['i.invoice_id', 'i.number', 'i.type', 'c.name as customer_name', 'i.issue_on', 'i.due_on', 'i.total_minor', 'i.currency'])
    .where('i.company_id', '=', companyId)
    .where('i.import_id', '=', importId)
  if (after !== undefined) query = query.where('i.invoice_id', '>', after)
  const rows = await query
    .orderBy('i.invoice_id')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.invoice_id])
}

const recordQuery = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('records')
    .select([
      'record_id',
      'import_id',
      'stream',
      'external_id',
      'place',
      'rejection',
      'received_at',
      'resolved_at',
      sql<string | null>`left(payload::text, 4000)`.as('payload'),
    ])
    .where('company_id', '=', companyId)
    .where('outcome', '=', 'rejected')

/** All that no person has seen to yet, newest first. */
export async function listRejectedRows(executor: Executor, companyId: Id, page: Page) {
  const size = pageSize(page.limit)
  const [after] = page.after === undefined ? [] : readCursor(page.after, 1)
  let query = recordQuery(executor, companyId).where('resolved_at', 'is', null)
  if (after !== undefined) query = query.where('record_id', '<', after)
  const rows = await query
    .orderBy('record_id', 'desc')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.record_id])
}

export type RejectedRow = Awaited<ReturnType<typeof listRejectedRows>>['rows'][number]

export const listRejectedOfImport = (executor: Executor, companyId: Id, importId: Id): Promise<RejectedRow[]> =>
  recordQuery(executor, companyId).where('import_id', '=', importId).orderBy('record_id').limit(500).execute()

/** What was set right by itself while an import was read. */
export const listNotesOfImport = (executor: Executor, companyId: Id, importId: Id) =>
  executor
    .selectFrom('records')
    .select(['place', 'rejection'])
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .where('stream', '=', 'notes')
    .orderBy('record_id')
    .limit(200)
    .execute()

export const findRejectedRow = (executor: Executor, companyId: Id, recordId: Id): Promise<RejectedRow | undefined> =>
  recordQuery(executor, companyId).where('record_id', '=', recordId).executeTakeFirst()
