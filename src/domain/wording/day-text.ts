// Days and months as people read them in a document or a message.
import type { Day } from '#values/day'
import type { Language } from '#values/language'

const locales: Readonly<Record<Language, string>> = { pl: 'pl-PL', en: 'en-GB' }

const utc = (text: string): Date => new Date(`${text}T00:00:00Z`)
const written = (language: Language, day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' }).format(utc(day))

/** `4.11.2026`; English `4 Nov 2026`. */
export const dayText = (language: Language, day: Day): string =>
  language === 'pl'
    ? `${Number(day.slice(8))}.${day.slice(5, 7)}.${day.slice(0, 4)}`
    : written(language, day, { day: 'numeric', month: 'short', year: 'numeric' })

/** `21 listopada 2026 r.`, as letters write it; English `21 November 2026`. */
export const longDayText = (language: Language, day: Day): string => {
  const text = written(language, day, { day: 'numeric', month: 'long', year: 'numeric' })
  return language === 'pl' ? `${text.replaceAll(' ', '\u00A0')}\u00A0r.` : text
}

/** `listopad 2026`, the month by itself. */
export const monthText = (language: Language, month: string): string =>
  language === 'pl'
    ? `${new Intl.DateTimeFormat('pl-PL', { month: 'long', timeZone: 'UTC' })
        .formatToParts(utc(`${month}-01`))
        .map((part) => part.value)
        .join('')} ${month.slice(0, 4)}`
    : written(language, `${month}-01`, { month: 'long', year: 'numeric' })

/** `lis`, for the axis of a chart. */
export const shortMonthText = (language: Language, month: string): string =>
  written(language, `${month}-01`, { month: 'short' }).replace('.', '')

/** `1–19 listopada 2026`, the days of a month up to `asOf`; English `1–19 November 2026`. */
export const daysOfMonthText = (language: Language, asOf: Day): string => {
  const text = written(language, asOf, { day: 'numeric', month: 'long', year: 'numeric' })
  return asOf.endsWith('-01') ? text : `1–${text}`
}
