// Numbers, amounts, days and instants as people read them in their language; always grouped, with hard blanks and a true minus.

import { minorDigits } from '#values/currency'
import { unitOf } from '#values/currency-unit'
import { type Day, dayOf, wallClock, yearOf } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Language } from '#values/language'
import type { Money } from '#values/money'

const locales: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB' }
const nbsp = '\u00A0'
const minus = '\u2212'

const cache = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, digits: number, most = digits): Intl.NumberFormat {
  const key = `${language} ${digits} ${most}`
  let format = cache.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[language], { useGrouping: 'always', minimumFractionDigits: digits, maximumFractionDigits: most })
    cache.set(key, format)
  }
  return format
}

const tidy = (text: string): string => text.replaceAll('\u202F', nbsp).replace(/^-/, minus)

/** `1 284` · `53,2`; `digits` after the decimal mark. */
export const formatNumber = (language: Language, value: number, digits = 0): string => tidy(numberFormat(language, digits).format(value))

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Size of a file in steps of a thousand: `842 B` · `3,4 MB`. */
export function formatBytes(language: Language, bytes: number): string {
  const step = Math.min(bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3), sizes.length - 1)
  return `${formatNumber(language, bytes / 1000 ** step, step === 0 ? 0 : 1)}${nbsp}${sizes[step] ?? 'B'}`
}

/** An amount in the parts that screens weigh differently: `−1 234` · `,50` · `zł`. */
export function moneyParts(language: Language, amount: Money): { whole: string; decimals: string; unit: string } {
  const digits = minorDigits(amount.currency)
  // Intl takes decimal text exactly; a number would lose groszy above 2^53.
  const parts = numberFormat(language, digits).formatToParts(formatDecimal(amount) as `${number}`)
  const at = parts.findIndex((part) => part.type === 'decimal')
  const join = (some: Intl.NumberFormatPart[]) => tidy(some.map((part) => part.value).join(''))
  return { whole: join(at < 0 ? parts : parts.slice(0, at)), decimals: at < 0 ? '' : join(parts.slice(at)), unit: unitOf(amount.currency) }
}

/** `1 234,50 zł`; without its unit where the column's head carries it. */
export function formatMoney(language: Language, amount: Money, unit: 'unit' | 'bare' = 'unit'): string {
  const parts = moneyParts(language, amount)
  return unit === 'bare' ? parts.whole + parts.decimals : `${parts.whole}${parts.decimals}${nbsp}${parts.unit}`
}

/** `24,8 %` of 24.8 in Polish, `24.8%` in English. */
export const formatPercent = (language: Language, percent: number, digits = 1): string =>
  formatNumber(language, percent, digits) + (language === 'pl' ? `${nbsp}%` : '%')

/** Probability with two decimals, never rounded up to certainty: `0,93`. */
export const formatProbability = (language: Language, probability: number): string =>
  formatNumber(language, Math.min(Math.floor(probability * 100) / 100, 1), 2)

const asUtc = (day: Day): Date => new Date(`${day}T00:00:00Z`)

const dayFormat = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' })

/** `18.11` in the year of `today`, else `18.11.2025`; English `18 Nov`. */
export function formatDay(language: Language, day: Day, today: Day): string {
  const year = yearOf(day) !== yearOf(today)
  return year
    ? formatFullDay(language, day)
    : language === 'pl'
      ? `${Number(day.slice(8))}.${day.slice(5, 7)}`
      : dayFormat(language, { day: 'numeric', month: 'short' }).format(asUtc(day))
}

/** `18.11.2026`; English `18 Nov 2026`. */
export const formatFullDay = (language: Language, day: Day): string =>
  language === 'pl'
    ? `${Number(day.slice(8))}.${day.slice(5, 7)}.${day.slice(0, 4)}`
    : dayFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(asUtc(day))

/** `czwartek, 19 listopada 2026`. */
export const formatLongDay = (language: Language, day: Day): string =>
  dayFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(asUtc(day))

/** `lis` of `2026-11`. */
export const formatMonth = (language: Language, month: string): string =>
  dayFormat(language, { month: 'short' })
    .format(new Date(`${month}-01T00:00:00Z`))
    .replace('.', '')

/** `11:42` of an instant in a zone. */
export function formatTime(at: Date, timeZone: string): string {
  const clock = wallClock(at, timeZone)
  return `${clock.hour}:${String(clock.minute).padStart(2, '0')}`
}

/** The day of an instant in a zone. */
export const dayIn = (at: Date, timeZone: string): Day => dayOf(at, timeZone)
