// Sums of a claim by currency: principal, interest, compensation, all together.
import { type Claim, dailyInterest } from '#domain/interest/claim'
import type { Money } from '#values/money'
import type { Compensation, MessageFacts } from './message-facts.ts'
import { sumsOf } from './model-parts.ts'

export type ClaimSums = {
  readonly principal: readonly Money[]
  readonly interest: readonly Money[]
  readonly compensation: readonly Money[]
  readonly total: readonly Money[]
  readonly daily: Money | null
  readonly compensations: readonly Compensation[]
}

const nonZero = (amounts: readonly Money[]): readonly Money[] => amounts.filter((amount) => amount.minor !== 0n)

/** What is open of the invoices, with what the claim adds. */
export function claimSums(facts: Pick<MessageFacts, 'invoices' | 'claim'>): ClaimSums {
  const claim: Claim | null = facts.claim
  const open = facts.invoices.map((invoice) => invoice.open)
  const interest = (claim?.debts ?? []).map((each) => each.interest.interestLeft)
  const compensations = (claim?.debts ?? []).flatMap((each) => each.compensation ?? [])
  const paid = compensations.map((each) => each.amount)
  return {
    principal: sumsOf(open),
    interest: nonZero(sumsOf(interest)),
    compensation: nonZero(sumsOf(paid)),
    total: sumsOf([...open, ...interest, ...paid]),
    daily: claim === null ? null : dailyInterest(claim),
    compensations,
  }
}
