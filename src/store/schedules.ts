// Schedules: which job of a company runs when, and the instant at which it is due next.
import * as z from 'zod'
import { isJobName, type JobName } from '#domain/schedule/job-name'
import type { ScheduleRule } from '#domain/schedule/next-run'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const ruleSchema: z.ZodType<ScheduleRule> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly'), at: time, weekday: z.number().int().min(1).max(7) }),
  z.object({ kind: z.literal('working-day'), at: time, ordinal: z.number().int().min(-23).max(31) }),
  z.object({ kind: z.literal('daily'), at: time }),
  z.object({ kind: z.literal('monthly'), at: time, dayOfMonth: z.number().int().min(1).max(31) }),
  z.object({ kind: z.literal('every'), minutes: z.number().int().min(1).max(1440) }),
])

export type Schedule = {
  readonly companyId: Id
  readonly scheduleId: Id
  readonly job: JobName
  readonly connectionId: Id | null
  readonly rule: ScheduleRule
  readonly enabled: boolean
  readonly nextRunAt: Date
  readonly lastRunAt: Date | null
}

const columns = [
  's.company_id',
  's.schedule_id',
  's.job',
  's.connection_id',
  's.rule',
  's.enabled',
  's.next_run_at',
  's.last_run_at',
] as const

/** Rows that this version cannot read are refused, not skipped: a job that silently never runs is worse. */
function fromRow(row: {
  company_id: Id
  schedule_id: Id
  job: string
  connection_id: Id | null
  rule: object
  enabled: boolean
  next_run_at: Date
  last_run_at: Date | null
}): Schedule {
  const rule = ruleSchema.safeParse(row.rule)
  if (!rule.success || !isJobName(row.job)) throw new Failure('schedule.unreadable', { scheduleId: row.schedule_id, job: row.job })
  return {
    companyId: row.company_id,
    scheduleId: row.schedule_id,
    job: row.job,
    connectionId: row.connection_id,
    rule: rule.data,
    enabled: row.enabled,
    nextRunAt: row.next_run_at,
    lastRunAt: row.last_run_at,
  }
}

export async function insertSchedule(executor: Executor, schedule: Omit<Schedule, 'scheduleId' | 'lastRunAt' | 'enabled'>): Promise<Id> {
  const scheduleId = newId()
  await executor
    .insertInto('schedules')
    .values({
      company_id: schedule.companyId,
      schedule_id: scheduleId,
      job: schedule.job,
      connection_id: schedule.connectionId,
      rule: JSON.stringify(schedule.rule),
      next_run_at: schedule.nextRunAt,
    })
    .execute()
  return scheduleId
}

export const listSchedules = async (executor: Executor, companyId: Id): Promise<readonly Schedule[]> =>
  (
    await executor
      .selectFrom('schedules as s')
      .select([...columns])
      .where('s.company_id', '=', companyId)
      .orderBy('s.schedule_id')
      .execute()
  ).map(fromRow)

/** Due schedules of all companies with their zones, each locked for one scheduler; those that another holds are passed over. */
export async function lockDueSchedules(tx: Tx, at: Date): Promise<readonly { readonly schedule: Schedule; readonly timeZone: string }[]> {
  const rows = await tx
    .selectFrom('schedules as s')
    .innerJoin('companies as c', 'c.company_id', 's.company_id')
    .select([...columns, 'c.time_zone'])
    .where('s.enabled', '=', true)
    .where('s.next_run_at', '<=', at)
    .orderBy('s.next_run_at')
    .limit(100)
    .forUpdate('s')
    .skipLocked()
    .execute()
  return rows.map((row) => ({ schedule: fromRow(row), timeZone: row.time_zone }))
}

export async function updateSchedule(
  executor: Executor,
  schedule: Pick<Schedule, 'companyId' | 'scheduleId'>,
  change: {
    readonly rule?: ScheduleRule
    readonly enabled?: boolean
    readonly nextRunAt?: Date
    readonly lastRunAt?: Date
  },
): Promise<void> {
  await executor
    .updateTable('schedules')
    .set({
      ...(change.rule === undefined ? {} : { rule: JSON.stringify(change.rule) }),
      ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
      ...(change.nextRunAt === undefined ? {} : { next_run_at: change.nextRunAt }),
      ...(change.lastRunAt === undefined ? {} : { last_run_at: change.lastRunAt }),
    })
    .where('company_id', '=', schedule.companyId)
    .where('schedule_id', '=', schedule.scheduleId)
    .execute()
}
