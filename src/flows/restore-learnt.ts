// A person takes back that something learnt was forgotten.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { restoreLearnt as storeRestore } from '#store/learnt'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `learnt.not-found` for what is not forgotten. */
export async function restoreLearnt(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly learntId: Id },
): Promise<void> {
  const { companyId, actor, learntId } = command
  await inTransaction(shell.database, async (tx) => {
    if (!(await storeRestore(tx, companyId, learntId))) throw new Failure('learnt.not-found')
    await appendAudit(tx, companyId, shell.clock.now(), [
      { actor: writeActor(actor), actorName: actor.name, action: 'learnt.restored', subjectKind: 'learnt', subjectId: learntId },
    ])
  })
}
