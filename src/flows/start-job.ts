// A person starts a job: queued, and written into the audit log.
import type { JobName } from '#domain/schedule/job-name'
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** `enqueue` is the roof's door to the queue; answers with the run. */
export async function startJob(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly job: JobName
    readonly connectionId?: Id | undefined
    readonly enqueue: (order: { companyId: Id; job: JobName; connectionId?: Id; trigger: 'person' }) => Promise<Id>
  },
): Promise<Id> {
  const { companyId, actor, job, connectionId } = command
  const runId = await command.enqueue({ companyId, job, trigger: 'person', ...(connectionId === undefined ? {} : { connectionId }) })
  const now = shell.clock.now()
  await inTransaction(shell.database, (tx) =>
    appendAudit(tx, companyId, now, [
      { actor: writeActor(actor), actorName: actor.name, action: 'job.started', subjectKind: 'job', subjectId: runId, change: { job } },
    ]),
  )
  return runId
}
