// Runs of jobs: one row each, with progress and result for people, and a lease for the process that works on it.
import { type Selectable, sql } from 'kysely'
import type { JobName } from '#domain/schedule/job-name'
import { Failure, type FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import { type Executor, inTransaction, type Tx } from './database.ts'
import { newId } from './new-id.ts'
import type { JobRunsTable } from './schema/work.ts'

export type RunTrigger = 'schedule' | 'person' | 'webhook' | 'catch-up' | 'file' | 'decision'
export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
export type RunResult = Readonly<Record<string, string | number | boolean | null>>

export type Run = {
  readonly companyId: Id
  readonly runId: Id
  readonly job: JobName
  readonly connectionId: Id | null
  readonly scheduleId: Id | null
  readonly trigger: RunTrigger
  readonly state: RunState
  readonly step: string | null
  readonly done: number
  readonly total: number | null
  readonly result: RunResult | null
  readonly failure: { readonly code: string; readonly facts: FailureFacts; readonly at: string } | null
  readonly attempt: number
  readonly scheduledFor: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly leaseToken: Id | null
}

const fromRow = (row: Selectable<JobRunsTable>): Run => ({
  companyId: row.company_id,
  runId: row.run_id,
  job: row.job as JobName,
  connectionId: row.connection_id,
  scheduleId: row.schedule_id,
  trigger: row.trigger as RunTrigger,
  state: row.state as RunState,
  step: row.step,
  done: row.progress_done,
  total: row.progress_total,
  result: row.result as RunResult | null,
  failure: row.failure as Run['failure'],
  attempt: row.attempt,
  scheduledFor: row.scheduled_for,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  leaseToken: row.lease_token,
})

/** What must not run twice at once: a job of a company, or the pulls of one connection. */
type Lane = { readonly companyId: Id; readonly job: JobName; readonly connectionId: Id | null }

const inLane = (executor: Executor, lane: Lane) => {
  const runs = executor.selectFrom('job_runs').selectAll().where('company_id', '=', lane.companyId).where('job', '=', lane.job)
  return lane.connectionId === null ? runs.where('connection_id', 'is', null) : runs.where('connection_id', '=', lane.connectionId)
}

/** Everybody who decides about a company's runs does so one after the other. */
const lockCompany = (tx: Tx, companyId: Id) =>
  tx.selectFrom('companies').select('company_id').where('company_id', '=', companyId).forUpdate().executeTakeFirst()

/**
 * Puts a run into the queue. The same `key` is the same run, ever; and while one of its lane waits, that one is answered instead
 * (`unlessRunning`: also while one works).
 */
export async function enqueueRun(
  executor: Executor,
  order: Lane & {
    readonly key: string
    readonly trigger: RunTrigger
    readonly scheduledFor: Date
    readonly at: Date
    readonly scheduleId?: Id
    readonly unlessRunning?: boolean
  },
): Promise<{ readonly runId: Id; readonly fresh: boolean }> {
  return inTransaction(executor, async (tx) => {
    await lockCompany(tx, order.companyId)
    const states = order.unlessRunning === true ? ['queued', 'running'] : ['queued']
    const waiting = await inLane(tx, order).where('state', 'in', states).orderBy('run_id').executeTakeFirst()
    if (waiting !== undefined) return { runId: waiting.run_id, fresh: false }
    const runId = newId()
    const written = await tx
      .insertInto('job_runs')
      .values({
        company_id: order.companyId,
        run_id: runId,
        job: order.job,
        key: order.key,
        schedule_id: order.scheduleId ?? null,
        connection_id: order.connectionId,
        trigger: order.trigger,
        scheduled_for: order.scheduledFor,
        state: 'queued',
        created_at: order.at,
      })
      .onConflict((conflict) => conflict.columns(['company_id', 'job', 'key']).doNothing())
      .returning('run_id')
      .executeTakeFirst()
    if (written !== undefined) return { runId, fresh: true }
    const known = await tx
      .selectFrom('job_runs')
      .select('run_id')
      .where('company_id', '=', order.companyId)
      .where('job', '=', order.job)
      .where('key', '=', order.key)
      .executeTakeFirstOrThrow()
    return { runId: known.run_id, fresh: false }
  })
}

/** Takes a waiting run, or one whose worker vanished; null when it is finished, held, or its lane is busy. */
export async function claimRun(executor: Executor, companyId: Id, runId: Id, at: Date, leaseMs: number): Promise<Run | null> {
  return inTransaction(executor, async (tx) => {
    await lockCompany(tx, companyId)
    const row = await tx
      .selectFrom('job_runs')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('run_id', '=', runId)
      .executeTakeFirst()
    if (row === undefined || (row.state !== 'queued' && row.state !== 'running')) return null
    const busy = await inLane(tx, { companyId, job: row.job as JobName, connectionId: row.connection_id })
      .where('state', '=', 'running')
      .where('lease_until', '>=', at)
      .executeTakeFirst()
    if (busy !== undefined) return null
    const claimed = await tx
      .updateTable('job_runs')
      .set({
        state: 'running',
        lease_token: newId(),
        lease_until: new Date(at.getTime() + leaseMs),
        attempt: row.attempt + 1,
        started_at: row.started_at ?? at,
        step: null,
        progress_done: 0,
        progress_total: null,
      })
      .where('company_id', '=', companyId)
      .where('run_id', '=', runId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return fromRow(claimed)
  })
}

/** Writes how far a run is and keeps its lease; Failure `job.lease-lost` when another process has taken it since. */
export async function saveProgress(
  executor: Executor,
  run: Run,
  progress: { readonly done: number; readonly total: number | null; readonly step: string | null },
  leaseUntil: Date,
): Promise<void> {
  const result = await executor
    .updateTable('job_runs')
    .set({ progress_done: progress.done, progress_total: progress.total, step: progress.step, lease_until: leaseUntil })
    .where('company_id', '=', run.companyId)
    .where('run_id', '=', run.runId)
    .where('lease_token', '=', run.leaseToken)
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new Failure('job.lease-lost', { runId: run.runId })
}

/** Ends an attempt: done, failed for good, or back to the queue. */
export async function finishRun(
  executor: Executor,
  run: Run,
  end: {
    readonly state: 'done' | 'failed' | 'queued'
    readonly at: Date
    readonly result?: RunResult
    readonly failure?: Run['failure']
    readonly scheduledFor?: Date
  },
): Promise<void> {
  await executor
    .updateTable('job_runs')
    .set({
      state: end.state,
      lease_until: null,
      failure: end.failure === undefined || end.failure === null ? null : JSON.stringify(end.failure),
      ...(end.result === undefined ? {} : { result: JSON.stringify(end.result) }),
      ...(end.state === 'queued' ? {} : { finished_at: end.at, step: null }),
      ...(end.scheduledFor === undefined ? {} : { scheduled_for: end.scheduledFor }),
    })
    .where('company_id', '=', run.companyId)
    .where('run_id', '=', run.runId)
    .where('lease_token', '=', run.leaseToken)
    .where('state', '=', 'running')
    .execute()
}

/** Runs that wait for their time up to `at`, the oldest first, and running ones whose worker has vanished; not those whose lane works. */
export const listRunnable = async (executor: Executor, at: Date): Promise<readonly Run[]> =>
  (
    await executor
      .selectFrom('job_runs as run')
      .selectAll('run')
      .where('run.state', 'in', ['queued', 'running'])
      .where('run.scheduled_for', '<=', at)
      .where((eb) => eb.or([eb('run.state', '=', 'queued'), eb('run.lease_until', '<', at)]))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('job_runs as other')
              .select('other.run_id')
              .whereRef('other.company_id', '=', 'run.company_id')
              .whereRef('other.job', '=', 'run.job')
              .where(sql<boolean>`other.connection_id is not distinct from run.connection_id`)
              .where('other.state', '=', 'running')
              .where('other.lease_until', '>=', at),
          ),
        ),
      )
      .orderBy('run.scheduled_for')
      .orderBy('run.run_id')
      .limit(200)
      .execute()
  ).map(fromRow)

export async function findRun(executor: Executor, companyId: Id, runId: Id): Promise<Run | null> {
  const row = await executor
    .selectFrom('job_runs')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}
