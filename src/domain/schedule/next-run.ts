// When a job runs next: wall-clock rules in a company's zone, right on the days when the clock changes.
import { addBusinessDays, businessDayFrom, businessDayUntil } from '#domain/calendar/business-days'
import { addDays, addMonths, type Day, dayOf, firstOfMonth, type Instant, instantAt, lastOfMonth, monthKey, weekday } from '#values/day'

/**
 * `at` is wall-clock time, `08:00`; `weekday` is 1 for Monday to 7. A day of the month that a month lacks means its last one, a working day
 * that it lacks its last working one.
 */
export type ScheduleRule =
  | { readonly kind: 'daily'; readonly at: string }
  | { readonly kind: 'weekly'; readonly at: string; readonly weekday: number }
  | { readonly kind: 'monthly'; readonly at: string; readonly dayOfMonth: number }
  /** The n-th working day of each month, counted from its end when negative; 0 is every working day. */
  | { readonly kind: 'working-day'; readonly at: string; readonly ordinal: number }
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

type WallClockRule = Exclude<ScheduleRule, { kind: 'every' }>

const workingDay = (month: Day, ordinal: number): Day => {
  const last = businessDayUntil(lastOfMonth(month))
  if (ordinal < 0) {
    const on = addBusinessDays(addDays(lastOfMonth(month), 1), ordinal)
    return monthKey(on) === monthKey(month) ? on : businessDayFrom(firstOfMonth(month))
  }
  const on = addBusinessDays(addDays(firstOfMonth(month), -1), ordinal)
  return monthKey(on) === monthKey(month) ? on : last
}

function firstCandidate(rule: WallClockRule, today: Day): Day {
  const lastMonth = addMonths(firstOfMonth(today), -1)
  switch (rule.kind) {
    case 'daily':
      return addDays(today, -1)
    case 'weekly':
      return addDays(today, rule.weekday - weekday(today) - 7)
    case 'monthly':
      return onDayOfMonth(lastMonth, rule.dayOfMonth)
    case 'working-day':
      return rule.ordinal === 0 ? businessDayUntil(addDays(today, -1)) : workingDay(lastMonth, rule.ordinal)
  }
}

function following(rule: WallClockRule, on: Day): Day {
  const nextMonth = addMonths(firstOfMonth(on), 1)
  switch (rule.kind) {
    case 'daily':
      return addDays(on, 1)
    case 'weekly':
      return addDays(on, 7)
    case 'monthly':
      return onDayOfMonth(nextMonth, rule.dayOfMonth)
    case 'working-day':
      return rule.ordinal === 0 ? businessDayFrom(addDays(on, 1)) : workingDay(nextMonth, rule.ordinal)
  }
}

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
