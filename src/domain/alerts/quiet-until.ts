// When a message to a person may go: at once, or when his quiet hours end.
import { addDays, type Instant, instantAt, wallClock } from '#values/day'

/** Wall-clock times such as `20:00` and `07:00`; over midnight when the first is the later. Two equal times are no quiet hours. */
export type QuietHours = { readonly from: string; readonly until: string }

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** `at` itself outside the quiet hours; their end, on the day on which it falls, inside them. */
export function quietUntil(hours: QuietHours | null, at: Instant, timeZone: string): Instant {
  if (hours === null) return at
  const [from, until] = [minutesOf(hours.from), minutesOf(hours.until)]
  const clock = wallClock(at, timeZone)
  const now = clock.hour * 60 + clock.minute
  const overMidnight = from > until
  const quiet = overMidnight ? now >= from || now < until : now >= from && now < until
  if (!quiet) return at
  const on = overMidnight && now >= from ? addDays(clock.day, 1) : clock.day
  return instantAt(on, Math.floor(until / 60), until % 60, timeZone)
}
