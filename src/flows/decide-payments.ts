// Asks matching about payments: first against what is open, then what is left against what the source alone calls paid.
import { buildMatchingIndex, decideAll } from '#domain/matching/matching'
import type { Decision, PaymentFacts } from '#domain/matching/types'
import type { Company } from '#store/companies'
import type { Executor } from '#store/database'
import { loadLearnt } from '#store/learnt'
import { loadOpenInvoices, loadSettledAtSource } from '#store/matching-book'
import { findUnconfirmedPayments } from '#store/statements'
import { addDays } from '#values/day'
import { matchingSettings } from './matching-settings.ts'

/** Settled invoices that a second payment may name by mistake. */
const settledWithinDays = 180
/** How long after its issue a payment for an invoice is still looked for when its source calls it paid. */
const paidWithinDays = 400

/**
 * One decision for each payment, in the order given. What must not be posted by itself (its statement does not add up, or a person is
 * deciding beside it: `afterDecision`) is only suggested.
 */
export async function decidePayments(
  executor: Executor,
  company: Company,
  payments: readonly PaymentFacts[],
  { afterDecision = false }: { readonly afterDecision?: boolean } = {},
): Promise<readonly Decision[]> {
  const [earliest] = payments.map((payment) => payment.bookedOn).sort()
  if (earliest === undefined) return []
  const ids = payments.map((payment) => payment.id)
  const settings = await matchingSettings(executor, company)
  const learnt = await loadLearnt(executor, company.id, ids)
  const open = await loadOpenInvoices(executor, company.id, addDays(earliest, -settledWithinDays), learnt.virtualAccounts)
  const first = decideAll(buildMatchingIndex(open, learnt, settings), payments)
  const undecided = payments.filter((_, i) => isUndecided(first[i]))
  const settled =
    undecided.length === 0
      ? []
      : await loadSettledAtSource(executor, company.id, addDays(earliest, -paidWithinDays), learnt.virtualAccounts)
  const second = settled.length === 0 ? [] : decideAll(buildMatchingIndex(settled, learnt, settings), undecided)
  const better = new Map(second.filter(isSameMoney).map((decision) => [decision.paymentId, decision]))
  const unconfirmed = await findUnconfirmedPayments(executor, company.id, ids)
  return first.map((decision) => {
    const chosen = better.get(decision.paymentId) ?? decision
    if (chosen.outcome !== 'posted') return chosen
    if (unconfirmed.has(chosen.paymentId)) return held(chosen, 'input', 'input.unbalanced-statement')
    return afterDecision ? held(chosen, 'words', 'gate.after-decision') : chosen
  })
}

const isUndecided = (decision: Decision | undefined): boolean =>
  decision?.outcome === 'none' && (decision.kind === 'unknown' || decision.kind === 'duplicate')

/** The accountant marked the invoice as paid in his program while the bank's file was on its way: not a second payment. */
const isSameMoney = (decision: Decision): boolean => decision.outcome !== 'none' && (decision.kind === 'exact' || decision.kind === 'set')

const held = (decision: Decision, kind: 'input' | 'words', because: string): Decision => ({
  ...decision,
  outcome: 'suggested',
  against: [...decision.against, { kind, weight: 0, because, facts: {} }],
})
