// A person says what a payment is for: exact parts against invoices, or money kept on a customer's account.
import type { Plan, WantedAllocation } from '#domain/ledger/plan'
import { type Claim, type Closing, type Kept, splitPlan } from '#domain/ledger/split-plan'
import { appendEntries, groupOf } from '#store/append-entries'
import { appendAudit } from '#store/audit'
import { type Company, getCompany } from '#store/companies'
import { findCustomer, getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { learn } from '#store/learnt'
import { supersedeProposed } from '#store/matches'
import { changePayment } from '#store/payments'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { lessonsOf } from './lessons-of.ts'
import { claimed, type LoadedPayment, type LoadedSubjects, loadSubjects, placeable } from './load-subjects.ts'
import { planEffects } from './plan-effects.ts'
import { renewProposals } from './renew-proposals.ts'
import type { Shell } from './shell.ts'
import { writeOffLimit } from './write-off-limit.ts'

type Command = {
  readonly companyId: Id
  readonly actor: Actor
  readonly paymentId: Id
  readonly customerId: Id | null
  readonly allocations: readonly WantedAllocation[]
  /** What is missing on an invoice and comes from nobody: a bank's fee, a currency difference, a few groszy. */
  readonly closings?: readonly Closing[]
  /** Parts for interest and compensation. */
  readonly claims?: readonly Claim[]
  /** What of the rest is kept or to be sent back; left out, all of it is kept. */
  readonly kept?: readonly Kept[]
  readonly why?: string
}

/**
 * Sets the parts against the invoices; with a customer named, the rest is kept on his account. Answers the group by which it is undone.
 * Throws Failure `payment.already-settled`, `allocation.*` (a write-off in passing is bound by the company's own limit), `customer.not-found`, `period.locked`.
 */
export async function allocateByHand(shell: Shell, command: Command): Promise<{ readonly groupId: Id }> {
  const { companyId, actor, paymentId } = command
  const invoiceIds = [...command.allocations, ...(command.closings ?? [])].map((part) => part.invoiceId)
  const done = await inTransaction(shell.database, async (tx) => {
    const at = shell.clock.now()
    const company = await getCompany(tx, companyId)
    if (command.customerId !== null) await getCustomer(tx, companyId, command.customerId)
    const loaded = await loadSubjects(tx, companyId, {
      paymentIds: [paymentId],
      invoiceIds,
    })
    const payment = placeable(loaded, paymentId)
    const plan = planByHand(company, command, loaded, payment)
    if (!plan.ok) throw new Failure(plan.code, plan.facts)
    const group = groupOf(plan.drafts)
    const entries = await appendEntries(tx, companyId, { actor: writeActor(actor), at, groups: [group] })
    const customerId = command.customerId ?? loaded.invoices.get(command.allocations[0]?.invoiceId ?? '')?.customerId ?? null
    await changePayment(tx, companyId, paymentId, { customerId, snoozedUntil: null })
    await supersedeProposed(tx, companyId, [paymentId])
    const customer = customerId === null ? null : await findCustomer(tx, companyId, customerId)
    await learn(tx, companyId, lessonsOf(payment.row, customer), writeActor(actor), at)
    await planEffects(tx, shell, {
      companyId,
      invoiceIds: entries.flatMap((entry) => entry.invoiceId ?? []),
      paymentIds: [paymentId],
      cause: `allocate:${group.groupId}`,
      at,
    })
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'payment.allocated',
        subjectKind: 'payment',
        subjectId: paymentId,
        why: command.why ?? null,
        change: {
          groupId: group.groupId,
          customerId,
          allocations: command.allocations,
          ...(command.closings === undefined ? {} : { closings: command.closings }),
          ...(command.claims === undefined ? {} : { claims: command.claims }),
          ...(command.kept === undefined ? {} : { kept: command.kept }),
        },
      },
    ])
    return { groupId: group.groupId }
  })
  await renewProposals(shell, companyId, invoiceIds)
  return done
}

function planByHand(company: Company, command: Command, { invoices }: LoadedSubjects, payment: LoadedPayment): Plan {
  const claim = claimed(invoices, command.allocations, company.lockedUntil)
  const plan = splitPlan({
    payment,
    // An invoice that is only closed is not among those that are paid.
    invoices: new Map([...invoices, ...claim.invoices]),
    split: {
      allocations: command.allocations,
      closings: command.closings ?? [],
      claims: command.claims ?? [],
      kept: command.kept ?? null,
    },
    hasCustomer: command.customerId !== null,
    writeOffLimit: ({ open }) => writeOffLimit(company, open.currency),
    lockedUntil: company.lockedUntil,
    why: command.why ?? null,
  })
  return plan.ok ? { ...plan, drafts: [...claim.drafts, ...plan.drafts] } : plan
}
