// The answer to "may we sell to this customer": yes or no, how much, and why.
import type { Day } from '#values/day'

export type SaleAnswer = {
  readonly mayWeSell: boolean
  /** Minor units left under the credit limit, never below zero; null without a limit. */
  readonly limitLeftMinor: bigint | null
  readonly why: 'unknown-customer' | 'blocked' | 'limit-used-up' | 'exception' | 'warned' | 'fine'
}

/** A limit that is used up says no also before a rule has blocked: the next delivery would cross it. An exception answers yes. */
export function saleAnswer(at: {
  readonly blocked: boolean
  readonly exceptionUntil: Day | null
  readonly warned: boolean
  readonly creditLimitMinor: bigint | null
  readonly openMinor: bigint
}): SaleAnswer {
  const left = at.creditLimitMinor === null ? null : at.creditLimitMinor - at.openMinor
  const limitLeftMinor = left === null ? null : left < 0n ? 0n : left
  const say = (mayWeSell: boolean, why: SaleAnswer['why']): SaleAnswer => ({ mayWeSell, limitLeftMinor, why })
  if (at.exceptionUntil !== null) return say(true, 'exception')
  if (at.blocked) return say(false, 'blocked')
  if (limitLeftMinor === 0n) return say(false, 'limit-used-up')
  return say(true, at.warned ? 'warned' : 'fine')
}
