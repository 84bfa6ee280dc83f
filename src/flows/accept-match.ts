// A person accepts what matching proposed: the proposal itself or one of its alternatives.
import { type Decided, decisionPlan } from '#domain/ledger/decision-plan'
import type { Candidate, Decision } from '#domain/matching/types'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { findCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { learn } from '#store/learnt'
import { changeMatch, getMatch, lockMatch } from '#store/matches'
import { changePayment } from '#store/payments'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { lessonsOf } from './lessons-of.ts'
import { claimed, loadSubjects, placeable } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

/** Candidate 0 is the proposal, the following are its alternatives. */
function candidateOf(decision: Decision, candidate: number): Decided & Pick<Candidate, 'allocations'> & { readonly customerId?: string } {
  const chosen = candidate === 0 ? decision : decision.alternatives[candidate - 1]
  if (chosen === undefined) throw new Failure('match.outdated')
  return chosen
}

/**
 * Posts the candidate in one transaction; answers the group by which it is undone. Two who accept at once: one wins.
 * Throws Failure `match.outdated`, `match.nothing-proposed`, `payment.already-settled`, `allocation.*`, `period.locked`.
 */
export async function acceptMatch(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly matchId: Id; readonly candidate?: number },
): Promise<{ readonly groupId: Id; readonly paymentId: Id }> {
  const { companyId, actor, matchId } = command
  return inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const company = await getCompany(tx, companyId)
    const { decision, paymentId } = await getMatch(tx, companyId, matchId)
    const decided = candidateOf(decision, command.candidate ?? 0)
    if (decided.allocations.length === 0 && decided.customerId === undefined) throw new Failure('match.nothing-proposed')
    // The payment before the match, as matching itself does: two that lock in one order never cross.
    const loaded = await loadSubjects(tx, companyId, {
      paymentIds: [paymentId],
      invoiceIds: decided.allocations.map((allocation) => allocation.invoiceId),
    })
    const payment = placeable(loaded, paymentId)
    const match = await lockMatch(tx, companyId, matchId)
    // A proposal for a payment of which somebody has since placed a part no longer says what is left.
    const before = restBefore(decision)
    if (match.state !== 'proposed' || (before !== null && before !== payment.unapplied.minor)) throw new Failure('match.outdated')
    const claim = claimed(loaded.invoices, decided.allocations, company.lockedUntil)
    const plan = decisionPlan({ decided, payment, invoices: claim.invoices, lockedUntil: company.lockedUntil, matchId })
    if (!plan.ok) throw new Failure(plan.code, plan.facts)
    const customerId = loaded.invoices.get(decided.allocations[0]?.invoiceId ?? '')?.customerId ?? decided.customerId ?? null
    const group = groupOf([...claim.drafts, ...plan.drafts])
    const entries = await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [group] })
    await changePayment(tx, companyId, payment.id, { customerId, snoozedUntil: null })
    await changeMatch(tx, companyId, matchId, 'accepted', writeActor(actor), at, command.candidate ?? 0)
    const customer = customerId === null ? null : await findCustomer(tx, companyId, customerId)
    await learn(tx, companyId, lessonsOf(payment.row, customer), writeActor(actor), at)
    await planEffects(tx, shell, {
      companyId,
      invoiceIds: entries.flatMap((entry) => entry.invoiceId ?? []),
      paymentIds: [payment.id],
      cause: `accept:${matchId}`,
      at,
    })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'match.accepted',
        subjectKind: 'payment',
        subjectId: payment.id,
        change: {
          matchId,
          groupId: group.groupId,
          kind: decided.kind,
          candidate: command.candidate ?? 0,
          allocations: decided.allocations,
        },
      },
    ])
    return { groupId: group.groupId, paymentId: payment.id }
  })
}

/** What was left of the payment when matching looked at it; null where the decision, being in another currency, does not tell. */
function restBefore(decision: Decision): bigint | null {
  const { currency, minor } = decision.unapplied
  if (decision.allocations.some((allocation) => allocation.amount.currency !== currency)) return null
  return decision.allocations.reduce((sum, allocation) => sum + allocation.amount.minor, minor)
}
