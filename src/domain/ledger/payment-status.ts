// Where a payment stands.
import type { PaymentSums } from './payment-sums.ts'

/** on-account: all of the rest is kept for the customer on purpose · outside: no customer's payment · withdrawn: the bank took all of it back, or the record of it was undone. */
export const paymentStatuses = ['new', 'partly-settled', 'settled', 'on-account', 'outside', 'withdrawn'] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

/** Status of a payment by its sums; `outside` says that a person or a rule set it apart. */
export function paymentStatus(sums: PaymentSums, outside: boolean): PaymentStatus {
  if (outside) return 'outside'
  if (sums.received.minor <= sums.returned.minor) return 'withdrawn'
  if (sums.unapplied.minor <= 0n) return 'settled'
  if (sums.noted.minor >= sums.unapplied.minor) return 'on-account'
  return sums.allocated.minor > 0n ? 'partly-settled' : 'new'
}
