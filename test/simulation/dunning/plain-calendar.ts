// Days off, terms and ladders as a person with a paper calendar counts them: written down here, and not asked of the calendar that is on trial.
import type { Policy, Step } from '#domain/dunning/policy'
import { addDays, type Day, weekday } from '#values/day'

const holidays = new Set(
  '2025-01-01 2025-01-06 2025-04-20 2025-04-21 2025-05-01 2025-05-03 2025-06-08 2025-06-19 2025-08-15 2025-11-01 2025-11-11 2025-12-24 2025-12-25 2025-12-26 2026-01-01 2026-01-06 2026-04-05 2026-04-06 2026-05-01 2026-05-03 2026-05-24 2026-06-04 2026-08-15 2026-11-01 2026-11-11 2026-12-24 2026-12-25 2026-12-26 2027-01-01 2027-01-06'.split(
    ' ',
  ),
)

export const isDayOff = (on: Day): boolean => weekday(on) > 5 || holidays.has(on)

function nextBusinessDay(from: Day): Day {
  let on = from
  while (isDayOff(on)) on = addDays(on, 1)
  return on
}

/** The day of a step: after the term it is counted from where the term really ends. */
export function dayOfStep(step: Step, dueOn: Day): Day {
  let on = step.offsetDays > 0 ? nextBusinessDay(dueOn) : dueOn
  if (step.daysAre === 'calendar') return addDays(on, step.offsetDays)
  const way = step.offsetDays > 0 ? 1 : -1
  for (let left = Math.abs(step.offsetDays); left > 0; ) {
    on = addDays(on, way)
    if (!isDayOff(on)) left--
  }
  return on
}

/** The last step that was reached by the day, which is past the term; null where none was. */
export function stepReached(policy: Pick<Policy, 'steps'>, dueOn: Day, by: Day): { readonly id: string; readonly on: Day } | null {
  if (nextBusinessDay(dueOn) >= by) return null
  const reached = policy.steps
    .map((step) => ({ id: step.id, after: step.offsetDays > 0, on: dayOfStep(step, dueOn) }))
    .filter(({ on }) => on <= by)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const last = reached.at(-1)
  return last?.after === true ? last : null
}
