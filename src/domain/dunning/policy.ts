// A dunning policy: which step is taken how many days before or after the due day, by which way, and when messages may go at all.
import type { Medium, StepKind, Tone } from './message-kind.ts'

export const taskKinds = ['call', 'decision'] as const
export type TaskKind = (typeof taskKinds)[number]

export const stepAttachments = ['invoices', 'statement'] as const
export type StepAttachment = (typeof stepAttachments)[number]

export type Step = {
  /** Never changes, so that a sent step is known again after the policy was edited. */
  readonly id: string
  /** What people call it; null: it is named by its kind and tone. */
  readonly name: string | null
  /** Days after the due day; negative ones lie before it. */
  readonly offsetDays: number
  readonly daysAre: 'calendar' | 'business'
  /** One message by each; none when the step is a person's task alone. */
  readonly media: readonly Medium[]
  readonly kind: StepKind
  readonly tone: Tone
  /** A template of the company; null: the ready one of kind and tone. */
  readonly templateId: string | null
  readonly attachments: readonly StepAttachment[]
  readonly recipients: {
    /** The customer's contact of this role; null: the address for payments. */
    readonly role: string | null
    /** A copy to the person who looks after the customer. */
    readonly owner: boolean
    /** Further addresses. */
    readonly addresses: readonly string[]
  }
  /** What a person has to do beside the message, or instead of it. */
  readonly task: TaskKind | null
  /** Whether the step goes by itself in automatic mode, or waits for a person there too. */
  readonly approval: 'automatic' | 'person'
}

export type Policy = {
  readonly steps: readonly Step[]
  /** Fewest days between two reminders to one customer, whatever the invoices. */
  readonly minGapDays: number
  /** Most reminders to one customer in seven days. */
  readonly maxPerWeek: number
  /** ISO days of the week on which reminders go, Monday 1. */
  readonly sendOn: readonly number[]
  /** Wall-clock times `HH:MM` in the company's zone between which messages go. */
  readonly window: { readonly from: string; readonly until: string }
  /** Nothing goes on Polish holidays, nor after noon on 24 and 31 December. */
  readonly skipHolidays: boolean
}
