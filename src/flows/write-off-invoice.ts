// A person gives up what is open of an invoice.
import { writeOffPlan } from '#domain/ledger/write-off-plan'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { inTransaction } from '#store/database'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import { type Actor, writeActor } from './actor.ts'
import { loadSubjects } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

/** Writes off all that is open, or `amount`; undone by its group. Throws Failure `invoice.not-found`, `invoice.nothing-open`, `allocation.*`, `period.locked`. */
export async function writeOffInvoice(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly invoiceId: Id; readonly amount?: Money; readonly why: string },
): Promise<{ readonly groupId: Id }> {
  const { companyId, actor, invoiceId, why } = command
  return inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const { timeZone, lockedUntil } = await getCompany(tx, companyId)
    const invoice = (await loadSubjects(tx, companyId, { paymentIds: [], invoiceIds: [invoiceId] })).invoices.get(invoiceId)
    if (invoice === undefined) throw new Failure('invoice.not-found')
    const plan = writeOffPlan(invoice, command.amount ?? null, dayOf(at, timeZone), lockedUntil, why)
    if (!plan.ok) throw new Failure(plan.code, plan.facts)
    const group = groupOf(plan.drafts)
    await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [group] })
    await planEffects(tx, shell, { companyId, invoiceIds: [invoiceId], paymentIds: [], cause: `write-off:${group.groupId}`, at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'invoice.written-off',
        subjectKind: 'invoice',
        subjectId: invoiceId,
        why,
        change: { groupId: group.groupId, amount: plan.drafts[0]?.amount ?? null },
      },
    ])
    return { groupId: group.groupId }
  })
}
