// A dispute, a promise or a pause: reminders about the invoice wait until it ends.
import { appendAudit } from '#store/audit'
import { inTransaction } from '#store/database'
import { insertHold, endHold as storeEnd } from '#store/holds'
import { getInvoice } from '#store/invoices'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

type HoldInvoice = {
  readonly companyId: Id
  readonly actor: Actor
  readonly invoiceId: Id
  readonly kind: 'dispute' | 'promise' | 'pause'
  readonly why: string
  readonly until: Day | null
}

/** Throws Failure `invoice.not-found`. */
export async function holdInvoice(shell: Shell, { companyId, actor, invoiceId, kind, why, until }: HoldInvoice): Promise<Id> {
  const now = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const invoice = await getInvoice(tx, companyId, invoiceId)
    const holdId = await insertHold(tx, companyId, {
      kind,
      customerId: invoice.customerId,
      invoiceId,
      untilOn: until,
      why,
      createdBy: writeActor(actor),
      createdAt: now,
    })
    // A dispute is a status that other systems show too.
    await planEffects(tx, shell, { companyId, invoiceIds: [invoiceId], paymentIds: [], cause: `hold.${kind}`, at: now })
    await appendAudit(tx, companyId, now, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: `invoice.held`,
        subjectKind: 'invoice',
        subjectId: invoiceId,
        why,
        change: { kind, until },
      },
    ])
    return holdId
  })
}

/** Throws Failure `hold.not-found`. */
export async function endHold(
  shell: Shell,
  { companyId, actor, holdId }: { readonly companyId: Id; readonly actor: Actor; readonly holdId: Id },
): Promise<void> {
  const now = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const invoiceId = await storeEnd(tx, companyId, holdId, now)
    if (invoiceId !== null)
      await planEffects(tx, shell, { companyId, invoiceIds: [invoiceId], paymentIds: [], cause: 'hold.ended', at: now })
    await appendAudit(tx, companyId, now, [
      { actor: writeActor(actor), actorName: actor.name, action: 'hold.ended', subjectKind: 'hold', subjectId: holdId },
    ])
  })
}
