// A person plans a report, changes the plan, removes it, or sends it now.
import { nextRun } from '#domain/schedule/next-run'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { getReportSchedule, type ReportSchedule, removeReportSchedule, saveReportSchedule } from '#store/report-schedules'
import { getSendingCompany } from '#store/sending-companies'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from '../actor.ts'
import { deliverOutbox } from '../deliver-outbox.ts'
import type { Shell } from '../shell.ts'
import { sendScheduledReport } from './send-scheduled-report.ts'
import { findShelfReport } from './shape-report.ts'

export type ScheduleChange = Pick<ReportSchedule, 'name' | 'report' | 'format' | 'rule' | 'recipients' | 'targets' | 'enabled'>

/** `reportScheduleId` null plans a new one. Failure `report-schedule.not-found`, `report-schedule.nobody`, `report.missing`. */
export async function planReport(
  shell: Shell,
  command: ScheduleChange & { readonly companyId: Id; readonly actor: Actor; readonly reportScheduleId: Id | null },
): Promise<ReportSchedule> {
  const { companyId, actor, reportScheduleId } = command
  if (command.recipients.length + command.targets.length === 0) throw new Failure('report-schedule.nobody')
  if (command.report.kind === 'shelf') findShelfReport(shell, command.report.report)
  const company = await getSendingCompany(shell.database, companyId)
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const before = reportScheduleId === null ? null : await getReportSchedule(tx, companyId, reportScheduleId)
    const { name, report, format, rule, recipients, targets, enabled } = command
    const id = await saveReportSchedule(
      tx,
      {
        companyId,
        reportScheduleId,
        name,
        report,
        format,
        rule,
        recipients,
        targets,
        enabled,
        nextRunAt: nextRun(rule, at, company.timeZone),
        createdBy: before?.createdBy ?? writeActor(actor),
      },
      at,
    )
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: before === null ? 'report-schedule.made' : 'report-schedule.changed',
        subjectKind: 'report-schedule',
        subjectId: id,
        change: { name, rule, format, recipients: recipients.length, targets: targets.length, enabled },
      },
    ])
    return getReportSchedule(tx, companyId, id)
  })
}

/** Removes a schedule, or brings it back. Failure `report-schedule.not-found`. */
export async function removeSchedule(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly reportScheduleId: Id; readonly back: boolean },
): Promise<void> {
  const { companyId, actor, reportScheduleId, back } = command
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    if (!back) await getReportSchedule(tx, companyId, reportScheduleId)
    await removeReportSchedule(tx, companyId, reportScheduleId, back ? null : at)
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: back ? 'report-schedule.restored' : 'report-schedule.removed',
        subjectKind: 'report-schedule',
        subjectId: reportScheduleId,
        change: {},
      },
    ])
  })
}

/** Sends a schedule's report now, beside its ordinary times. */
export async function sendReportNow(
  shell: Shell,
  command: { readonly companyId: Id; readonly reportScheduleId: Id },
): Promise<ReportSchedule> {
  const schedule = await getReportSchedule(shell.database, command.companyId, command.reportScheduleId)
  await sendScheduledReport(shell, schedule, { key: `now ${shell.clock.now().toISOString()}` })
  // The rest of the outbox has its own pace; a person waits for this mail alone.
  await deliverOutbox(shell, { companyId: command.companyId, limit: 20, parts: ['messages'] })
  return getReportSchedule(shell.database, command.companyId, command.reportScheduleId)
}
