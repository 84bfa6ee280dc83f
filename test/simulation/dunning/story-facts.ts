// Invoices and payments of a story, as its seed has them.
import type { Day } from '#values/day'

export type StoryInvoice = {
  readonly number: string
  readonly customer: number
  readonly issueOn: Day
  readonly dueOn: Day
  readonly minor: bigint
}

export type StoryPayment = {
  readonly id: string
  readonly on: Day
  /** Before the day's plan, or between the plan and the sending. */
  readonly when: 'dawn' | 'midday'
  readonly customer: number
  readonly invoice: string
  readonly minor: bigint
  /** clear: names the invoice · vague: another payer, no number, the exact amount. */
  readonly title: 'clear' | 'vague'
}
