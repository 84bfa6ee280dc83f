// A person says that a proposal is wrong: the pairs are remembered and never proposed again.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { dismissedLesson, learn } from '#store/learnt'
import { changeMatch, lockMatch } from '#store/matches'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `match.outdated` when it is proposed no longer. */
export async function rejectMatch(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly matchId: Id },
): Promise<{ readonly paymentId: Id }> {
  const { companyId, actor, matchId } = command
  return inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const match = await lockMatch(tx, companyId, matchId)
    if (match.state !== 'proposed') throw new Failure('match.outdated')
    await changeMatch(tx, companyId, matchId, 'rejected', writeActor(actor), at)
    await learn(
      tx,
      companyId,
      match.decision.allocations.map((allocation) => dismissedLesson(match.paymentId, allocation.invoiceId)),
      writeActor(actor),
      at,
    )
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'match.rejected',
        subjectKind: 'payment',
        subjectId: match.paymentId,
        change: { matchId },
      },
    ])
    return { paymentId: match.paymentId }
  })
}
