// Calendar days without a time or a zone, and the instants they are taken from.

declare const dayBrand: unique symbol
/** A calendar day as `YYYY-MM-DD`; days compare as text. */
export type Day = string & { readonly [dayBrand]: true }

/** A moment as ISO 8601 text in UTC with milliseconds, as the clock port gives it. */
export type Instant = Date

const dayMs = 86_400_000

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const pair = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

const epochDays = (day: Day): number => Date.UTC(pair(day, 0) * 100 + pair(day, 2), pair(day, 5) - 1, pair(day, 8)) / dayMs

/** Histories ask for the same few thousand days again and again; a firm's life has some ten thousand. */
const written = new Map<number, Day>()

function fromEpochDays(days: number): Day {
  const known = written.get(days)
  if (known !== undefined) return known
  const text = new Date(days * dayMs).toISOString().slice(0, 10) as Day
  if (written.size < 50_000) written.set(days, text)
  return text
}

/** The day of year, month 1–12 and day of month; null when the calendar has no such day. */
export function findDay(year: number, month: number, dayOfMonth: number): Day | null {
  if (!(year >= 1900 && year <= 2200)) return null
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth))
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== dayOfMonth) return null
  return fromEpochDays(at.getTime() / dayMs)
}

/** `2026-02-28` → Day; null for anything that is not an existing day in that form. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match === null ? null : findDay(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The day of a text known to be right; throws a RangeError otherwise. */
export function day(text: string): Day {
  const found = parseDay(text)
  if (found === null) throw new RangeError(`not a day: ${text}`)
  return found
}

export const addDays = (to: Day, days: number): Day => fromEpochDays(epochDays(to) + days)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => epochDays(to) - epochDays(from)

export const yearOf = (of: Day): number => Number(of.slice(0, 4))
export const monthOf = (of: Day): number => Number(of.slice(5, 7))
export const dayOfMonth = (of: Day): number => Number(of.slice(8, 10))

/** ISO day of the week: Monday 1 … Sunday 7. */
export const weekday = (of: Day): number => ((((epochDays(of) + 3) % 7) + 7) % 7) + 1

/** `2026-11` of a day. */
export const monthKey = (of: Day): string => of.slice(0, 7)

export const firstOfMonth = (of: Day): Day => `${of.slice(0, 7)}-01` as Day

/** Adds calendar months; a day that the month lacks becomes its last (31 January + 1 = 28 or 29 February). */
export function addMonths(to: Day, months: number): Day {
  const index = yearOf(to) * 12 + monthOf(to) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  for (let wanted = dayOfMonth(to); wanted > 0; wanted--) {
    const found = findDay(year, month, wanted)
    if (found !== null) return found
  }
  throw new RangeError(`no day ${months} months after ${to}`)
}

export const lastOfMonth = (of: Day): Day => addDays(addMonths(firstOfMonth(of), 1), -1)

const zoneFormats = new Map<string, Intl.DateTimeFormat>()

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    zoneFormats.set(timeZone, format)
  }
  return format
}

/** The wall clock of an instant in a zone. */
export function wallClock(at: Instant, timeZone: string): { day: Day; hour: number; minute: number; second: number } {
  const parts = Object.fromEntries(
    zoneFormat(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  return {
    day: day(`${parts['year']}-${parts['month']}-${parts['day']}`),
    hour: Number(parts['hour']),
    minute: Number(parts['minute']),
    second: Number(parts['second']),
  }
}

/** The calendar day of an instant in a zone such as `Europe/Warsaw`. */
export const dayOf = (at: Instant, timeZone: string): Day => wallClock(at, timeZone).day

/** The instant of a wall-clock time in a zone; an hour that daylight saving skips moves forward by the gap. */
export function instantAt(on: Day, hour: number, minute: number, timeZone: string): Instant {
  const wanted = Date.parse(`${on}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  let guess = wanted
  let before = wanted
  for (let round = 0; round < 4; round++) {
    const seen = wallClock(new Date(guess), timeZone)
    const shown = Date.parse(`${seen.day}T00:00:00Z`) + (seen.hour * 60 + seen.minute) * 60_000
    if (shown === wanted) return new Date(guess)
    before = guess
    guess += wanted - shown
  }
  // No such wall-clock time: the guesses swing between the two sides of the gap, the later one is past it.
  return new Date(Math.max(before, guess))
}
