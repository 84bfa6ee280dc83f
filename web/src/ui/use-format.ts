// The formats of format.ts bound to the language on the screen and to the time zone of the company.
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Day } from '#values/day'
import { isLanguage, type Language } from '#values/language'
import type { Money } from '#values/money'
import * as format from './format.ts'
import { useToday } from './use-today.ts'

/** The company's zone; set by the shell once a company is open. */
export const TimeZone = createContext('Europe/Warsaw')

export type Format = {
  readonly language: Language
  readonly today: Day
  money(amount: Money, unit?: 'unit' | 'bare'): string
  number(value: number, digits?: number): string
  percent(value: number, digits?: number): string
  probability(value: number): string
  /** `3,4 MB`. */
  bytes(bytes: number): string
  day(day: Day): string
  /** As narrow as can be: `18.11`, of another year `10.2025`. */
  compactDay(day: Day): string
  fullDay(day: Day): string
  longDay(day: Day): string
  month(month: string): string
  time(at: Date): string
  /** The calendar day of an instant. */
  dayOf(at: Date): Day
  /** `dziś 11:42` · `wczoraj 9:10` · `18.11, 9:10`. */
  moment(at: Date): string
}

/** Formats for the person and company of this screen. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation('shell')
  const timeZone = useContext(TimeZone)
  const language: Language = isLanguage(i18n.language) ? i18n.language : 'pl'
  const today = useToday(timeZone)
  return useMemo(
    () => ({
      language,
      today,
      money: (amount, unit) => format.formatMoney(language, amount, unit),
      number: (value, digits) => format.formatNumber(language, value, digits),
      percent: (value, digits) => format.formatPercent(language, value, digits),
      probability: (value) => format.formatProbability(language, value),
      bytes: (bytes) => format.formatBytes(language, bytes),
      day: (day) => format.formatDay(language, day, today),
      compactDay: (day) =>
        day.slice(0, 4) === today.slice(0, 4) ? format.formatDay(language, day, today) : `${day.slice(5, 7)}.${day.slice(0, 4)}`,
      fullDay: (day) => format.formatFullDay(language, day),
      longDay: (day) => format.formatLongDay(language, day),
      month: (month) => format.formatMonth(language, month),
      time: (at) => format.formatTime(at, timeZone),
      dayOf: (at) => format.dayIn(at, timeZone),
      moment: (at) => {
        const on = format.dayIn(at, timeZone)
        const time = format.formatTime(at, timeZone)
        const yesterday = format.dayIn(new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000), 'UTC')
        return on === today
          ? t('moment.today', { time })
          : on === yesterday
            ? t('moment.yesterday', { time })
            : t('moment.other', { day: format.formatDay(language, on, today), time })
      },
    }),
    [language, today, timeZone, t],
  )
}
