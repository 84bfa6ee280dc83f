// Takes the sample firm out of a company again: everything that came in or was derived, nothing that people set up.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'

/** Columns by which a table holds what came in or hangs on it. */
const subjects = [
  'customer_id',
  'invoice_id',
  'payment_id',
  'import_id',
  'connection_id',
  'statement_id',
  'record_id',
  'outbox_id',
  'report_id',
  'run_id',
]
/** Kept whatever they name: who did what is never taken away. */
const kept = ['audit', 'audit_heads', 'schedules', 'kept_answers']
/** What the sample itself set up: invented rates, shared addresses, and credit rules that act, which must not meet real customers. */
const ofSample = ['exchange_rates', 'alert_teams', 'credit_settings']
/** Held by none of those columns. */
const besides = ['bank_accounts', 'matching_curves', 'files', 'onboarding_steps', 'customer_changes', ...ofSample]

export async function removeSampleRows(tx: Tx, companyId: Id): Promise<number> {
  const { rows } = await sql<{ name: string }>`select distinct c.table_name as name from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and (c.column_name = any(${subjects}::text[]) or c.table_name = any(${besides}::text[]))
      and exists (select 1 from information_schema.columns k where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = 'company_id')
    order by 1`.execute(tx)
  let removed = 0
  for (const { name } of rows) {
    if (kept.includes(name)) continue
    const result = await sql`delete from ${sql.ref(name)} where company_id = ${companyId}`.execute(tx)
    removed += Number(result.numAffectedRows ?? 0n)
  }
  await sql`delete from schedules where company_id = ${companyId} and connection_id is not null`.execute(tx)
  await tx.deleteFrom('installation').where('key', '=', `sample:${companyId}`).execute()
  await tx.updateTable('companies').set({ demo: false }).where('company_id', '=', companyId).execute()
  return removed
}

/** What people brought beside the sample: files of their own, and connections that are not its stand-ins. */
export async function findBesideSample(
  executor: Executor,
  companyId: Id,
  sampleConnections: readonly Id[],
): Promise<{ readonly files: number; readonly connections: number; readonly running: number }> {
  const { rows } = await sql<{ files: bigint; connections: bigint; running: bigint }>`select
    (select count(*) from imports where company_id = ${companyId} and source = 'file' and created_by not like 'system:%' and state <> 'undone') as files,
    (select count(*) from connections where company_id = ${companyId} and removed_at is null and not (connection_id = any(${[...sampleConnections]}::uuid[]))) as connections,
    (select count(*) from job_runs where company_id = ${companyId} and state in ('queued', 'running')) as running`.execute(executor)
  const [row] = rows
  return { files: Number(row?.files ?? 0), connections: Number(row?.connections ?? 0), running: Number(row?.running ?? 0) }
}
