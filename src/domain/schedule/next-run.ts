// When a job runs next: wall-clock rules in a company's zone, right on the days when the clock changes.
import { addDays, addMonths, type Day, dayOf, firstOfMonth, type Instant, instantAt, lastOfMonth, monthKey } from '#values/day'

/** `at` is wall-clock time, `08:00`. A day of the month that a month lacks means its last one. */
export type ScheduleRule =
  | { readonly kind: 'daily'; readonly at: string }
  | { readonly kind: 'monthly'; readonly at: string; readonly dayOfMonth: number }
  | { readonly kind: 'every'; readonly minutes: number }

const timeOf = (at: string): readonly [hour: number, minute: number] => [Number(at.slice(0, 2)), Number(at.slice(3, 5))]

/**
 * The first instant after `after` that the rule names. A wall-clock time that the spring change skips is taken that much later
 * (02:30 → 03:30); one that autumn repeats is taken once. `every` counts from the Unix epoch, so that all processes agree.
 */
export function nextRun(rule: ScheduleRule, after: Instant, timeZone: string): Instant {
  if (rule.kind === 'every') {
    const step = rule.minutes * 60_000
    return new Date((Math.floor(after.getTime() / step) + 1) * step)
  }
  const [hour, minute] = timeOf(rule.at)
  // The day before is looked at too: a skipped time may fall behind the change.
  for (let on = firstCandidate(rule, dayOf(after, timeZone)); ; on = following(rule, on)) {
    const at = instantAt(on, hour, minute, timeZone)
    if (at.getTime() > after.getTime()) return at
  }
}

const onDayOfMonth = (month: Day, wanted: number): Day => {
  const last = lastOfMonth(month)
  const on = addDays(firstOfMonth(month), wanted - 1)
  return monthKey(on) === monthKey(month) ? on : last
}

const firstCandidate = (rule: Exclude<ScheduleRule, { kind: 'every' }>, today: Day): Day =>
  rule.kind === 'daily' ? addDays(today, -1) : onDayOfMonth(addMonths(firstOfMonth(today), -1), rule.dayOfMonth)

const following = (rule: Exclude<ScheduleRule, { kind: 'every' }>, on: Day): Day =>
  rule.kind === 'daily' ? addDays(on, 1) : onDayOfMonth(addMonths(firstOfMonth(on), 1), rule.dayOfMonth)

/**
 * What a scheduler does now for a run that was due at `dueAt`: nothing yet, or one run, however many were missed; and when it is due again.
 * `key` names the run, so that several processes start it once.
 */
export function dueRun(
  rule: ScheduleRule,
  dueAt: Instant,
  now: Instant,
  timeZone: string,
): { readonly due: false } | { readonly due: true; readonly late: boolean; readonly scheduledFor: Instant; readonly nextRunAt: Instant } {
  if (dueAt.getTime() > now.getTime()) return { due: false }
  return { due: true, late: now.getTime() - dueAt.getTime() > 5 * 60_000, scheduledFor: dueAt, nextRunAt: nextRun(rule, now, timeZone) }
}
