// When a term really ends: a term that ends on a day off ends on the next day that is none (Civil Code art. 115).
import { addDays, type Day, day, weekday } from '#values/day'
import { isStatutoryDayOff } from './business-days.ts'

/** Saturdays move a term since this day; before it only statutory days off did. */
const saturdaysSince = day('2017-01-01')
const saturday = 6

const moves = (on: Day): boolean => isStatutoryDayOff(on) || (weekday(on) === saturday && on >= saturdaysSince)

/** The last day on which payment is in time, given the due day as written. */
export function effectiveDueOn(dueOn: Day): Day {
  let at = dueOn
  while (moves(at)) at = addDays(at, 1)
  return at
}
