// When messages may go: days of the week, holidays and hours, on the clock of the company's zone.
import { holidayOn } from '#domain/calendar/polish-holidays'
import { addDays, type Day, dayOfMonth, instantAt, monthOf, wallClock, weekday } from '#values/day'
import type { Policy } from './policy.ts'

export type SendingTimes = Pick<Policy, 'sendOn' | 'window' | 'skipHolidays'>

/** Days on which something may go at all. */
export const sendsOn = (times: Pick<SendingTimes, 'sendOn' | 'skipHolidays'>, on: Day): boolean =>
  times.sendOn.includes(weekday(on)) && !(times.skipHolidays && holidayOn(on) !== null)

/** The first such day, `from` itself or later; null when no day of a year is one. */
export function firstSendingDay(times: Pick<SendingTimes, 'sendOn' | 'skipHolidays'>, from: Day): Day | null {
  for (let on = from, looked = 0; looked < 366; on = addDays(on, 1), looked++) if (sendsOn(times, on)) return on
  return null
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

/** Christmas Eve and New Year's Eve: nothing after noon where holidays are kept. */
const endsAtNoon = (on: Day): boolean => monthOf(on) === 12 && (dayOfMonth(on) === 24 || dayOfMonth(on) === 31)
const noon = 12 * 60

/** Minutes after midnight between which something may go on that day; `until` is no longer part of it. */
export function hoursOn(times: SendingTimes, on: Day): { readonly from: number; readonly until: number } {
  const until = minutesOf(times.window.until)
  return { from: minutesOf(times.window.from), until: times.skipHolidays && endsAtNoon(on) ? Math.min(until, noon) : until }
}

/** The first moment at which something may go: `at` itself, or when the next window opens; null for times that never come. */
export function sendingFrom(times: SendingTimes, at: Date, timeZone: string): Date | null {
  const now = wallClock(at, timeZone)
  const minute = now.hour * 60 + now.minute
  let on = firstSendingDay(times, now.day)
  for (let looked = 0; on !== null && looked < 366; looked++) {
    const hours = hoursOn(times, on)
    if (hours.from < hours.until) {
      if (on > now.day || minute < hours.from) return instantAt(on, Math.floor(hours.from / 60), hours.from % 60, timeZone)
      if (minute < hours.until) return at
    }
    on = firstSendingDay(times, addDays(on, 1))
  }
  return null
}
