// What becomes of the block that a rule has made or is to make, once the customer's level is known.

import type { BlockState } from './block-set.ts'
import type { CreditLevel } from './credit-level.ts'

/** none: leave it as it is. */
export type RuleBlockStep = 'none' | 'propose' | 'block' | 'end'

/**
 * A person's business is only proposed: GDPR art. 22 wants a human to decide what weighs on a natural person. A refusal stands until the
 * customer has been below his lines once; then the next crossing is a new question.
 */
export function ruleBlockStep(at: {
  readonly level: CreditLevel
  readonly known: BlockState | null
  readonly person: boolean
}): RuleBlockStep {
  if (at.level !== 'over') return at.known === null ? 'none' : 'end'
  if (at.known !== null) return 'none'
  return at.person ? 'propose' : 'block'
}
