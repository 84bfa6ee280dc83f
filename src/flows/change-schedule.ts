// A person changes when a job runs, or switches it off and on.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { changeSchedule as move } from './plan-standard-work.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `schedule.not-found`. */
export async function changeSchedule(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly scheduleId: Id
    readonly timeZone: string
    readonly at?: string
    readonly enabled?: boolean
  },
): Promise<void> {
  const { actor, ...change } = command
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await move(tx, { ...change, now })
    await appendAudit(tx, command.companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'schedule.changed',
        subjectKind: 'schedule',
        subjectId: command.scheduleId,
        change: { at: change.at ?? null, enabled: change.enabled ?? null },
      },
    ])
  })
}
