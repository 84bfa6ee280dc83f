// Days as files write them; a day that its month lacks becomes the month's last, as 30/360 banks mean it.
import { type Day, findDay, lastOfMonth } from './day.ts'

export type DayOrder = 'ymd' | 'dmy' | 'mdy'

/** Statements and invoices outside these years are typing errors or attacks (1900, 20226). */
const firstYear = 1980
const lastYear = 2099

/** A statement names few different days many times over. */
const known = new Map<number, Day | null>()
const knownLimit = 20_000

/** The day, or the last of the month for day 29–31 of a shorter month (30 February); null for anything else. */
export function clampedDay(year: number, month: number, dayOfMonth: number): Day | null {
  if (!(year >= firstYear && year <= lastYear) || !(dayOfMonth >= 1 && dayOfMonth <= 31)) return null
  const key = year * 10_000 + month * 100 + dayOfMonth
  let day = known.get(key)
  if (day === undefined) {
    const first = findDay(year, month, 1)
    day = findDay(year, month, dayOfMonth) ?? (first === null ? null : lastOfMonth(first))
    if (known.size < knownLimit) known.set(key, day)
  }
  return day
}

/** A two-digit year: 80–99 are of the last century. */
export const fullYear = (twoDigits: number): number => twoDigits + (twoDigits >= 80 ? 1900 : 2000)

const shape = /^(\d{1,4})[-./](\d{1,2})[-./'](\d{1,4})(?=$|[T\s,]|\+|Z)/
const compact = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s]|\d{2,6})/

/** `2026-03-01`, `01.03.2026`, `3/1/26`, `20260301`, each also with a time behind; `order` is how day and month stand when the year is last. */
export function parseDayText(text: string, order: DayOrder): Day | null {
  const trimmed = text.trim().replace(/^'/, '')
  const parts = shape.exec(trimmed)
  if (parts === null) {
    const packed = compact.exec(trimmed)
    return packed === null ? null : clampedDay(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  }
  const [, a = '', b = '', c = ''] = parts
  if (a.length === 4) return c.length > 2 ? null : clampedDay(Number(a), Number(b), Number(c))
  if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return null
  const year = c.length === 2 ? fullYear(Number(c)) : Number(c)
  return order === 'mdy' ? clampedDay(year, Number(a), Number(b)) : clampedDay(year, Number(b), Number(a))
}

/** Whether `day`, read of this text, stands for one that its month does not have (30 February). */
export function isClamped(text: string, day: Day): boolean {
  const read = Number(day.slice(8))
  if (read < 28 || read > 30) return false
  const packed = compact.exec(text.trim().replace(/^'/, ''))
  if (packed !== null) return Number(packed[3]) !== read
  return !(text.match(/\d+/g) ?? []).slice(0, 3).some((figures) => figures.length <= 2 && Number(figures) === read)
}

/** How day and month stand in a column as far as one value proves it: a year in front, or a number over 12; null without proof. */
export function provenDayOrder(texts: Iterable<string>): DayOrder | null {
  for (const text of texts) {
    const parts = /^'?(\d{1,4})[-./](\d{1,2})[-./'](\d{1,4})/.exec(text.trim())
    if (parts === null) continue
    const [, a = '', b = ''] = parts
    if (a.length === 4) return 'ymd'
    if (Number(a) > 12) return 'dmy'
    if (Number(b) > 12) return 'mdy'
  }
  return null
}

/** As proven, else by the separator: dots and dashes are day first, a slash tells nothing. */
export function dayOrderOf(texts: Iterable<string>): DayOrder | null {
  const all = [...texts]
  return provenDayOrder(all) ?? (all.some((text) => /^'?\d{1,2}[-.]\d{1,2}[-.]\d/.test(text.trim())) ? 'dmy' : null)
}
