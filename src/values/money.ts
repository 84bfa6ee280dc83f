// Amounts of money as whole minor units of one currency; never a float.
import type { Currency } from './currency.ts'

/** `minor` counts the currency's smallest unit (grosz, cent); it may be negative. */
export type Money = { readonly minor: bigint; readonly currency: Currency }

export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency })

export const zero = (currency: Currency): Money => money(0n, currency)

function sameCurrency(a: Money, b: Money): Currency {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} do not add up`)
  return a.currency
}

/** Sum of two amounts of one currency; throws a TypeError when they differ. */
export const add = (a: Money, b: Money): Money => money(a.minor + b.minor, sameCurrency(a, b))

/** `a − b` in one currency; throws a TypeError when they differ. */
export const subtract = (a: Money, b: Money): Money => money(a.minor - b.minor, sameCurrency(a, b))

export const negate = (a: Money): Money => money(-a.minor, a.currency)

export const absolute = (a: Money): Money => (a.minor < 0n ? negate(a) : a)

/** Negative, zero or positive number as `a` is below, equal to or above `b`. */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  sameCurrency(a, b)
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0
}

export const equals = (a: Money, b: Money): boolean => a.currency === b.currency && a.minor === b.minor

export const isZero = (a: Money): boolean => a.minor === 0n

export const isPositive = (a: Money): boolean => a.minor > 0n

export const isNegative = (a: Money): boolean => a.minor < 0n

/** Sum of amounts that are all in `currency`. */
export const total = (amounts: Iterable<Money>, currency: Currency): Money => {
  let sum = zero(currency)
  for (const amount of amounts) sum = add(sum, amount)
  return sum
}

/** Divides and rounds half away from zero, as Polish tax rounding does (Ordynacja podatkowa art. 63). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const quotient = (n * 2n + d) / (d * 2n)
  return negative ? -quotient : quotient
}
