// A person says that money is no customer's payment, or takes that back.
import { appendAudit } from '#store/audit'
import { refreshBalances } from '#store/balances'
import { inTransaction } from '#store/database'
import { supersedeProposed } from '#store/matches'
import { changePayment } from '#store/payments'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { loadSubjects } from './load-subjects.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `payment.not-found`, and `payment.already-settled` when a part of it is placed: that must be undone first. */
export async function markOutside(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly paymentId: Id; readonly reason: string | null },
): Promise<void> {
  const { companyId, actor, paymentId, reason } = command
  await inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const payment = (await loadSubjects(tx, companyId, { paymentIds: [paymentId], invoiceIds: [] })).payments.get(paymentId)
    if (payment === undefined) throw new Failure('payment.not-found')
    if (reason !== null && payment.unapplied.minor !== payment.row.amount.minor) throw new Failure('payment.already-settled')
    await changePayment(tx, companyId, paymentId, { outsideReason: reason, snoozedUntil: null })
    if (reason !== null) await supersedeProposed(tx, companyId, [paymentId])
    await refreshBalances(tx, companyId, { paymentIds: [paymentId], invoiceIds: [] })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: reason === null ? 'payment.taken-in' : 'payment.marked-outside',
        subjectKind: 'payment',
        subjectId: paymentId,
        change: { before: payment.row.outsideReason, after: reason },
      },
    ])
  })
}
