// Amounts, counts and percentages as people read them in a document or a message: grouped, hard blanks, a true minus.
import { minorDigits } from '#values/currency'
import { unitOf } from '#values/currency-unit'
import { formatDecimal } from '#values/decimal'
import type { Language } from '#values/language'
import type { Money } from '#values/money'

const locales: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB' }
const nbsp = '\u00A0'

const formats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locales[language], {
    useGrouping: 'always',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, made)
  return made
}

const tidy = (text: string): string => text.replaceAll('\u202F', nbsp).replace(/^-/, '\u2212')

/** `1 284`, `53,2`. */
export const numberText = (language: Language, value: number, digits = 0): string => tidy(numberFormat(language, digits).format(value))

/** `−1 234,50` and `zł`: exact at any size, because Intl takes decimal text. */
export function amountParts(
  language: Language,
  amount: Money,
): { readonly whole: string; readonly fraction: string; readonly unit: string } {
  const parts = numberFormat(language, minorDigits(amount.currency)).formatToParts(formatDecimal(amount) as `${number}`)
  const at = parts.findIndex((part) => part.type === 'decimal')
  const join = (some: readonly Intl.NumberFormatPart[]) => tidy(some.map((part) => part.value).join(''))
  return {
    whole: join(at < 0 ? parts : parts.slice(0, at)),
    fraction: at < 0 ? '' : join(parts.slice(at)),
    unit: unitOf(amount.currency),
  }
}

/** `1 234,50 zł`, every blank a hard one. */
export function amountText(language: Language, amount: Money): string {
  const { whole, fraction, unit } = amountParts(language, amount)
  return `${whole}${fraction}${nbsp}${unit}`
}

/** `24,8 %` of 24.8; English `24.8%`. */
export const percentText = (language: Language, percent: number, digits = 1): string =>
  numberText(language, percent, digits) + (language === 'pl' ? `${nbsp}%` : '%')
