// Statements of an account as a chain: one that is missing shows in the numbers or in the balances.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { equals, type Money } from '#values/money'

export type ChainedStatement = {
  readonly id: Id
  readonly number: string | null
  readonly opening: Money | null
  readonly closing: Money | null
  readonly openingOn: Day | null
  readonly closingOn: Day | null
}

/** Something is missing between two statements: by its number, or because the balances do not meet. */
export type StatementGap = {
  readonly kind: 'number' | 'balance'
  readonly afterId: Id
  readonly beforeId: Id
  readonly from: Day
  readonly to: Day
}

/** `12/2026` → 12 in 2026; null for numbers that are no running ones. */
function runningNumber(number: string | null): { readonly n: number; readonly series: string } | null {
  const match = /^0*(\d{1,5})(?:[/\-.](\d{1,5}))?$/.exec(number?.trim() ?? '')
  return match?.[1] === undefined ? null : { n: Number(match[1]), series: match[2] ?? '' }
}

/**
 * Gaps between statements of one account, by their days. Where the balances meet nothing is missing, whatever the numbers say;
 * statements whose days overlap cannot be compared by balance, nor can those that lack one.
 */
export function statementGaps(statements: readonly ChainedStatement[]): readonly StatementGap[] {
  const dated = statements
    .flatMap((statement) => {
      const to = statement.closingOn ?? statement.openingOn
      return to === null ? [] : [{ ...statement, from: statement.openingOn ?? to, to }]
    })
    .sort((a, b) => (a.to === b.to ? (a.id < b.id ? -1 : 1) : a.to < b.to ? -1 : 1))
  return dated.flatMap((next, i): StatementGap[] => {
    const before = dated[i - 1]
    if (before === undefined || next.from < before.to) return []
    const at = { afterId: before.id, beforeId: next.id, from: before.to, to: next.from }
    if (before.closing !== null && next.opening !== null)
      return equals(before.closing, next.opening) ? [] : [{ kind: 'balance' as const, ...at }]
    const [a, b] = [runningNumber(before.number), runningNumber(next.number)]
    return a !== null && b !== null && a.series === b.series && b.n > a.n + 1 ? [{ kind: 'number' as const, ...at }] : []
  })
}
