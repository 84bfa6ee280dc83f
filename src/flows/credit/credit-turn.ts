// What one evaluation did to one customer: handed from the judging to the telling.
import type { Block } from '#store/credit/blocks'
import type { CreditStanding } from '#store/credit/standings'
import type { CreditFacts } from './credit-facts.ts'

export type CreditTurn = {
  readonly facts: CreditFacts
  readonly before: CreditStanding
  readonly after: CreditStanding
  readonly proposed: Block | null
  readonly started: Block | null
  readonly ended: readonly Block[]
  /** Why a person has blocked by hand; null where nobody has. */
  readonly byHand: string | null
}
