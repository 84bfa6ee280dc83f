// Notices before the due day that had one quiet day to go on, whatever had happened before, and did not go.
import type { Policy } from '#domain/dunning/policy'
import { addDays, type Day, daysBetween } from '#values/day'
import { dayOfStep, isDayOff } from './plain-calendar.ts'
import type { Story, StoryDay } from './story.ts'
import type { Witness } from './witness.ts'

/** Nothing breaks on it, and both workers look at the outbox within the hours of sending. */
const isQuiet = (day: StoryDay): boolean =>
  !isDayOff(day.on) &&
  day.mode === 'automatic' &&
  !day.restored &&
  day.bankRead &&
  day.channel === 'up' &&
  !day.clockBack &&
  !day.kills &&
  !/-12-(24|31)$/.test(day.on) &&
  day.looks.some((seconds) => seconds >= 9 * 3_600 && seconds < 16 * 3_600)

const special = new Set(['merged', 'left-out', 'policy'])

/** Only of customers to whom nothing else happened that could have kept a notice back. */
export function noticesForgotten(story: Story, policy: Policy, seen: Witness): readonly string[] {
  const notice = policy.steps.find((step) => step.kind === 'notice-before-due')
  const isSpecial = story.perHour === 1 || story.happenings.some((what) => special.has(what.kind))
  if (notice === undefined || isSpecial || story.payments.some((payment) => payment.title === 'vague')) return []
  return story.invoices.flatMap(({ number, customer, dueOn }) => {
    const from = dayOfStep(notice, dueOn)
    const days = story.days.filter((day) => day.on >= from && day.on <= dueOn)
    const quiet = days.find((day) => isQuiet(day) && isAlone(story, policy, seen, { customer, number, from, on: day.on }))
    if (quiet === undefined) return []
    const went = seen.got.some((got) => got.numbers.includes(number) && got.on >= from && got.on <= dueOn)
    return went ? [] : [`${number}, due on ${dueOn}: no notice came, though ${quiet.on} was quiet`]
  })
}

type Notice = { readonly customer: number; readonly number: string; readonly from: Day; readonly on: Day }

function isAlone(story: Story, policy: Policy, seen: Witness, { customer, number, from, on }: Notice): boolean {
  const own = new Set(story.invoices.filter((invoice) => invoice.customer === customer).map((invoice) => invoice.number))
  const befell = story.happenings.some((what) =>
    own.has('invoice' in what ? what.invoice : what.kind === 'returned' ? what.payment.invoice : ''),
  )
  const paid = story.payments.some((payment) => own.has(payment.invoice) && payment.on <= on)
  const held = story.holds.some((hold) => hold.customer === customer && hold.from <= on && hold.until >= from)
  const struck = story.struckOff.some((each) => each.customer === customer && each.on <= on)
  // Other invoices of his that are due soon or past their term speak first, and then the days between two messages are counted.
  const others = story.invoices.some(
    (invoice) => invoice.customer === customer && invoice.number !== number && Math.abs(daysBetween(invoice.dueOn, on)) <= 60,
  )
  const spoken = seen.got.some((got) => got.customer === customer && got.on < on && got.on > addDays(on, -8 - policy.minGapDays))
  return !befell && !paid && !held && !struck && !others && !spoken
}
