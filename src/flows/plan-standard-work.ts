// The jobs that every company has, and the hours at which they run.
import { nextRun, type ScheduleRule } from '#domain/schedule/next-run'
import type { Tx } from '#store/database'
import { insertSchedule, listSchedules, updateSchedule } from '#store/schedules'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'

const standard = [
  { job: 'daily-round', rule: { kind: 'daily', at: '08:00' } },
  { job: 'monthly-report', rule: { kind: 'monthly', at: '09:00', dayOfMonth: 1 } },
] as const satisfies readonly { readonly job: string; readonly rule: ScheduleRule }[]

/** Gives a new company its daily round at 8:00 and its report on the first of the month at 9:00, on the clock of its zone. */
export async function planStandardWork(
  tx: Tx,
  company: { readonly companyId: Id; readonly timeZone: string; readonly now: Date },
): Promise<void> {
  for (const { job, rule } of standard) {
    await insertSchedule(tx, {
      companyId: company.companyId,
      job,
      connectionId: null,
      rule,
      nextRunAt: nextRun(rule, company.now, company.timeZone),
    })
  }
}

/** Moves the daily round to another hour (`at` null keeps it) and all schedules to another zone. */
export async function moveDailyRound(
  tx: Tx,
  move: { readonly companyId: Id; readonly at: string | null; readonly timeZone: string; readonly now: Date },
): Promise<void> {
  for (const schedule of await listSchedules(tx, move.companyId)) {
    const rule: ScheduleRule = schedule.job === 'daily-round' && move.at !== null ? { kind: 'daily', at: move.at } : schedule.rule
    await updateSchedule(tx, schedule, { rule, nextRunAt: nextRun(rule, move.now, move.timeZone) })
  }
}

/** A person changes when one schedule runs, or switches it. Failure `schedule.not-found`. */
export async function changeSchedule(
  tx: Tx,
  change: {
    readonly companyId: Id
    readonly scheduleId: Id
    readonly at?: string
    readonly enabled?: boolean
    readonly timeZone: string
    readonly now: Date
  },
): Promise<void> {
  const schedule = (await listSchedules(tx, change.companyId)).find((known) => known.scheduleId === change.scheduleId)
  if (schedule === undefined) throw new Failure('schedule.not-found', { scheduleId: change.scheduleId })
  const rule: ScheduleRule = change.at === undefined || schedule.rule.kind === 'every' ? schedule.rule : { ...schedule.rule, at: change.at }
  // What was due while it was switched off is not made up for.
  await updateSchedule(tx, schedule, {
    rule,
    nextRunAt: nextRun(rule, change.now, change.timeZone),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
  })
}
