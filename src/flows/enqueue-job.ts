// Puts a job into the queue because a person, a webhook, a file or a decision asks for it.
import { isJobName } from '#domain/schedule/job-name'
import { enqueueRun, type RunTrigger } from '#store/job-runs'
import { newId } from '#store/new-id'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Shell } from './shell.ts'

/** The run that does it: a new one, or the one that waits or works already. Failure `job.unknown`, `job.connection-missing`. */
export async function enqueueJob(
  shell: Pick<Shell, 'database' | 'clock'>,
  order: {
    readonly companyId: Id
    readonly job: string
    readonly connectionId?: Id
    readonly trigger: Extract<RunTrigger, 'person' | 'webhook' | 'file' | 'decision'>
  },
): Promise<Id> {
  if (!isJobName(order.job)) throw new Failure('job.unknown', { job: order.job })
  if (order.job === 'pull' && order.connectionId === undefined) throw new Failure('job.connection-missing')
  const at = shell.clock.now()
  const { runId } = await enqueueRun(shell.database, {
    companyId: order.companyId,
    job: order.job,
    connectionId: order.connectionId ?? null,
    key: `${order.trigger}:${newId()}`,
    trigger: order.trigger,
    scheduledFor: at,
    at,
    // New records may have come since a running pull read them; a person who presses twice wants one run.
    unlessRunning: order.trigger === 'person',
  })
  return runId
}
