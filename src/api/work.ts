// Jobs, the audit log, reports and sample data.
import * as contract from '#contract/work'
import type { ScheduleRule } from '#domain/schedule/next-run'
import { changeSchedule } from '#flows/change-schedule'
import { sendMonthlyReport } from '#flows/send-monthly-report'
import type { Shell } from '#flows/shell'
import { startJob } from '#flows/start-job'
import { findAuditNames } from '#store/views/audit-names'
import { readCompany } from '#store/views/company'
import { isAuditIntact, readFile } from '#store/views/kept'
import { namesOfPeople } from '#store/views/people'
import { findRun, findSchedule, lastRuns, listAuditRows, listReportRows, listRuns, listSchedules } from '#store/views/work-lists'
import { Failure } from '#values/failure'
import { given } from '#values/given'
import type { Id } from '#values/id'
import { failureOf } from './failure-of.ts'
import { implement } from './implement.ts'

type RunRow = NonNullable<Awaited<ReturnType<typeof findRun>>>
type ScheduleRow = NonNullable<Awaited<ReturnType<typeof findSchedule>>>

const runView = (row: RunRow) => ({
  runId: row.run_id,
  job: row.job,
  trigger: row.trigger as 'schedule' | 'person' | 'webhook' | 'catch-up' | 'file',
  connectionId: row.connection_id,
  state: row.state as 'queued' | 'running' | 'done' | 'failed' | 'cancelled',
  step: row.step,
  done: row.progress_done,
  total: row.progress_total,
  result: row.result as Record<string, string | number | boolean | null> | null,
  failure: failureOf(row.failure, row.finished_at),
  scheduledFor: row.scheduled_for,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  attempt: row.attempt,
})

function scheduleView(row: ScheduleRow, last: RunRow | undefined) {
  const rule = row.rule as ScheduleRule
  return {
    scheduleId: row.schedule_id,
    job: row.job,
    connectionId: row.connection_id,
    enabled: row.enabled,
    nextRunAt: row.next_run_at,
    lastRunAt: row.last_run_at,
    lastRun: last === undefined ? null : runView(last),
    rule: {
      kind: rule.kind,
      at: rule.kind === 'every' ? null : rule.at,
      minutes: rule.kind === 'every' ? rule.minutes : null,
      dayOfMonth: rule.kind === 'monthly' ? rule.dayOfMonth : null,
    },
  }
}

async function getRun(shell: Shell, companyId: Id, runId: Id) {
  const row = await findRun(shell.database, companyId, runId)
  if (row === undefined) throw new Failure('job.not-found')
  return runView(row)
}

async function getReport(shell: Shell, companyId: Id, reportId: Id) {
  const row = (await listReportRows(shell.database, companyId)).find((each) => each.report_id === reportId)
  if (row === undefined) throw new Failure('report.not-found')
  return row
}

/** What became of a scheduled report, as its sending wrote it down. */
const outcomeOf = (outcome: object | null) => {
  const kept = (outcome ?? {}) as { readonly mailed?: number; readonly skipped?: { who: string; why: string }[] }
  return { mailed: kept.mailed ?? null, skipped: kept.skipped ?? [] }
}

type ReportRow = Awaited<ReturnType<typeof listReportRows>>[number]
const reportView = (row: ReportRow) => ({
  reportId: row.report_id,
  kind: row.kind,
  periodKey: row.period_key,
  asOf: row.as_of,
  fileName: row.file_name,
  name: row.name,
  ...outcomeOf(row.outcome),
  createdAt: row.created_at,
})

type AuditRows = readonly { readonly subject_id: string | null; readonly change: unknown }[]

/** What a page of the audit log mentions by its id: records of the books, and people, such as an owner who was chosen. */
async function namesIn({ database }: Shell, companyId: Id, rows: AuditRows) {
  const text = JSON.stringify(rows.map((row) => [row.subject_id, row.change]))
  const records = await findAuditNames(database, companyId, text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
  const people = await namesOfPeople(database, [...new Set(text.match(/(?<=")[A-Za-z0-9]{32}(?=")/g))])
  return Object.fromEntries([
    ...records,
    ...[...people].map(([id, name]) => [id, { kind: 'person' as const, name, amount: null }] as const),
  ])
}

export const workRoutes = [
  implement(contract.listJobs, async ({ shell, company, input }) => {
    const { companyId } = company
    const [schedules, runs, last] = await Promise.all([
      listSchedules(shell.database, companyId),
      listRuns(shell.database, companyId, input.query),
      lastRuns(shell.database, companyId),
    ])
    return {
      schedules: schedules.map((row) =>
        scheduleView(
          row,
          last.find((run) => run.schedule_id === row.schedule_id),
        ),
      ),
      runs: { rows: runs.rows.map(runView), next: runs.next, total: null },
    }
  }),
  implement(contract.runJob, async ({ shell, company, actor, input, doors }) => {
    const { job, connectionId } = input.body
    const runId = await startJob(shell, { companyId: company.companyId, actor, job, connectionId, enqueue: doors.enqueueJob })
    return getRun(shell, company.companyId, runId)
  }),
  implement(contract.changeSchedule, async ({ shell, company, actor, input }) => {
    const { scheduleId } = input.params
    const { timeZone } = await readCompany(shell.database, company.companyId)
    await changeSchedule(shell, { companyId: company.companyId, actor, scheduleId, timeZone, ...given(input.body) })
    const row = await findSchedule(shell.database, company.companyId, scheduleId)
    if (row === undefined) throw new Failure('schedule.not-found')
    return scheduleView(row, undefined)
  }),
  implement(contract.listAudit, async ({ shell, company, input }) => {
    const page = await listAuditRows(shell.database, company.companyId, input.query)
    return {
      rows: page.rows.map((row) => ({
        auditId: row.audit_id,
        sequence: Number(row.sequence),
        at: row.at,
        actor: row.actor,
        actorName: row.actor_name,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        why: row.why,
        change: { ...row.change } as Record<string, unknown>,
      })),
      next: page.next,
      total: null,
      intact: await isAuditIntact(shell.database, company.companyId),
      names: await namesIn(shell, company.companyId, page.rows),
    }
  }),
  implement(contract.listReports, async ({ shell, company }) => ({
    reports: (await listReportRows(shell.database, company.companyId)).map(reportView),
  })),
  implement(contract.makeMonthlyReport, async ({ shell, company, actor, input }) => {
    const { reportId } = await sendMonthlyReport(shell, {
      companyId: company.companyId,
      actor,
      month: input.body.month,
      again: true,
      mail: false,
    })
    return reportView(await getReport(shell, company.companyId, reportId))
  }),
  implement(contract.downloadReport, async ({ shell, company, input }) => {
    const report = await getReport(shell, company.companyId, input.params.reportId)
    const file = await readFile(shell.database, company.companyId, report.file_id)
    return { name: file.name, contentType: file.contentType, bytes: file.bytes }
  }),
  implement(contract.loadSample, async ({ shell, company, doors }) => {
    const runId = await doors.loadSample(company.companyId)
    return getRun(shell, company.companyId, runId)
  }),
]
