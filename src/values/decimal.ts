// Decimal text with a dot, as contracts, APIs and files of ours write amounts.
import { type Currency, minorDigits } from './currency.ts'
import { type Money, money } from './money.ts'

/** `1234.5` in PLN → 123450 minor units. Null when the text is no decimal number or has more digits than the currency. */
export function parseDecimal(text: string, currency: Currency): Money | null {
  const match = /^([+-]?)(\d{1,30})(?:\.(\d*))?$/.exec(text.trim())
  if (match === null) return null
  const digits = minorDigits(currency)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return null
  const minor = BigInt((match[2] ?? '0') + fraction.padEnd(digits, '0'))
  return money(match[1] === '-' ? -minor : minor, currency)
}

/** Minor units as text with a dot and the currency's decimals: `-12.50`, `1200` for JPY. */
export function formatDecimal(amount: Money): string {
  const digits = minorDigits(amount.currency)
  const sign = amount.minor < 0n ? '-' : ''
  const plain = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(digits + 1, '0')
  if (digits === 0) return sign + plain
  return `${sign}${plain.slice(0, -digits)}.${plain.slice(-digits)}`
}
