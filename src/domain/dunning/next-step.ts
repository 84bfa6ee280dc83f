// Which step of a policy an invoice has reached and was not written to about yet.
import { addBusinessDays } from '#domain/calendar/business-days'
import { effectiveDueOn } from '#domain/calendar/effective-due-day'
import { addDays, type Day } from '#values/day'
import type { Policy, Step } from './policy.ts'

/** The day from which a step may be taken. After the due day it counts from the day on which the term really ends (k.c. art. 115). */
export function stepOn(step: Pick<Step, 'offsetDays' | 'daysAre'>, dueOn: Day): Day {
  const from = step.offsetDays > 0 ? effectiveDueOn(dueOn) : dueOn
  return step.daysAre === 'business' ? addBusinessDays(from, step.offsetDays) : addDays(from, step.offsetDays)
}

/** Past its term, as the law counts it: a term that ends on a day off ends on the next that is none. */
export const isOverdue = (dueOn: Day, today: Day): boolean => effectiveDueOn(dueOn) < today

/**
 * The latest step that is due on `today`, or null when it, or a later one, was taken already. After days without sending only this one goes:
 * the earlier ones are passed over for good, and a notice that comes before the due day never comes after it.
 */
export function nextStep(
  policy: Pick<Policy, 'steps'>,
  invoice: { readonly dueOn: Day },
  today: Day,
  taken: ReadonlySet<string>,
): Step | null {
  const ladder = policy.steps
    .map((step) => ({ step, on: stepOn(step, invoice.dueOn) }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const latest = ladder.filter(({ on }) => on <= today).at(-1)
  if (latest === undefined) return null
  if (latest.step.offsetDays <= 0 && isOverdue(invoice.dueOn, today)) return null
  return ladder.some(({ step, on }) => on >= latest.on && taken.has(step.id)) ? null : latest.step
}
