// What is wrong with a rule of the user's own before it is even tried: it says nothing, or it would catch almost everything.
import type { MatchingRule } from '#domain/matching/types'
import { alphanumerics } from '#values/plain-text'

export type RuleProblem =
  | { readonly code: 'matching.rule-empty' }
  | {
      readonly code: 'matching.rule-too-short'
      readonly facts: { readonly field: 'payerName' | 'title' | 'payerAccount' | 'creditedAccount' }
    }
  | { readonly code: 'matching.rule-amounts' }

/** Letters and digits that a condition has at least: shorter texts stand in almost any payment, shorter ends in many accounts. */
const shortest = { payerName: 2, title: 2, payerAccount: 6, creditedAccount: 6 } as const
const fields = ['payerName', 'title', 'payerAccount', 'creditedAccount'] as const

/** The first problem of the conditions; null when the rule may be tried. */
export function ruleProblem({ when }: Pick<MatchingRule, 'when'>): RuleProblem | null {
  if (Object.values(when).every((condition) => condition === undefined)) return { code: 'matching.rule-empty' }
  for (const field of fields) {
    const text = when[field]
    if (text !== undefined && alphanumerics(text).length < shortest[field]) return { code: 'matching.rule-too-short', facts: { field } }
  }
  const { amountFrom, amountTo } = when
  if (amountFrom !== undefined && amountFrom.minor < 0n) return { code: 'matching.rule-amounts' }
  if (amountTo !== undefined && amountTo.minor <= 0n) return { code: 'matching.rule-amounts' }
  if (
    amountFrom !== undefined &&
    amountTo !== undefined &&
    (amountFrom.currency !== amountTo.currency || amountFrom.minor > amountTo.minor)
  )
    return { code: 'matching.rule-amounts' }
  return null
}
