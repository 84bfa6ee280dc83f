// Ends a promise, dispute, plan or pause before its time, and takes that back.
import { type Agreement, getAgreement, saveOutcome } from '#store/agreements'
import { appendAudit } from '#store/audit'
import { inTransaction, type Tx } from '#store/database'
import { touchedByDispute } from '#store/disputes'
import { restoreHold, endHold as storeEnd } from '#store/holds'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

/** accepted, rejected: what became of a dispute · withdrawn: whoever said it took it back, or it was written down wrongly · ended: a pause. */
export const endings = ['accepted', 'rejected', 'withdrawn', 'ended'] as const
export type Ending = (typeof endings)[number]

type Ended = {
  readonly companyId: Id
  readonly actor: Actor
  readonly holdId: Id
  readonly outcome?: Ending
  readonly why?: string | null
}

/** Answers with the customer. Failure `hold.not-found` when it is not in force. */
export async function endAgreement(shell: Shell, { companyId, actor, holdId, outcome = 'ended', why = null }: Ended): Promise<Id> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const named = await storeEnd(tx, companyId, holdId, { at, by: writeActor(actor), why })
    const agreement = await getAgreement(tx, companyId, holdId)
    const invoiceIds = await touched(tx, companyId, agreement, named)
    const settledMinor = agreement.settled?.minor ?? 0n
    await saveOutcome(tx, companyId, holdId, { outcome, settledMinor, at, by: writeActor(actor) })
    await planEffects(tx, shell, { companyId, invoiceIds, paymentIds: [], cause: 'hold.ended', at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'hold.ended',
        subjectKind: 'customer',
        subjectId: agreement.customerId,
        why,
        change: { holdId, kind: agreement.kind, outcome },
      },
    ])
    return agreement.customerId
  })
}

/** Puts it in force again as it was. Failure `hold.not-found` when it was not ended. */
export async function restoreAgreement(
  shell: Shell,
  { companyId, actor, holdId }: { readonly companyId: Id; readonly actor: Actor; readonly holdId: Id },
): Promise<Id> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const named = await restoreHold(tx, companyId, holdId)
    const agreement = await getAgreement(tx, companyId, holdId)
    const invoiceIds = await touched(tx, companyId, agreement, named)
    await planEffects(tx, shell, { companyId, invoiceIds, paymentIds: [], cause: `hold.${agreement.kind}`, at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'hold.restored',
        subjectKind: 'customer',
        subjectId: agreement.customerId,
        change: { holdId, kind: agreement.kind },
      },
    ])
    return agreement.customerId
  })
}

/** A dispute of everything is a status of each invoice on which the customer owes. */
const touched = (tx: Tx, companyId: Id, agreement: Agreement, invoiceIds: readonly Id[]): Promise<readonly Id[]> =>
  agreement.kind === 'dispute'
    ? touchedByDispute(tx, companyId, { customerId: agreement.customerId, invoiceIds })
    : Promise.resolve(invoiceIds)
