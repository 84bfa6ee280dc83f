// Turns schedules that are due into runs: one for each, however many times were missed, whichever process looks first.
import { dueRun } from '#domain/schedule/next-run'
import { inTransaction } from '#store/database'
import { enqueueRun } from '#store/job-runs'
import { listReportCompanies } from '#store/report-schedules'
import { lockDueSchedules, updateSchedule } from '#store/schedules'
import type { Shell } from './shell.ts'

/** Says how many runs were queued. */
export async function runDueSchedules(shell: Pick<Shell, 'database' | 'clock'>): Promise<number> {
  const now = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    let queued = 0
    for (const { schedule, timeZone } of await lockDueSchedules(tx, now)) {
      const due = dueRun(schedule.rule, schedule.nextRunAt, now, timeZone)
      if (!due.due) continue
      const { fresh } = await enqueueRun(tx, {
        companyId: schedule.companyId,
        job: schedule.job,
        connectionId: schedule.connectionId,
        scheduleId: schedule.scheduleId,
        trigger: due.late ? 'catch-up' : 'schedule',
        key: `schedule:${schedule.scheduleId}:${due.scheduledFor.toISOString()}`,
        scheduledFor: due.scheduledFor,
        at: now,
      })
      await updateSchedule(tx, schedule, { nextRunAt: due.nextRunAt, lastRunAt: now })
      if (fresh) queued++
    }
    for (const companyId of await listReportCompanies(tx, now)) {
      const run = {
        companyId,
        job: 'reports' as const,
        connectionId: null,
        trigger: 'schedule' as const,
        scheduledFor: now,
        at: now,
        unlessRunning: true,
      }
      const { fresh } = await enqueueRun(tx, { ...run, key: `reports:${now.toISOString()}` })
      if (fresh) queued++
    }
    return queued
  })
}
