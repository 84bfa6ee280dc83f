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
  /** What it covers beside invoices: interest and recovery compensation. */
  readonly claims: Money
  readonly refunded: Money
  /** Rest that is not allocated; negative only between a return and the reversals that come with it. */
  readonly unapplied: Money
  /** How much of the rest is kept on the customer's account on purpose. */
  readonly noted: Money
  /** How much of the rest is to be sent back. */
  readonly toRefund: Money
}

/** Sums of one payment's entries up to and with the day `asOf`; throws a TypeError when one lacks its amount in the payment's currency. */
export function paymentSums(entries: readonly EntryDraft[], currency: Currency, asOf?: Day): PaymentSums {
  let [received, returned, allocated, claims, refunded, noted, toRefund] = [0n, 0n, 0n, 0n, 0n, 0n, 0n]
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
      case 'interest-paid':
      case 'compensation-paid':
        claims += amount.minor
        break
      case 'refund-due':
        toRefund += amount.minor
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
  const unapplied = received - returned - allocated - claims - refunded
  const atMost = (minor: bigint, most: bigint): bigint => (most < 0n ? 0n : minor < most ? minor : most)
  const of = (minor: bigint): Money => money(minor, currency)
  return {
    received: of(received),
    returned: of(returned),
    allocated: of(allocated),
    claims: of(claims),
    refunded: of(refunded),
    unapplied: of(unapplied),
    noted: of(atMost(noted, unapplied)),
    toRefund: of(atMost(toRefund, unapplied)),
  }
}

/** Rest of a payment that is not allocated, as of the end of a day or now. */
export const unapplied = (entries: readonly EntryDraft[], currency: Currency, asOf?: Day): Money =>
  paymentSums(entries, currency, asOf).unapplied
