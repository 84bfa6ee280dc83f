// Days and amounts as people and programs type them into table cells.
import { type DayText, dayOfParts } from '#ports/invoice-reading/field-text'
import { type Currency, findCurrency, minorDigits } from '#values/currency'
import { parseDecimal } from '#values/decimal'
import { divideRounded, type Money, money, negate } from '#values/money'

export type DateStyle = 'year-first' | 'day-first' | 'month-first'
export type DecimalMark = ',' | '.'

/** Three groups of figures, or eight in a row with the year first; a time behind is passed over. */
export function dateParts(text: string): { readonly yearFirst: boolean; readonly parts: readonly [number, number, number] } | null {
  const bare = text.trim().replace(/^'/, '')
  const match = /^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})(?:\s*r\.?)?(?:$|[T\s,].*)/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
  if (match === null) return null
  const parts = [Number(match[1]), Number(match[2]), Number(match[3])] as const
  const yearFirst = (match[1] ?? '').length === 4
  if (!yearFirst && ![2, 4].includes((match[3] ?? '').length)) return null
  return { yearFirst, parts }
}

/** The day of a cell; two-figure years are of this century, 30 February is mended to the month's last day. */
export function dayOfCell(text: string, style: DateStyle): DayText | null {
  const found = dateParts(text)
  if (found === null) return null
  const [a, b, c] = found.parts
  if (found.yearFirst) return dayOfParts(a, b, c)
  const year = c < 100 ? 2000 + c : c
  return style === 'month-first' ? dayOfParts(year, a, b) : dayOfParts(year, b, a)
}

const signs: readonly (readonly [RegExp, Currency | null])[] = [
  [/zł\.?/i, findCurrency('PLN')],
  [/€/, findCurrency('EUR')],
  [/\$/, findCurrency('USD')],
  [/£/, findCurrency('GBP')],
]

export type AmountText = { readonly negative: boolean; readonly figures: string; readonly currency: Currency | null }

/** Sign, figures and currency of a cell (`-13,38 PLN`, `(1 200.00)`, `1.234,56-`); null when it holds no amount. */
export function amountParts(text: string): AmountText | null {
  if (/^-?\d{1,30}(?:[.,]\d{1,15})?$/.test(text)) {
    const negative = text.startsWith('-')
    return { negative, figures: negative ? text.slice(1) : text, currency: null }
  }
  if (!/\d/.test(text) || text.length > 60) return null
  let rest = text.replace(/[\u2212\u2013]/g, '-').replace(/[\s\u00a0\u202f'’]/g, '')
  let currency: Currency | null = null
  for (const [sign, of] of signs) {
    if (sign.test(rest)) currency = of
    rest = rest.replace(sign, '')
  }
  const code = /^([A-Za-z]{3})(?=[-+(\d])|(?<=[\d)-])([A-Za-z]{3})$/.exec(rest)
  if (code !== null) {
    currency = findCurrency(code[1] ?? code[2] ?? '')
    if (currency === null) return null
    rest = rest.replace(code[0], '')
  }
  const bracketed = /^\((.*)\)$/.exec(rest)
  const signed = /^([+-]?)([\d.,]*\d[\d.,]*?)([+-]?)$/.exec(bracketed?.[1] ?? rest)
  if (signed === null || (signed[1] !== '' && signed[3] !== '')) return null
  const figures = signed[2] ?? ''
  if (figures.length > 30) return null
  return { negative: bracketed !== null || signed[1] === '-' || signed[3] === '-', figures, currency }
}

/** How many figures behind the decimal mark a cell of a workbook may carry: it stores what a formula gave, and shows it rounded. */
const storedFraction = /^\d{1,15}$/

function amountIn(found: AmountText, decimal: DecimalMark, fallback: Currency, rounds: boolean): Money | null {
  const [whole, fraction = '', ...more] = found.figures.split(decimal)
  if (whole === undefined || more.length > 0 || (fraction !== '' && !storedFraction.test(fraction))) return null
  const groups = whole.split(decimal === ',' ? '.' : ',')
  if (groups.length > 1 && (!/^[1-9]\d{0,2}$/.test(groups[0] ?? '') || groups.slice(1).some((part) => !/^\d{3}$/.test(part)))) return null
  const currency = found.currency ?? fallback
  const figures = groups.join('') || '0'
  const exact = parseDecimal(`${figures}.${fraction}`, currency)
  if (exact === null && !rounds) return null
  const amount = exact ?? money(divideRounded(BigInt(figures + fraction), 10n ** BigInt(fraction.length - minorDigits(currency))), currency)
  return found.negative ? negate(amount) : amount
}

/**
 * The amount of a cell; `fallback` is the currency where the cell names none. A cell that cannot be read with the column's mark
 * but has a fraction by the other (a number among texts) is read so. `rounds` takes stored fractions of a grosz as the workbook shows them.
 * Null when neither mark fits.
 */
export function amountOfCell(text: string, decimal: DecimalMark, fallback: Currency, rounds = false): Money | null {
  const found = amountParts(text)
  if (found === null) return null
  const other = decimal === ',' ? '.' : ','
  const hasOtherFraction = new RegExp(`\\${other}\\d{1,2}$`).test(found.figures)
  return (
    amountIn(found, decimal, fallback, false) ??
    (hasOtherFraction ? amountIn(found, other, fallback, false) : null) ??
    (rounds ? amountIn(found, '.', fallback, true) : null)
  )
}
