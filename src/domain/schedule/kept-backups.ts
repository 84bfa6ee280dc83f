// Which backups stay: the last fortnight whole, and one of each month for a year.
import { type Day, monthKey } from '#values/day'

const newest = 14
const months = 12

/** The days to keep of `made` (in any order): the newest fourteen, and the first backup of each of the latest twelve months. */
export function keptBackups(made: readonly Day[]): ReadonlySet<Day> {
  const ascending = [...new Set(made)].sort()
  const firstOfMonths = new Map<string, Day>()
  for (const day of ascending) if (!firstOfMonths.has(monthKey(day))) firstOfMonths.set(monthKey(day), day)
  return new Set([...ascending.slice(-newest), ...[...firstOfMonths.values()].slice(-months)])
}
