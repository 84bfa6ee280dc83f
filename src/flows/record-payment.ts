// A person records money for an invoice that came neither by bank nor by gateway: cash, or netting with what we owe the customer.
import { allocationPlan } from '#domain/ledger/allocation-plan'
import { draft } from '#domain/ledger/entry'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { byHand, insertPayments } from '#store/payments'
import { type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import { type Actor, writeActor } from './actor.ts'
import { claimed, loadSubjects } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import { renewProposals } from './renew-proposals.ts'
import type { Shell } from './shell.ts'

type Command = {
  readonly companyId: Id
  readonly actor: Actor
  readonly invoiceId: Id
  readonly amount: Money
  readonly on: Day
  readonly kind: 'cash' | 'netting' | 'other'
  readonly why: string
}

/**
 * Records the payment and sets it against the invoice, as one group that is undone whole.
 * Throws Failure `invoice.not-found`, `allocation.*`, `payment.day-in-future`, `period.locked` for a closed day.
 */
export async function recordPayment(shell: Shell, command: Command): Promise<{ readonly groupId: Id; readonly paymentId: Id }> {
  const { companyId, actor, invoiceId, amount, on } = command
  const done = await inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const { timeZone, lockedUntil } = await getCompany(tx, companyId)
    if (on > dayOf(at, timeZone)) throw new Failure('payment.day-in-future', { on })
    if (lockedUntil !== null && on <= lockedUntil) throw new Failure('period.locked', { on, lockedUntil })
    const loaded = await loadSubjects(tx, companyId, { paymentIds: [], invoiceIds: [invoiceId] })
    const invoice = loaded.invoices.get(invoiceId)
    if (invoice === undefined) throw new Failure('invoice.not-found')
    const paymentId = newId()
    const wanted = [{ invoiceId, amount }]
    const claim = claimed(loaded.invoices, wanted, lockedUntil)
    const plan = allocationPlan({
      payment: { id: paymentId, bookedOn: on, unapplied: amount },
      invoices: claim.invoices,
      wanted,
      lockedUntil,
      why: command.why,
    })
    if (!plan.ok) throw new Failure(plan.code, plan.facts)
    await insertPayments(tx, companyId, [
      {
        id: paymentId,
        source: command.kind,
        sourceKey: byHand,
        externalId: paymentId,
        importId: null,
        lineId: null,
        connectionId: null,
        bookedOn: on,
        amount,
        payerName: null,
        payerAccount: null,
        payerEmail: null,
        title: command.why,
        creditedAccount: null,
        gatewayReference: null,
        orderReference: null,
        linkReference: null,
        customerId: invoice.customerId,
        outsideReason: null,
        snoozedUntil: null,
        createdAt: at,
      },
    ])
    const group = groupOf([
      draft('payment-received', on, amount, { paymentId, key: `received:${paymentId}` }),
      ...claim.drafts,
      ...plan.drafts,
    ])
    await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [group] })
    await planEffects(tx, shell, { companyId, invoiceIds: [invoiceId], paymentIds: [paymentId], cause: `record:${paymentId}`, at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'payment.recorded',
        subjectKind: 'invoice',
        subjectId: invoiceId,
        why: command.why,
        change: { paymentId, groupId: group.groupId, amount, on, kind: command.kind },
      },
    ])
    return { groupId: group.groupId, paymentId }
  })
  await renewProposals(shell, companyId, [invoiceId])
  return done
}
