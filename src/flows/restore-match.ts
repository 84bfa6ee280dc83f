// Takes a rejection back: the proposal stands again, and the pairs may be proposed again.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { dismissedLesson, unlearn } from '#store/learnt'
import { changeMatch, lockMatch, supersedeProposed } from '#store/matches'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { loadSubjects, placeable } from './load-subjects.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `match.outdated` when it is not rejected, `payment.already-settled` when nothing of the payment is left to be placed. */
export async function restoreMatch(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly paymentId: Id; readonly matchId: Id },
): Promise<void> {
  const { companyId, actor, paymentId, matchId } = command
  await inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    placeable(await loadSubjects(tx, companyId, { paymentIds: [paymentId], invoiceIds: [] }), paymentId)
    const match = await lockMatch(tx, companyId, matchId)
    if (match.state !== 'rejected' || match.paymentId !== paymentId) throw new Failure('match.outdated')
    // What was proposed instead gives way.
    await supersedeProposed(tx, companyId, [paymentId])
    await changeMatch(tx, companyId, matchId, 'proposed', writeActor(actor), at)
    await unlearn(
      tx,
      companyId,
      match.decision.allocations.map((allocation) => dismissedLesson(paymentId, allocation.invoiceId)),
      at,
    )
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'match.restored',
        subjectKind: 'payment',
        subjectId: paymentId,
        change: { matchId },
      },
    ])
  })
}
