// When people are warned that a consent or a token ends: 14, 7 and 1 day before.
import { type Day, daysBetween } from '#values/day'

const warnAt = [1, 7, 14] as const

/** The warning that is due on `today` for something that ends on `endsOn` (the tightest one reached), with the days left; null when none is. */
export function expiryWarning(endsOn: Day, today: Day): { readonly threshold: number; readonly daysLeft: number } | null {
  const daysLeft = daysBetween(today, endsOn)
  const threshold = daysLeft < 0 ? undefined : warnAt.find((days) => daysLeft <= days)
  return threshold === undefined ? null : { threshold, daysLeft }
}
