// Makes one customer of two, and two of one again.
import { appendAudit } from '#store/audit'
import { lockBoth, mergeRows, undoMergeRows } from '#store/customer-merges'
import { inTransaction, type Tx } from '#store/database'
import { appendTakenSteps } from '#store/dunning/taken-steps'
import { listReminders } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { endRuleBlock, judgeAnew } from './credit/follow-merge.ts'
import { isDealtWith, stepsOf } from './dunning-facts.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

type Merge = { readonly companyId: Id; readonly actor: Actor; readonly from: Id; readonly into: Id; readonly why?: string | null }

/** Everything of `from` becomes `into`'s, what is imported later too. Failures `customer.not-found`, `merge.same-customer`. */
export async function mergeCustomers(shell: Shell, { companyId, actor, from, into, why = null }: Merge): Promise<Id> {
  const at = shell.clock.now()
  if (from === into) throw new Failure('merge.same-customer')
  return inTransaction(shell.database, async (tx) => {
    await lockBoth(tx, companyId, [from, into])
    await endRuleBlock(tx, companyId, from, at)
    const { mergeId, moved } = await mergeRows(tx, companyId, { from, into, by: writeActor(actor), at })
    await planEffects(tx, shell, { companyId, invoiceIds: moved.rows.invoices ?? [], paymentIds: [], cause: 'customers.merged', at })
    await judgeAnew(tx, shell, { companyId, customerIds: [into], cause: 'customers.merged', at })
    const counts = Object.fromEntries(Object.entries(moved.rows).map(([table, ids]) => [table, ids.length]))
    const line = { actor: writeActor(actor), actorName: actor.name, action: 'customer.merged', subjectKind: 'customer', why }
    await appendAudit(tx, companyId, at, [{ ...line, subjectId: into, change: { mergeId, from, moved: counts } }])
    return mergeId
  })
}

/** What came to the survivor since the merge stays with him. Failures `merge.not-found`, `merge.undone-already`, `merge.later-first`. */
export async function undoMerge(
  shell: Shell,
  { companyId, actor, mergeId }: { readonly companyId: Id; readonly actor: Actor; readonly mergeId: Id },
): Promise<{ readonly from: Id; readonly into: Id }> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const { from, into, invoiceIds } = await undoMergeRows(tx, companyId, mergeId, { by: writeActor(actor), at })
    await keepStepsTaken(tx, { companyId, from, into, invoiceIds, at })
    await planEffects(tx, shell, { companyId, invoiceIds, paymentIds: [], cause: 'customers.parted', at })
    await judgeAnew(tx, shell, { companyId, customerIds: [from, into], cause: 'customers.parted', at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'customer.merge-undone',
        subjectKind: 'customer',
        subjectId: into,
        change: { mergeId, from },
      },
    ])
    return { from, into }
  })
}

/** What the survivor was written about the other's invoices stays with the survivor; that these steps were taken goes with the invoices. */
async function keepStepsTaken(
  tx: Tx,
  of: { readonly companyId: Id; readonly from: Id; readonly into: Id; readonly invoiceIds: readonly Id[]; readonly at: Date },
): Promise<void> {
  const own = new Set(of.invoiceIds)
  const steps = (await listReminders(tx, of.companyId, [of.into]))
    .filter(isDealtWith)
    .flatMap(stepsOf)
    .filter((step) => own.has(step.invoiceId))
  const { timeZone } = await getSendingCompany(tx, of.companyId)
  await appendTakenSteps(tx, of.companyId, { customerId: of.from, steps, on: dayOf(of.at, timeZone), at: of.at })
}
