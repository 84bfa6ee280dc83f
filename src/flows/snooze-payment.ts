// Puts a payment off to a day, or takes it up again.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { changePayment } from '#store/payments'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `payment.not-found`. */
export const snoozePayment = (
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly paymentId: Id; readonly until: Day | null },
): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    await changePayment(tx, command.companyId, command.paymentId, { snoozedUntil: command.until })
    await appendAudit(tx, command.companyId, shell.clock.now(), [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'payment.snoozed',
        subjectKind: 'payment',
        subjectId: command.paymentId,
        change: { until: command.until },
      },
    ])
  })
