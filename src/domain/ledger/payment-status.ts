// Where a payment stands.
import type { PaymentSums } from './payment-sums.ts'

/** on-account: all of the rest is kept for the customer on purpose · to-refund: all of it has its place and some is to be sent back · refunded: nothing of it stayed with us · outside: no customer's payment · withdrawn: the bank took all of it back, or the record of it was undone. */
export const paymentStatuses = ['new', 'partly-settled', 'settled', 'on-account', 'to-refund', 'refunded', 'outside', 'withdrawn'] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

/** Status of a payment by its sums; `outside` says that a person or a rule set it apart. */
export function paymentStatus(sums: PaymentSums, outside: boolean): PaymentStatus {
  if (outside) return 'outside'
  if (sums.received.minor <= sums.returned.minor) return 'withdrawn'
  const placed = sums.allocated.minor + sums.claims.minor
  if (sums.unapplied.minor <= 0n) return placed === 0n && sums.refunded.minor > 0n ? 'refunded' : 'settled'
  if (sums.noted.minor + sums.toRefund.minor >= sums.unapplied.minor) return sums.toRefund.minor > 0n ? 'to-refund' : 'on-account'
  return placed > 0n ? 'partly-settled' : 'new'
}
