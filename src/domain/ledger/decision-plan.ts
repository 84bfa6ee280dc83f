// Turns a matching decision into entries: the allocations, what is missing for a known reason, and the rest that is kept.
import type { Candidate } from '#domain/matching/types'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { allocationPlan } from './allocation-plan.ts'
import { draft, type EntryDraft } from './entry.ts'
import { openDay } from './period-lock.ts'
import type { Plan, PlannedInvoice, PlannedPayment, WantedAllocation } from './plan.ts'

/** The part of a decision, or of one of its candidates, that money moves by. */
export type Decided = Pick<Candidate, 'kind' | 'allocations' | 'unapplied'>

type Settled = {
  readonly on: Day
  readonly wanted: readonly WantedAllocation[]
  readonly invoices: ReadonlyMap<Id, PlannedInvoice>
  readonly matchId: Id
}

/**
 * Entries of an accepted or posted decision. A `short` one closes what is missing as a bank fee, a `discount` as written off, an
 * `other-currency` one as a currency difference; whatever is left of the payment is noted as kept on the customer's account.
 * Refuses as allocationPlan does.
 */
export function decisionPlan(input: {
  readonly decided: Decided
  readonly payment: PlannedPayment
  readonly invoices: ReadonlyMap<Id, PlannedInvoice>
  readonly lockedUntil: Day | null
  readonly matchId: Id
}): Plan {
  const { decided, payment, invoices, lockedUntil, matchId } = input
  const wanted = inPaymentCurrency(decided, payment)
  const plan: Plan =
    wanted.length === 0
      ? { ok: true, drafts: [], unapplied: payment.unapplied }
      : allocationPlan({ payment, invoices, wanted, lockedUntil, matchId })
  if (!plan.ok) return plan
  const on =
    plan.drafts
      .map((entry) => entry.on)
      .sort()
      .at(-1) ?? openDay(payment.bookedOn, lockedUntil)
  const settled: Settled = { on, wanted, invoices, matchId }
  return { ...plan, drafts: [...plan.drafts, ...closings(decided, settled), ...keptRest(decided, payment, plan.unapplied.minor, settled)] }
}

/** A decision of another currency names what it takes of the payment only as a whole: shared out by the amounts, the last takes the odd grosz. */
function inPaymentCurrency(decided: Decided, payment: PlannedPayment): readonly WantedAllocation[] {
  const { currency, minor: before } = payment.unapplied
  if (decided.allocations.every((allocation) => allocation.amount.currency === currency)) return decided.allocations
  const taken = before - decided.unapplied.minor
  const whole = decided.allocations.reduce((sum, allocation) => sum + allocation.amount.minor, 0n)
  let given = 0n
  return decided.allocations.map(({ invoiceId, amount }, index) => {
    const isLast = index === decided.allocations.length - 1
    const share = isLast || whole === 0n ? taken - given : (taken * amount.minor) / whole
    given += share
    return { invoiceId, amount, paymentAmount: money(share, currency) }
  })
}

const closingKinds = { short: 'bank-fee', discount: 'write-off', 'other-currency': 'currency-difference' } as const

function closings(decided: Decided, { on, wanted, invoices, matchId }: Settled): readonly EntryDraft[] {
  const { kind } = decided
  if (kind !== 'short' && kind !== 'discount' && kind !== 'other-currency') return []
  return wanted.flatMap(({ invoiceId, amount }) => {
    const missing = (invoices.get(invoiceId)?.open.minor ?? 0n) - amount.minor
    if (missing <= 0n || amount.minor <= 0n) return []
    return [draft(closingKinds[kind], on, money(missing, amount.currency), { invoiceId, matchId, why: kind })]
  })
}

function keptRest(decided: Decided, payment: PlannedPayment, left: bigint, { on, wanted, matchId }: Settled): readonly EntryDraft[] {
  if (left <= 0n) return []
  const overpaid =
    decided.kind === 'over' ? wanted.findLast((allocation) => allocation.amount.currency === payment.unapplied.currency) : undefined
  return [
    draft('overpayment-noted', on, money(left, payment.unapplied.currency), {
      paymentId: payment.id,
      invoiceId: overpaid?.invoiceId ?? null,
      matchId,
      why: decided.kind,
    }),
  ]
}
