// Tries a rule of the user's own on the payments of the last 90 days before it is saved.

import type { MatchingRule } from '#domain/matching/types'
import { ruleProblem } from '#domain/matching-rules/rule-problem'
import { type RuleTrial, ruleTrial, touchedBy } from '#domain/matching-rules/rule-trial'
import { type Company, getCompany } from '#store/companies'
import { getCustomer } from '#store/customers'
import type { Executor } from '#store/database'
import { loadLearnt } from '#store/learnt'
import { loadOpenInvoices } from '#store/matching-book'
import { listRecentPayments } from '#store/recent-payments'
import { addDays, type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { matchingChoices } from './matching-choices.ts'
import { matchingSettings } from './matching-settings.ts'

export const triedDays = 90
/** Settled invoices that the payments of these days may name. */
const settledDays = triedDays + 180

export type TriedRule = RuleTrial & { readonly since: Day; readonly payments: number }

/** Where a new rule is tried while it has no id of its own yet. */
export const untriedId = 'tried'

/**
 * The rule at its place among the others (`ruleId` takes the place of that one, a new one stands last or at `at`), on books as they would be without
 * the payments that it touches. Throws Failure `matching.rule-*`, `customer.not-found`.
 */
export async function tryRule(
  executor: Executor,
  command: {
    readonly companyId: Id
    readonly rule: Omit<MatchingRule, 'id'>
    readonly ruleId?: Id
    readonly at?: number
    readonly now: Date
  },
): Promise<TriedRule> {
  const { companyId, ruleId } = command
  const company = await getCompany(executor, companyId)
  const rule: MatchingRule = { id: ruleId ?? untriedId, ...command.rule }
  await requireSound(executor, companyId, rule)
  const { before, after } = places(company, rule, command)
  const since = addDays(dayOf(command.now, company.timeZone), -triedDays)
  const { payments, placed } = await listRecentPayments(executor, companyId, since)
  // Most rules catch little: the book of a large company is read only when there is something to decide.
  if (touchedBy(rule, after, payments).length === 0) return { since, payments: payments.length, touched: 0, lines: [] }
  const learnt = await loadLearnt(
    executor,
    companyId,
    payments.map((payment) => payment.id),
  )
  const invoices = await loadOpenInvoices(executor, companyId, addDays(since, triedDays - settledDays), learnt.virtualAccounts)
  const settings = await matchingSettings(executor, company)
  return {
    since,
    payments: payments.length,
    ...ruleTrial({ rule, rules: after, rulesBefore: before, payments, placed, invoices, learnt, settings }),
  }
}

/** Throws Failure for a rule that says nothing or too little, or names a customer that there is not. */
export async function requireSound(executor: Executor, companyId: Id, rule: Omit<MatchingRule, 'id'>): Promise<void> {
  const problem = ruleProblem(rule)
  if (problem !== null) throw new Failure(problem.code, 'facts' in problem ? problem.facts : {})
  if (rule.effect.action === 'customer') await getCustomer(executor, companyId, rule.effect.customerId)
}

function places(
  company: Company,
  rule: MatchingRule,
  { ruleId, at }: { readonly ruleId?: Id; readonly at?: number },
): { readonly before: readonly MatchingRule[]; readonly after: readonly MatchingRule[] } {
  const rules: readonly MatchingRule[] = matchingChoices(company).rules
  if (ruleId === undefined) return { before: rules, after: rules.toSpliced(at ?? rules.length, 0, rule) }
  if (!rules.some((each) => each.id === ruleId)) throw new Failure('matching.rule-not-found')
  return { before: rules.filter((each) => each.id !== ruleId), after: rules.map((each) => (each.id === ruleId ? rule : each)) }
}
