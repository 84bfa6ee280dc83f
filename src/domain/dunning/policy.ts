// A dunning policy: which reminder goes how many days after the due day.
import type { Day } from '#values/day'
import { weekday } from '#values/day'

export const levels = ['friendly', 'neutral', 'firm'] as const
export type Level = (typeof levels)[number]

export type Step = {
  /** Never changes, so that a sent step is known again after the policy was edited. */
  readonly id: string
  /** Calendar days after the due day. */
  readonly daysAfterDue: number
  readonly template: 'reminder'
  readonly level: Level
}

export type Policy = {
  readonly steps: readonly Step[]
  /** Fewest days between two reminders to one customer, whatever the invoices. */
  readonly minGapDays: number
  /** ISO days of the week on which reminders go, Monday 1. */
  readonly sendOn: readonly number[]
}

/** The default ladder while a company has none of its own (receivables law 5.1, its first three levels after the due day). */
export const standardPolicy: Policy = {
  steps: [
    { id: 'd2', daysAfterDue: 2, template: 'reminder', level: 'friendly' },
    { id: 'd7', daysAfterDue: 7, template: 'reminder', level: 'neutral' },
    { id: 'd14', daysAfterDue: 14, template: 'reminder', level: 'firm' },
  ],
  minGapDays: 5,
  sendOn: [1, 2, 3, 4, 5],
}

export const sendsOn = (policy: Policy, on: Day): boolean => policy.sendOn.includes(weekday(on))
