// What a person may accept of a decision.
import type { Candidate, Decision } from './types.ts'

/** Whether the decision itself places the payment; one that does not may still have alternatives that do. */
export const placesPayment = (decision: Decision): boolean => decision.allocations.length > 0 || decision.customerId !== undefined

/** The proposal itself where it places the payment, then what else was weighed; a person chooses by the place in this list. */
export function candidatesOf(decision: Decision): readonly Candidate[] {
  const { kind, allocations, unapplied, probability, evidence, against } = decision
  const first = { customerId: decision.customerId ?? '', kind, allocations, unapplied, probability, evidence, against }
  return placesPayment(decision) ? [first, ...decision.alternatives] : decision.alternatives
}

/** Whether two place the same money in the same way; how sure they are of it does not matter. */
export const isSamePlacement = (a: Candidate, b: Candidate): boolean => placement(a) === placement(b)

const placement = ({ customerId, kind, allocations, unapplied }: Candidate): string =>
  [
    customerId,
    kind,
    `${unapplied.minor} ${unapplied.currency}`,
    ...allocations.map(({ invoiceId, amount }) => `${invoiceId} ${amount.minor} ${amount.currency}`).sort(),
  ].join('\n')
