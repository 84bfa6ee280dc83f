// Days on which banks and offices in Poland work.
import { addDays, type Day, firstOfMonth, weekday } from '#values/day'
import { holidayOn } from './polish-holidays.ts'

const saturday = 6
const sunday = 7

/** True for Sundays and holidays (Act of 18 January 1951). */
export const isStatutoryDayOff = (on: Day): boolean => weekday(on) === sunday || holidayOn(on) !== null

/** Neither a Saturday nor a statutory day off. */
export const isBusinessDay = (on: Day): boolean => weekday(on) !== saturday && !isStatutoryDayOff(on)

/** The day itself when it is a business day, else the next one. */
export function businessDayFrom(on: Day): Day {
  let at = on
  while (!isBusinessDay(at)) at = addDays(at, 1)
  return at
}

/** The day itself when it is a business day, else the one before. */
export function businessDayUntil(on: Day): Day {
  let at = on
  while (!isBusinessDay(at)) at = addDays(at, -1)
  return at
}

/** The day that lies `count` business days after `on` (before it, when negative); 0 gives the day itself, whatever it is. */
export function addBusinessDays(on: Day, count: number): Day {
  const step = count < 0 ? -1 : 1
  let at = on
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (isBusinessDay(at)) left--
  }
  return at
}

/** The last business day of the month before that of `on`. */
export const lastBusinessDayOfMonthBefore = (on: Day): Day => businessDayUntil(addDays(firstOfMonth(on), -1))
