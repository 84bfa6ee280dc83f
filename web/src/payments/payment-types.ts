// Shapes of payments as the contract gives them, named for the screens.
import type { listPayments, readPayment } from '#contract/payments'
import type { Output } from '#contract/route'

export type PaymentRow = Output<typeof listPayments>['rows'][number]
export type PaymentDetail = Output<typeof readPayment>
export type Candidate = NonNullable<PaymentDetail['match']>['candidates'][number]
export type EvidenceItem = Candidate['evidence'][number]

/** Nouns that a decision on a payment makes stale. */
export const changedByPayment = ['payments', 'invoices', 'customers', 'dashboard', 'outbox']
