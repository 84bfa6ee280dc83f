// A person says of the rest of a payment: it is kept for the customer, is to be sent back, or was sent back.
import { keepPlan, type RestKind } from '#domain/ledger/keep-plan'
import { latestDay } from '#domain/ledger/period-lock'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { supersedeProposed } from '#store/matches'
import { changePayment } from '#store/payments'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { loadSubjects, placeable } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

type Command = {
  readonly companyId: Id
  readonly actor: Actor
  readonly paymentId: Id
  readonly as: RestKind
  /** Whose money it is, where nothing of it is placed yet. */
  readonly customerId: Id | null
  readonly why: string | null
}

/**
 * Answers the group by which it is undone. Money kept counts from the day it came, money sent back from today.
 * Throws Failure `payment.not-found`, `payment.already-settled`, `allocation.customer-missing`, `customer.not-found`, `period.locked`.
 */
export async function keepPayment(shell: Shell, command: Command): Promise<{ readonly groupId: Id }> {
  const { companyId, actor, paymentId, as } = command
  return inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const { lockedUntil, timeZone } = await getCompany(tx, companyId)
    if (command.customerId !== null) await getCustomer(tx, companyId, command.customerId)
    const payment = placeable(await loadSubjects(tx, companyId, { paymentIds: [paymentId], invoiceIds: [] }), paymentId)
    const customerId = command.customerId ?? payment.row.customerId
    if (as === 'advance' && customerId === null) throw new Failure('allocation.customer-missing')
    const plan = keepPlan({
      payment,
      entries: payment.entries,
      as,
      on: as === 'refunded' ? latestDay(payment.bookedOn, dayOf(at, timeZone)) : payment.bookedOn,
      lockedUntil,
      why: command.why,
    })
    if (!plan.ok) throw new Failure(plan.code, plan.facts)
    const group = groupOf(plan.drafts)
    await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [group] })
    await changePayment(tx, companyId, paymentId, { customerId, snoozedUntil: null })
    await supersedeProposed(tx, companyId, [paymentId])
    await planEffects(tx, shell, {
      companyId,
      invoiceIds: plan.drafts.flatMap((entry) => entry.invoiceId ?? []),
      paymentIds: [paymentId],
      cause: `keep:${group.groupId}`,
      at,
    })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'payment.rest-decided',
        subjectKind: 'payment',
        subjectId: paymentId,
        why: command.why,
        change: { groupId: group.groupId, as, amount: payment.unapplied, customerId },
      },
    ])
    return { groupId: group.groupId }
  })
}
