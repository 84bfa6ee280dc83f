// Stripe counts in its own smallest units; where those differ from ISO 4217 amounts are converted here.
import { type Currency, minorDigits } from '#values/currency'
import { type Money, money } from '#values/money'

/** Currencies that Stripe counts in whole units. UGX and ISK have no minor unit either, but Stripe keeps two zeros for them. */
const withoutDecimals = new Set(['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'])
const withThreeDecimals = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])

const stripeDigits = (currency: Currency): number => (withoutDecimals.has(currency) ? 0 : withThreeDecimals.has(currency) ? 3 : 2)

/** An amount of Stripe as money; null when it has a fraction of what the currency knows. */
export function fromStripe(amount: number, currency: Currency): Money | null {
  const shift = minorDigits(currency) - stripeDigits(currency)
  const value = BigInt(amount)
  if (shift >= 0) return money(value * 10n ** BigInt(shift), currency)
  const divisor = 10n ** BigInt(-shift)
  return value % divisor === 0n ? money(value / divisor, currency) : null
}

/** Money as Stripe counts it. */
export function toStripe(amount: Money): bigint {
  const shift = stripeDigits(amount.currency) - minorDigits(amount.currency)
  return shift >= 0 ? amount.minor * 10n ** BigInt(shift) : amount.minor / 10n ** BigInt(-shift)
}
