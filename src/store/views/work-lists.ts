// What is done in the background and what leaves the house: runs, the outbox, the audit log, as the screens show them.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

type Page = { readonly after?: string | undefined; readonly limit?: number | undefined }

/** Job runs, newest first. Ids are made in time order. */
export async function listRuns(executor: Executor, companyId: Id, page: Page) {
  const size = pageSize(page.limit)
  const [after] = page.after === undefined ? [] : readCursor(page.after, 1)
  let query = executor.selectFrom('job_runs').selectAll().where('company_id', '=', companyId)
  if (after !== undefined) query = query.where('run_id', '<', after)
  const rows = await query
    .orderBy('run_id', 'desc')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.run_id])
}

export const listSchedules = (executor: Executor, companyId: Id) =>
  executor.selectFrom('schedules').selectAll().where('company_id', '=', companyId).orderBy('next_run_at').execute()

export const findSchedule = (executor: Executor, companyId: Id, scheduleId: Id) =>
  executor.selectFrom('schedules').selectAll().where('company_id', '=', companyId).where('schedule_id', '=', scheduleId).executeTakeFirst()

export const findRun = (executor: Executor, companyId: Id, runId: Id) =>
  executor.selectFrom('job_runs').selectAll().where('company_id', '=', companyId).where('run_id', '=', runId).executeTakeFirst()

/** The last run of each job that a schedule started. */
export async function lastRuns(executor: Executor, companyId: Id) {
  return executor
    .selectFrom('job_runs')
    .selectAll()
    .distinctOn(['schedule_id'])
    .where('company_id', '=', companyId)
    .where('schedule_id', 'is not', null)
    .orderBy('schedule_id')
    .orderBy('run_id', 'desc')
    .execute()
}

const outboxQuery = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('outbox as o')
    .leftJoin('connections as k', (join) =>
      join.onRef('k.company_id', '=', 'o.company_id').onRef('k.connection_id', '=', 'o.connection_id'),
    )
    .leftJoin('customers as c', (join) => join.onRef('c.company_id', '=', 'o.company_id').onRef('c.customer_id', '=', 'o.customer_id'))
    .select([
      'o.outbox_id',
      'o.kind',
      'o.state',
      'o.reason',
      'o.payload',
      'o.customer_id',
      'c.name as customer_name',
      'k.name as connection_name',
      'o.attempts',
      'o.failure',
      'o.created_at',
      'o.next_attempt_at',
      'o.sent_at',
    ])
    .where('o.company_id', '=', companyId)

export type OutboxFilter = Page & {
  readonly kind?: 'message' | 'write-back' | undefined
  readonly state?: string | undefined
  readonly customerId?: Id | undefined
  readonly ownerUserId: string | null
}

export async function listOutboxRows(executor: Executor, companyId: Id, filter: OutboxFilter) {
  const size = pageSize(filter.limit)
  const [after] = filter.after === undefined ? [] : readCursor(filter.after, 1)
  let query = outboxQuery(executor, companyId)
  if (after !== undefined) query = query.where('o.outbox_id', '<', after)
  if (filter.kind !== undefined)
    query = filter.kind === 'message' ? query.where('o.kind', '=', 'message') : query.where('o.kind', '<>', 'message')
  if (filter.state !== undefined) query = query.where('o.state', '=', filter.state)
  if (filter.customerId !== undefined) query = query.where('o.customer_id', '=', filter.customerId)
  if (filter.ownerUserId !== null) query = query.where('c.owner_user_id', '=', filter.ownerUserId)
  const rows = await query
    .orderBy('o.outbox_id', 'desc')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.outbox_id])
}

export type OutboxLine = Awaited<ReturnType<typeof listOutboxRows>>['rows'][number]

export async function findOutboxRow(
  executor: Executor,
  companyId: Id,
  outboxId: Id,
  ownerUserId: string | null,
): Promise<OutboxLine | null> {
  let query = outboxQuery(executor, companyId).where('o.outbox_id', '=', outboxId)
  if (ownerUserId !== null) query = query.where('c.owner_user_id', '=', ownerUserId)
  return (await query.executeTakeFirst()) ?? null
}

export async function countOutbox(
  executor: Executor,
  companyId: Id,
  kind: 'message' | 'write-back' | undefined,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: bigint }>`select state, count(*) as count from outbox where company_id = ${companyId}
    and ${kind === undefined ? sql`true` : kind === 'message' ? sql`kind = 'message'` : sql`kind <> 'message'`} group by state`.execute(
    executor,
  )
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]))
}

/** The audit log, newest first; a search looks into action, person, reason and what changed. */
export async function listAuditRows(executor: Executor, companyId: Id, page: Page & { readonly search?: string | undefined }) {
  const size = pageSize(page.limit)
  const [after] = page.after === undefined ? [] : readCursor(page.after, 1)
  let query = executor.selectFrom('audit').selectAll().where('company_id', '=', companyId)
  if (after !== undefined && /^\d+$/.test(after)) query = query.where('sequence', '<', BigInt(after))
  const search = page.search?.trim() ?? ''
  if (search !== '') {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('action', 'ilike', pattern),
        eb('actor_name', 'ilike', pattern),
        eb('why', 'ilike', pattern),
        eb(sql<string>`change::text`, 'ilike', pattern),
      ]),
    )
  }
  const rows = await query
    .orderBy('sequence', 'desc')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.sequence.toString()])
}

export const listReportRows = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('reports as r')
    .innerJoin('files as f', (join) => join.onRef('f.company_id', '=', 'r.company_id').onRef('f.file_id', '=', 'r.file_id'))
    .select(['r.report_id', 'r.kind', 'r.period_key', 'r.as_of', 'r.created_at', 'r.name', 'r.outcome', 'f.name as file_name', 'r.file_id'])
    .where('r.company_id', '=', companyId)
    .orderBy('r.created_at', 'desc')
    .limit(200)
    .execute()
