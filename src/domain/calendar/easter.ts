// The day of Easter, from which four Polish holidays are counted.
import { type Day, findDay } from '#values/day'

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones, Butcher). Throws a RangeError for years that Day does not hold. */
export function easterSunday(year: number): Day {
  const whole = Math.floor
  const a = year % 19
  const b = whole(year / 100)
  const c = year % 100
  const d = whole(b / 4)
  const e = b % 4
  const f = whole((b + 8) / 25)
  const g = whole((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = whole(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = whole((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  const found = findDay(year, whole(n / 31), (n % 31) + 1)
  if (found === null) throw new RangeError(`no Easter in ${year}`)
  return found
}
