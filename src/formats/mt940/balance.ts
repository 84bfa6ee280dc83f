// The balances of :60:, :62: and the totals of :90:.
import type { SideTotal } from '#domain/statements/balance-check'
import { parseAmountText } from '#values/amount-text'
import { type Currency, findCurrency, minorDigits } from '#values/currency'
import type { Day } from '#values/day'
import { clampedDay, fullYear } from '#values/day-text'
import { type Money, money, negate } from '#values/money'

export type Balance = { readonly amount: Money; readonly on: Day | null }

/** `C070903EUR766656,49`; D is overdrawn. The currency may be missing and is then `fallback`'s. */
export function parseBalance(text: string, fallback: Currency | null): Balance | null {
  const match = /^\s*([CD])\s*(\d{2})(\d{2})(\d{2})([A-Z]{3})?\s*(-?[\d.,]+)\s*$/.exec(text)
  if (match === null) return null
  const [, mark, year, month, dayOfMonth, code, digits = ''] = match
  const currency = code === undefined ? fallback : findCurrency(code)
  if (currency === null) return null
  const amount = parseSwiftAmount(digits, currency)
  if (amount === null) return null
  return { amount: mark === 'D' ? negate(amount) : amount, on: clampedDay(fullYear(Number(year)), Number(month), Number(dayOfMonth)) }
}

/** 15d: `1000,`, `130`, `000000000300.00`. */
export function parseSwiftAmount(text: string, currency: Currency): Money | null {
  // The usual form, read at once: millions of lines have it.
  if (/^\d{1,13},\d\d$/.test(text) && minorDigits(currency) === 2)
    return money(BigInt(Number(text.slice(0, -3) + text.slice(-2))), currency)
  const mark = text.includes(',') ? ',' : '.'
  return parseAmountText(text, currency, { mark })
}

/** The currency code of a balance, whether known or not. */
export const currencyCodeOf = (text: string): string | undefined => /^\s*[CD]\s*\d{6}([A-Z]{3})/.exec(text)?.[1]

/** `2NZD5020,` of :90D: and :90C:. */
export function parseTotal(text: string): SideTotal | null {
  const match = /^\s*(\d{1,5})([A-Z]{3})([\d.,]+)\s*$/.exec(text)
  const currency = match?.[2] === undefined ? null : findCurrency(match[2])
  const sum = currency === null ? null : parseSwiftAmount(match?.[3] ?? '', currency)
  return sum === null ? null : { count: Number(match?.[1]), sum }
}
