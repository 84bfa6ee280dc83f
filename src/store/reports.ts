// Reports that were made: one of a kind for a period, kept as it was.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export type StoredReport = {
  readonly reportId: Id
  readonly kind: string
  readonly periodKey: string
  readonly asOf: Day
  readonly fileId: Id
  readonly createdAt: Date
  /** Of a scheduled one: its name, its schedule, to whom it went. */
  readonly name?: string
  readonly reportScheduleId?: Id
  readonly outcome?: object
}

export async function findReport(executor: Executor, companyId: Id, kind: string, periodKey: string): Promise<StoredReport | null> {
  const row = await executor
    .selectFrom('reports')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('kind', '=', kind)
    .where('period_key', '=', periodKey)
    .executeTakeFirst()
  if (row === undefined) return null
  return { reportId: row.report_id, kind, periodKey, asOf: row.as_of, fileId: row.file_id, createdAt: row.created_at }
}

/** Keeps a report; null when the period has one already. */
export async function insertReport(executor: Executor, companyId: Id, report: Omit<StoredReport, 'reportId'>): Promise<Id | null> {
  const reportId = newId()
  const written = await executor
    .insertInto('reports')
    .values({
      company_id: companyId,
      report_id: reportId,
      kind: report.kind,
      period_key: report.periodKey,
      as_of: report.asOf,
      file_id: report.fileId,
      created_at: report.createdAt,
      name: report.name ?? null,
      report_schedule_id: report.reportScheduleId ?? null,
      outcome: report.outcome === undefined ? null : JSON.stringify(report.outcome),
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'kind', 'period_key']).doNothing())
    .returning('report_id')
    .executeTakeFirst()
  return written === undefined ? null : reportId
}

/** Puts a report made anew in the place of the period's earlier one; the earlier file stays, because it may have been mailed. */
export async function replaceReport(executor: Executor, companyId: Id, report: Omit<StoredReport, 'reportId'>): Promise<Id> {
  const reportId = newId()
  const row = await executor
    .insertInto('reports')
    .values({
      company_id: companyId,
      report_id: reportId,
      kind: report.kind,
      period_key: report.periodKey,
      as_of: report.asOf,
      file_id: report.fileId,
      created_at: report.createdAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'kind', 'period_key'])
        .doUpdateSet({ as_of: report.asOf, file_id: report.fileId, created_at: report.createdAt }),
    )
    .returning('report_id')
    .executeTakeFirstOrThrow()
  return row.report_id
}
