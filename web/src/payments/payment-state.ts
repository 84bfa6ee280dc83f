// What of a payment is still to be decided.
import type { Candidate, PaymentDetail } from './payment-types.ts'

/** Nothing of it waits: all was placed, or it is no payment of a customer. */
export const isPlaced = ({ status }: PaymentDetail): boolean => status === 'settled' || status === 'outside'

/** What is proposed for it, the likeliest first; none once the proposal was decided on. */
export const proposedFor = ({ match }: PaymentDetail): readonly Candidate[] => (match?.state === 'proposed' ? match.candidates : [])

/** Other money came first to an invoice of it: it cannot be accepted any more. */
export const isOvertaken = ({ overtaken }: Candidate): boolean => overtaken.length > 0
