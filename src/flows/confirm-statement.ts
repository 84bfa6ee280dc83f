// A person says that a statement that does not add up is right as it is: its payments may be posted.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { listPaymentsOfStatement, lockStatement, markConfirmed } from '#store/statements'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** Answers the payments that may be matched anew now. Throws Failure `statement.not-found`. */
export const confirmStatement = (
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly statementId: Id },
): Promise<{ readonly paymentIds: readonly Id[] }> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, statementId } = command
    const at = shell.clock.now()
    const statement = await lockStatement(tx, companyId, statementId)
    if (statement.confirmedAt === null) {
      await markConfirmed(tx, companyId, statementId, writeActor(actor), at)
      await appendAudit(tx, companyId, at, [
        {
          actor: writeActor(actor),
          actorName: actor.name,
          action: 'statement.confirmed',
          subjectKind: 'statement',
          subjectId: statementId,
          change: { difference: statement.difference },
        },
      ])
    }
    return { paymentIds: await listPaymentsOfStatement(tx, companyId, statementId) }
  })
