// Amounts as banks, programs and people write them: blanks, both decimal marks, glued currencies, several minus signs.
import { type Currency, findCurrency, minorDigits } from './currency.ts'
import { divideRounded, type Money, money } from './money.ts'

export type DecimalMark = ',' | '.'

const minusSigns = /[\u2010-\u2015\u2212\uFE63\uFF0D]/g
const blanks = /[\s\u00A0\u2000-\u200B\u202F\u205F\u3000'’_]/g
const currencySigns: Readonly<Record<string, string>> = { zł: 'PLN', '€': 'EUR', $: 'USD', '£': 'GBP', Kč: 'CZK' }

/** The decimal mark of bare digits with marks; null for a whole number. A mark in front of exactly three digits groups thousands. */
function guessMark(text: string, digits: number): DecimalMark | null {
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'))
  if (at < 0) return null
  const mark = text[at] === ',' ? ',' : '.'
  const other = mark === ',' ? '.' : ','
  if (text.includes(other)) return text.split(mark).length === 2 ? mark : null
  if (text.split(mark).length > 2) return null
  const isGroup = text.length - at - 1 === 3 && digits !== 3 && /^[1-9]\d{0,2}$/.test(text.slice(0, at))
  return isGroup ? null : mark
}

/**
 * `1 234,56`, `-13,38`, `−1.500,00`, `12,00-`, `(7.50)` → Money; null when it is no amount.
 * `mark` is the decimal mark where the file's is known; digits beyond the currency's are rounded half away from zero
 * when `round` is set and otherwise refused, unless they are zeros.
 */
export function parseAmountText(
  text: string,
  currency: Currency,
  options: { readonly mark?: DecimalMark; readonly round?: true } = {},
): Money | null {
  if (text.length > 60) return null
  const bare = text.replace(minusSigns, '-').replace(blanks, '')
  const shape = /^(\()?([+-]?)([\d.,]*\d[\d.,]*)([+-]?)(\))?$/.exec(bare)
  if (shape === null) return null
  const [, open, before, number = '', after, close] = shape
  if ((open === undefined) !== (close === undefined) || (before !== '' && after !== '')) return null
  const digits = minorDigits(currency)
  const mark = options.mark ?? guessMark(number, digits)
  const at = mark === null ? -1 : number.lastIndexOf(mark)
  const grouped = at < 0 ? number : number.slice(0, at)
  if (!/^(\d*|\d{1,3}(?:[.,]\d{3})+)$/.test(grouped)) return null
  const whole = grouped.replace(/[.,]/g, '')
  const fraction = at < 0 ? '' : number.slice(at + 1)
  if (!/^\d*$/.test(fraction) || (mark !== null && number.indexOf(mark) !== at)) return null
  const excess = fraction.slice(digits)
  if (/[1-9]/.test(excess) && options.round !== true) return null
  const minor = divideRounded(BigInt((whole || '0') + fraction.padEnd(digits, '0')), 10n ** BigInt(Math.max(0, fraction.length - digits)))
  return money(before === '-' || after === '-' || open !== undefined ? -minor : minor, currency)
}

/** `-13,38 PLN`, `EUR 5.00`, `12,50 zł` → the amount's text and its currency; null currency when none is written. */
export function splitCurrency(text: string): { readonly amount: string; readonly currency: Currency | null } {
  const trimmed = text.replace(/[\u00A0\u202F]/g, ' ').trim()
  const letters = /^([^\d\s+\-−(.,]{1,3})\s*(.*\d.*)$/su.exec(trimmed) ?? undefined
  const trailing = /^(.*\d[).,]?[+-]?)\s*([^\d\s+\-)(.,]{1,3})$/su.exec(trimmed) ?? undefined
  const code = trailing?.[2] ?? letters?.[1]
  const amount = trailing?.[1] ?? letters?.[2]
  if (code === undefined || amount === undefined) return { amount: trimmed, currency: null }
  const currency = findCurrency(currencySigns[code] ?? code)
  return currency === null ? { amount: trimmed, currency: null } : { amount, currency }
}
