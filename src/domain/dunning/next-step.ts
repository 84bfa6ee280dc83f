// Which step of a policy an overdue invoice has reached and was not reminded of yet.
import { type Day, daysBetween } from '#values/day'
import type { Policy, Step } from './policy.ts'

/**
 * The latest step that is due on `today`, or null when it, or a later one, was sent already. After days without sending only this one goes:
 * the earlier ones are passed over for good.
 */
export function nextStep(policy: Policy, invoice: { readonly dueOn: Day }, today: Day, sent: ReadonlySet<string>): Step | null {
  const late = daysBetween(invoice.dueOn, today)
  const ladder = [...policy.steps].sort((a, b) => a.daysAfterDue - b.daysAfterDue)
  const reached = ladder.filter((step) => step.daysAfterDue <= late)
  const latest = reached.at(-1)
  if (latest === undefined) return null
  return ladder.some((step) => step.daysAfterDue >= latest.daysAfterDue && sent.has(step.id)) ? null : latest
}
