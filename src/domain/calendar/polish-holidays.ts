// Statutory days off in Poland beside Sundays: the Act of 18 January 1951 on days off, with the year from which each counts.
import { addDays, type Day, findDay, yearOf } from '#values/day'
import { easterSunday } from './easter.ts'

export type Holiday =
  | 'new-year'
  | 'epiphany'
  | 'easter'
  | 'easter-monday'
  | 'labour-day'
  | 'constitution-day'
  | 'pentecost'
  | 'corpus-christi'
  | 'assumption'
  | 'all-saints'
  | 'independence-day'
  | 'christmas-eve'
  | 'christmas'
  | 'second-christmas-day'

type Fixed = {
  readonly holiday: Holiday
  readonly month: number
  readonly dayOfMonth: number
  readonly since?: number
  readonly source?: string
}
type Movable = { readonly holiday: Holiday; readonly daysAfterEaster: number }

const fixed: readonly Fixed[] = [
  { holiday: 'new-year', month: 1, dayOfMonth: 1 },
  { holiday: 'epiphany', month: 1, dayOfMonth: 6, since: 2011 },
  { holiday: 'labour-day', month: 5, dayOfMonth: 1 },
  { holiday: 'constitution-day', month: 5, dayOfMonth: 3 },
  { holiday: 'assumption', month: 8, dayOfMonth: 15 },
  { holiday: 'all-saints', month: 11, dayOfMonth: 1 },
  { holiday: 'independence-day', month: 11, dayOfMonth: 11 },
  { holiday: 'christmas-eve', month: 12, dayOfMonth: 24, since: 2025, source: 'Dz.U. 2024 poz. 1965' },
  { holiday: 'christmas', month: 12, dayOfMonth: 25 },
  { holiday: 'second-christmas-day', month: 12, dayOfMonth: 26 },
]

const movable: readonly Movable[] = [
  { holiday: 'easter', daysAfterEaster: 0 },
  { holiday: 'easter-monday', daysAfterEaster: 1 },
  { holiday: 'pentecost', daysAfterEaster: 49 },
  { holiday: 'corpus-christi', daysAfterEaster: 60 },
]

const years = new Map<number, ReadonlyMap<Day, Holiday>>()

/** The holidays of a year by their days, in order. */
export function polishHolidays(year: number): ReadonlyMap<Day, Holiday> {
  const known = years.get(year)
  if (known !== undefined) return known
  const days: [Day, Holiday][] = []
  for (const { holiday, month, dayOfMonth, since } of fixed) {
    const on = findDay(year, month, dayOfMonth)
    if (on !== null && year >= (since ?? 0)) days.push([on, holiday])
  }
  const easter = easterSunday(year)
  for (const { holiday, daysAfterEaster } of movable) days.push([addDays(easter, daysAfterEaster), holiday])
  const found = new Map(days.sort(([a], [b]) => (a < b ? -1 : 1)))
  years.set(year, found)
  return found
}

/** The holiday on a day, null on others; Sundays without a name are no holiday here. */
export const holidayOn = (on: Day): Holiday | null => polishHolidays(yearOf(on)).get(on) ?? null
