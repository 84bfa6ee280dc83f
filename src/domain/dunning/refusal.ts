// Why a reminder cannot go for a reason of the customer's data, and whether that reason still stands: the same refusal is told once and not repeated.
import { type Day, daysBetween } from '#values/day'
import type { Reason, ReasonCode } from './gates.ts'
import type { Medium } from './message-kind.ts'
import { type ReminderPlan, sameSteps, type TakenStep } from './reminder.ts'

/** `refused`: its channel did not take it. `foreign-file`, `not-written`: the last look before sending stopped it. */
export const refusalCauses = ['no-address', 'address-malformed', 'address-suppressed', 'foreign-file', 'not-written', 'refused'] as const
export type RefusalCause = (typeof refusalCauses)[number]

/** The one that tells most comes first, where a customer is closed by each way for another reason. */
const unreachableCodes = ['address-suppressed', 'address-malformed', 'no-address'] as const satisfies readonly (RefusalCause & ReasonCode)[]

export type Unreachable = Reason & { readonly code: (typeof unreachableCodes)[number] }

const isUnreachable = (reason: Reason): reason is Unreachable => unreachableCodes.some((code) => code === reason.code)

export const unreachableAmong = (reasons: readonly Reason[]): Unreachable | null =>
  reasons
    .filter(isUnreachable)
    .toSorted((a, b) => unreachableCodes.indexOf(a.code) - unreachableCodes.indexOf(b.code))
    .at(0) ?? null

/** Why nobody can be written to by any way of the plan's step; null while one is open. */
export const unreachableBy = (plan: Pick<ReminderPlan, 'media' | 'closed'>): Unreachable | null =>
  plan.media.length > 0 ? null : unreachableAmong(plan.closed.map(({ reason }) => reason))

export type Refused = {
  readonly reason: string
  readonly medium: Medium
  readonly on: Day
  readonly steps: readonly TakenStep[]
  readonly addresses: readonly string[]
}

/** A full box may have been emptied by then. */
const mailboxFullDays = 7
const ofAddress = ['bad-address', 'opted-out', 'country']

/** Whether the channel would say the same again: to other addresses it may not; for what the message holds, only of the same steps. */
export function refusalStands(refused: Refused, again: Pick<Refused, 'steps' | 'addresses'>, today: Day): boolean {
  if (refused.addresses.toSorted().join() !== again.addresses.toSorted().join()) return false
  if (refused.reason === 'mailbox-full') return daysBetween(refused.on, today) < mailboxFullDays
  if (refused.reason === 'content') return sameSteps(refused.steps, again.steps)
  return ofAddress.includes(refused.reason)
}
