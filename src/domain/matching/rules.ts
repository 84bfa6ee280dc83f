// Rules of the user's own, in his order: the first whose conditions all hold answers.
import { alphanumerics, foldText } from '#values/plain-text'
import type { MatchingRule, PaymentFacts } from './types.ts'

const contains = (field: string | undefined, wanted: string): boolean => field !== undefined && foldText(field).includes(foldText(wanted))
const sameAccount = (field: string | undefined, wanted: string): boolean =>
  field !== undefined && alphanumerics(field).endsWith(alphanumerics(wanted).replace(/^PL/, ''))

/** True when every condition of the rule holds for the payment; a rule without conditions never does. */
export function ruleApplies(rule: MatchingRule, payment: PaymentFacts): boolean {
  const { when } = rule
  if (Object.keys(when).length === 0) return false
  if (when.payerName !== undefined && !contains(payment.payerName, when.payerName)) return false
  if (when.title !== undefined && !contains(payment.title, when.title)) return false
  if (when.payerAccount !== undefined && !sameAccount(payment.payerAccount, when.payerAccount)) return false
  if (when.creditedAccount !== undefined && !sameAccount(payment.creditedAccount, when.creditedAccount)) return false
  if (
    when.amountFrom !== undefined &&
    (when.amountFrom.currency !== payment.amount.currency || payment.amount.minor < when.amountFrom.minor)
  )
    return false
  return when.amountTo === undefined || (when.amountTo.currency === payment.amount.currency && payment.amount.minor <= when.amountTo.minor)
}

export const ruleFor = (rules: readonly MatchingRule[], payment: PaymentFacts): MatchingRule | null =>
  rules.find((rule) => ruleApplies(rule, payment)) ?? null
