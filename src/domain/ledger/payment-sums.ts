// What the entries of one payment add up to.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { type Money, money } from '#values/money'
import { type EntryDraft, entriesUntil } from './entry.ts'

/** All in the payment's currency. */
export type PaymentSums = {
  readonly received: Money
  readonly returned: Money
  readonly allocated: Money
  readonly refunded: Money
  /** Rest that is not allocated; negative only between a return and the reversals that come with it. */
  readonly unapplied: Money
  /** How much of the rest is kept on the customer's account on purpose. */
  readonly noted: Money
}

/** Sums of one payment's entries up to and with the day `asOf`; throws a TypeError when one lacks its amount in the payment's currency. */
export function paymentSums(entries: readonly EntryDraft[], currency: Currency, asOf?: Day): PaymentSums {
  let [received, returned, allocated, refunded, noted] = [0n, 0n, 0n, 0n, 0n]
  for (const entry of entriesUntil(entries, asOf)) {
    if (entry.paymentId === null) continue
    const amount = entry.paymentAmount ?? entry.amount
    if (amount.currency !== currency) throw new TypeError(`entry in ${amount.currency} on a payment in ${currency}`)
    switch (entry.kind) {
      case 'payment-received':
        received += amount.minor
        break
      case 'payment-returned':
        returned += amount.minor
        break
      case 'allocation':
        allocated += amount.minor
        break
      case 'refund':
        refunded += amount.minor
        break
      case 'overpayment-noted':
        noted += amount.minor
        break
      case 'invoice-issued':
      case 'invoice-changed':
      case 'settled-at-source':
      case 'credit-allocation':
      case 'advance-deducted':
      case 'write-off':
      case 'bank-fee':
      case 'currency-difference':
        break
    }
  }
  const unapplied = received - returned - allocated - refunded
  const of = (minor: bigint): Money => money(minor, currency)
  return {
    received: of(received),
    returned: of(returned),
    allocated: of(allocated),
    refunded: of(refunded),
    unapplied: of(unapplied),
    noted: of(noted < unapplied ? noted : unapplied < 0n ? 0n : unapplied),
  }
}

/** Rest of a payment that is not allocated, as of the end of a day or now. */
export const unapplied = (entries: readonly EntryDraft[], currency: Currency, asOf?: Day): Money =>
  paymentSums(entries, currency, asOf).unapplied
