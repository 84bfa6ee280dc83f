// A person notes something on a payment, or takes a note away.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { insertPaymentNote, removePaymentNote } from '#store/payment-notes'
import { listPayments } from '#store/payments'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

type OfPayment = { readonly companyId: Id; readonly actor: Actor; readonly paymentId: Id }

/** Throws Failure `payment.not-found`. */
export const notePayment = (shell: Shell, command: OfPayment & { readonly text: string }): Promise<Id> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, paymentId, text } = command
    const at = shell.clock.now()
    if ((await listPayments(tx, companyId, [paymentId])).length === 0) throw new Failure('payment.not-found')
    const noteId = await insertPaymentNote(tx, companyId, paymentId, {
      text,
      author: actor.name,
      createdBy: writeActor(actor),
      createdAt: at,
    })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'payment.noted',
        subjectKind: 'payment',
        subjectId: paymentId,
        change: { noteId, text },
      },
    ])
    return noteId
  })

/** Throws Failure `note.not-found`. */
export const removeNote = (shell: Shell, command: OfPayment & { readonly noteId: Id }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, actor, paymentId, noteId } = command
    const at = shell.clock.now()
    const text = await removePaymentNote(tx, companyId, paymentId, noteId, at)
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'payment.note-removed',
        subjectKind: 'payment',
        subjectId: paymentId,
        change: { noteId, text },
      },
    ])
  })
