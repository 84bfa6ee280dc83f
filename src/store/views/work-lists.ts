// What is done in the background: runs, schedules, the audit log, as the screens show them.
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
