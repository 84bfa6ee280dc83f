// A person accepts what matching proposed: the proposal itself or one of its alternatives.
import { decisionPlan } from '#domain/ledger/decision-plan'
import { candidatesOf, isSamePlacement, placesPayment } from '#domain/matching/candidates'
import type { Candidate, Decision } from '#domain/matching/types'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { getCompany } from '#store/companies'
import { findCustomer } from '#store/customers'
import { inTransaction, type Tx } from '#store/database'
import { learn } from '#store/learnt'
import { changeMatch, findLatestMatches, getMatch, lockMatch, type StoredMatch } from '#store/matches'
import { changePayment } from '#store/payments'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { lessonsOf } from './lessons-of.ts'
import { claimed, loadSubjects, placeable } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import { renewProposals } from './renew-proposals.ts'
import type { Shell } from './shell.ts'

type Acceptance = {
  readonly companyId: Id
  readonly actor: Actor
  readonly matchId: Id
  /** Whose match it must be. */
  readonly paymentId?: Id
  readonly candidate?: number
}
type Accepted = { readonly groupId: Id; readonly paymentId: Id }

/**
 * Posts the candidate (of `candidatesOf`, the first where none is named) in one transaction; answers the group by which it is undone.
 * Two who accept at once: one wins. Other payments that were proposed for the same invoices are matched anew.
 * Throws Failure `match.not-found`, `match.outdated`, `match.nothing-proposed`, `payment.already-settled`, `allocation.*`, `period.locked`.
 */
export async function acceptMatch(shell: Shell, command: Acceptance): Promise<Accepted> {
  const { invoiceIds, ...accepted } = await postAccepted(shell, command)
  await renewProposals(shell, command.companyId, invoiceIds)
  return accepted
}

/** As acceptMatch; what it means for other proposals is left to the caller. */
export async function postAccepted(shell: Shell, command: Acceptance): Promise<Accepted & { readonly invoiceIds: readonly Id[] }> {
  const { companyId, actor, matchId } = command
  return inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const company = await getCompany(tx, companyId)
    const seen = await getMatch(tx, companyId, matchId)
    if (command.paymentId !== undefined && command.paymentId !== seen.paymentId) throw new Failure('match.not-found')
    const wanted = wantedOf(seen.decision, command.candidate ?? 0)
    // The payment before the match, as matching itself does: two that lock in one order never cross.
    const loaded = await loadSubjects(tx, companyId, {
      paymentIds: [seen.paymentId],
      invoiceIds: wanted.allocations.map((allocation) => allocation.invoiceId),
    })
    const payment = placeable(loaded, seen.paymentId)
    const { match, candidate } = await lockStanding(tx, companyId, seen, wanted)
    // A proposal for a payment of which somebody has since placed a part no longer says what is left.
    const before = restBefore(match.decision)
    if (before !== null && before !== payment.unapplied.minor) throw new Failure('match.outdated')
    const claim = claimed(loaded.invoices, wanted.allocations, company.lockedUntil)
    const plan = decisionPlan({
      decided: wanted,
      payment,
      invoices: claim.invoices,
      lockedUntil: company.lockedUntil,
      matchId: match.id,
    })
    if (!plan.ok) throw new Failure(plan.code, plan.facts)
    const named = wanted.customerId === '' ? null : wanted.customerId
    const customerId = loaded.invoices.get(wanted.allocations[0]?.invoiceId ?? '')?.customerId ?? named
    const group = groupOf([...claim.drafts, ...plan.drafts])
    const entries = await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [group] })
    const invoiceIds = entries.flatMap((entry) => entry.invoiceId ?? [])
    await changePayment(tx, companyId, payment.id, { customerId, snoozedUntil: null })
    await changeMatch(tx, companyId, match.id, 'accepted', writeActor(actor), at, candidate)
    const customer = customerId === null ? null : await findCustomer(tx, companyId, customerId)
    await learn(tx, companyId, lessonsOf(payment.row, customer), writeActor(actor), at)
    await planEffects(tx, shell, { companyId, invoiceIds, paymentIds: [payment.id], cause: `accept:${match.id}`, at })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'match.accepted',
        subjectKind: 'payment',
        subjectId: payment.id,
        change: { matchId: match.id, groupId: group.groupId, kind: wanted.kind, candidate, allocations: wanted.allocations },
      },
    ])
    return { groupId: group.groupId, paymentId: payment.id, invoiceIds }
  })
}

function wantedOf(decision: Decision, candidate: number): Candidate {
  const candidates = candidatesOf(decision)
  const wanted = candidates[candidate]
  if (wanted !== undefined) return wanted
  throw new Failure(candidates.length === 0 ? 'match.nothing-proposed' : 'match.outdated')
}

/**
 * The proposal that stands for what the person saw, locked: the match itself, or one that has replaced it while he looked and still
 * offers the same. `candidate` counts the decision itself as 0, as matches keep it. Failure `match.outdated` where neither stands.
 */
async function lockStanding(
  tx: Tx,
  companyId: Id,
  seen: StoredMatch,
  wanted: Candidate,
): Promise<{ readonly match: StoredMatch; readonly candidate: number }> {
  const latest = (await findLatestMatches(tx, companyId, [seen.paymentId])).get(seen.paymentId)
  const match = await lockMatch(tx, companyId, latest?.id ?? seen.id)
  const at = candidatesOf(match.decision).findIndex((each) => isSamePlacement(each, wanted))
  if (match.state !== 'proposed' || at === -1) throw new Failure('match.outdated')
  return { match, candidate: placesPayment(match.decision) ? at : at + 1 }
}

/** What was left of the payment when matching looked at it; null where the decision, being in another currency, does not tell. */
function restBefore(decision: Decision): bigint | null {
  const { currency, minor } = decision.unapplied
  if (decision.allocations.some((allocation) => allocation.amount.currency !== currency)) return null
  return decision.allocations.reduce((sum, allocation) => sum + allocation.amount.minor, minor)
}
