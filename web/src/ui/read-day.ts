// Reads a day as a person types it: 22.11.2026, 22.11, 2026-11-22, dziś, jutro, +7.
import { addDays, type Day, findDay, monthOf, parseDay, yearOf } from '#values/day'
import { foldText } from '#values/plain-text'

const named: Readonly<Record<string, number>> = { DZIS: 0, TODAY: 0, JUTRO: 1, TOMORROW: 1, WCZORAJ: -1, YESTERDAY: -1 }

/** As an English screen writes it. */
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** Parts that are left out are those of `today`; null for what is no day. */
export function readDay(text: string, today: Day): Day | null {
  const tight = text.trim()
  const days = named[foldText(tight)] ?? (/^[+-]\d{1,4}$/.test(tight) ? Number(tight) : undefined)
  if (days !== undefined) return addDays(today, days)
  const english = /^(\d{1,2}) ([a-z]{3})[a-z]*\.?,? (\d{4})$/i.exec(tight)
  if (english !== null) return findDay(Number(english[3]), months.indexOf((english[2] ?? '').toUpperCase()) + 1, Number(english[1]))
  const parts = /^(\d{1,2})(?:[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2}))?)?\.?$/.exec(tight)
  if (parts === null) return parseDay(tight)
  const [, day, month, year] = parts
  return findDay(
    year === undefined ? yearOf(today) : Number(year) + (year.length === 2 ? 2000 : 0),
    month === undefined ? monthOf(today) : Number(month),
    Number(day),
  )
}
