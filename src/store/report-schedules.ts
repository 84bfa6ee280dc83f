// Schedules of reports: what is made when, for whom and where it goes.
import { type Selectable, sql } from 'kysely'
import type { ReportFormat, WantedReport } from '#domain/reporting/wanted-report'
import type { ScheduleRule } from '#domain/schedule/next-run'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { ruleSchema } from './schedules.ts'
import type { ReportSchedulesTable } from './schema/reporting.ts'

/** A person of the company, or an address of somebody else. */
export type Recipient = { readonly userId: string } | { readonly email: string }

/** A folder on the server, a table of a connected spreadsheet, or a template by which the document is drawn elsewhere and sent instead of ours. */
export type ReportTarget =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'table'; readonly connectionId: Id; readonly table: string }
  | { readonly kind: 'template'; readonly connectionId: Id; readonly templateId: number }

/** What became of the last run: how many it went to, and who or what was passed over and why. */
export type ScheduleOutcome = {
  readonly at: string
  readonly rows: number
  readonly mailed: number
  readonly skipped: readonly { readonly who: string; readonly why: string }[]
  readonly targets: readonly string[]
  readonly failure?: string
}

export type ReportSchedule = {
  readonly companyId: Id
  readonly reportScheduleId: Id
  readonly name: string
  readonly report: WantedReport
  readonly format: ReportFormat
  readonly rule: ScheduleRule
  readonly recipients: readonly Recipient[]
  readonly targets: readonly ReportTarget[]
  readonly enabled: boolean
  readonly nextRunAt: Date
  readonly lastRunAt: Date | null
  readonly lastOutcome: ScheduleOutcome | null
  readonly createdBy: string
}

function toSchedule(row: Selectable<ReportSchedulesTable>): ReportSchedule {
  const rule = ruleSchema.safeParse(row.rule)
  if (!rule.success) throw new Failure('report-schedule.unreadable', { name: row.name })
  return {
    companyId: row.company_id,
    reportScheduleId: row.report_schedule_id,
    name: row.name,
    report: row.report as WantedReport,
    format: row.format as ReportFormat,
    rule: rule.data,
    recipients: row.recipients as readonly Recipient[],
    targets: row.targets as readonly ReportTarget[],
    enabled: row.enabled,
    nextRunAt: row.next_run_at,
    lastRunAt: row.last_run_at,
    lastOutcome: row.last_outcome as ScheduleOutcome | null,
    createdBy: row.created_by,
  }
}

const live = (executor: Executor, companyId: Id) =>
  executor.selectFrom('report_schedules').selectAll().where('company_id', '=', companyId).where('removed_at', 'is', null)

export const listReportSchedules = async (executor: Executor, companyId: Id): Promise<readonly ReportSchedule[]> =>
  (await live(executor, companyId).orderBy('name').orderBy('report_schedule_id').execute()).map(toSchedule)

/** Failure `report-schedule.not-found`. */
export async function getReportSchedule(executor: Executor, companyId: Id, reportScheduleId: Id): Promise<ReportSchedule> {
  const row = await live(executor, companyId).where('report_schedule_id', '=', reportScheduleId).executeTakeFirst()
  if (row === undefined) throw new Failure('report-schedule.not-found')
  return toSchedule(row)
}

export async function saveReportSchedule(
  executor: Executor,
  schedule: Omit<ReportSchedule, 'lastRunAt' | 'lastOutcome' | 'reportScheduleId'> & { readonly reportScheduleId: Id | null },
  at: Date,
): Promise<Id> {
  const values = {
    name: schedule.name,
    report: JSON.stringify(schedule.report),
    format: schedule.format,
    rule: JSON.stringify(schedule.rule),
    recipients: JSON.stringify(schedule.recipients),
    targets: JSON.stringify(schedule.targets),
    enabled: schedule.enabled,
    next_run_at: schedule.nextRunAt,
  }
  if (schedule.reportScheduleId === null) {
    const reportScheduleId = newId()
    await executor
      .insertInto('report_schedules')
      .values({
        company_id: schedule.companyId,
        report_schedule_id: reportScheduleId,
        created_by: schedule.createdBy,
        created_at: at,
        ...values,
      })
      .execute()
    return reportScheduleId
  }
  await executor
    .updateTable('report_schedules')
    .set(values)
    .where('company_id', '=', schedule.companyId)
    .where('report_schedule_id', '=', schedule.reportScheduleId)
    .execute()
  return schedule.reportScheduleId
}

export const removeReportSchedule = (executor: Executor, companyId: Id, reportScheduleId: Id, at: Date | null): Promise<unknown> =>
  executor
    .updateTable('report_schedules')
    .set({ removed_at: at })
    .where('company_id', '=', companyId)
    .where('report_schedule_id', '=', reportScheduleId)
    .execute()

/** Companies that have a schedule due, or an order of a report waiting, at `at`. */
export async function listReportCompanies(executor: Executor, at: Date): Promise<readonly Id[]> {
  const { rows } = await sql<{ company_id: Id }>`
    select company_id from report_schedules where enabled and removed_at is null and next_run_at <= ${at}
    union select company_id from report_orders where state = 'waiting'`.execute(executor)
  return rows.map((row) => row.company_id)
}

/** The company's schedules that are due, the earliest first. */
export const listDueReports = async (executor: Executor, companyId: Id, at: Date): Promise<readonly ReportSchedule[]> =>
  (await live(executor, companyId).where('enabled', '=', true).where('next_run_at', '<=', at).orderBy('next_run_at').execute()).map(
    toSchedule,
  )

/** Moves a schedule on, unless another process has done it since it was read: false then. */
export async function noteScheduleRun(
  tx: Tx,
  schedule: ReportSchedule,
  run: { readonly at: Date; readonly nextRunAt: Date; readonly outcome: ScheduleOutcome },
): Promise<boolean> {
  const result = await tx
    .updateTable('report_schedules')
    .set({ next_run_at: run.nextRunAt, last_run_at: run.at, last_outcome: JSON.stringify(run.outcome) })
    .where('company_id', '=', schedule.companyId)
    .where('report_schedule_id', '=', schedule.reportScheduleId)
    .where('next_run_at', '=', schedule.nextRunAt)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
