// Days and amounts as the fields of invoice files write them.
import type { Currency } from '#values/currency'
import { addDays, addMonths, type Day, findDay, firstOfMonth } from '#values/day'
import { parseDecimal } from '#values/decimal'
import type { Money } from '#values/money'

/** `mended` says that the file named a day that the calendar lacks (30 February) and the month's last day was taken. */
export type DayText = { readonly day: Day; readonly mended: boolean }

/** Years outside are a slip of the keyboard or a program's empty date, not the date of an invoice. */
const plausible = (year: number): boolean => year >= 1990 && year <= 2100

/** `2026-02-05`, the same with a time and a zone (whose local date part counts), or `20260205[hhmmss]`; null for anything else. */
export function readDay(text: string | undefined): DayText | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:$|[T Z+-])/.exec((text ?? '').trim()) ?? /^(\d{4})(\d{2})(\d{2})(?:\d{2}){0,3}$/.exec((text ?? '').trim())
  if (match === null) return null
  return dayOfParts(Number(match[1]), Number(match[2]), Number(match[3]))
}

const known = new Map<number, DayText | null>()
const knownLimit = 20_000

/** The day of its parts; days 29 to 31 that the month lacks become its last. The same few days fill whole files: they are remembered. */
export function dayOfParts(year: number, month: number, dayOfMonth: number): DayText | null {
  if (!plausible(year) || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return null
  const key = (year * 100 + month) * 100 + dayOfMonth
  const seen = known.get(key)
  if (seen !== undefined) return seen
  const found = mendedDay(year, month, dayOfMonth)
  if (known.size < knownLimit) known.set(key, found)
  return found
}

function mendedDay(year: number, month: number, dayOfMonth: number): DayText | null {
  const found = findDay(year, month, dayOfMonth)
  if (found !== null) return { day: found, mended: false }
  const first = findDay(year, month, 1)
  if (first === null) return null
  return { day: addDays(addMonths(firstOfMonth(first), 1), -1), mended: true }
}

/** Decimal text with a dot or a comma and at most the currency's decimals (zeros beyond them are dropped); null when it is no amount. */
export function readAmount(text: string | undefined, currency: Currency): Money | null {
  const bare = (text ?? '').replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-')
  if (bare === '') return null
  return parseDecimal(/^[+-]?\d+,\d*$/.test(bare) ? bare.replace(',', '.') : bare, currency)
}
