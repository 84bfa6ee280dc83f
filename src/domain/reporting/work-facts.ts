// What matching and reminding did, one fact a match and one an invoice in a message.
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import type { MatchEnd } from '../analytics/matching-quality.ts'
import { type SentStep, type StepAnswer, type StepPayment, stepAnswer } from '../analytics/step-effect.ts'

export type MatchRow = {
  readonly paymentId: string
  readonly bookedOn: Day
  readonly payer: string | null
  readonly customer: string | null
  readonly segment: string | null
  readonly amount: Money
  /** Numbers of the invoices. */
  readonly invoices: string
  readonly end: MatchEnd
  readonly undone: boolean
  /** 0 … 1 */
  readonly probability: number
  readonly decidedBy: string | null
  readonly decidedOn: Day | null
}

/** A step as it went, with the invoice that it named. */
export type NamedStep = SentStep & {
  readonly number: string
  readonly customer: string
  readonly segment: string | null
  readonly total: Money
}

export type ReminderRow = NamedStep & { readonly answer: StepAnswer; readonly paidOn: Day | null }

/** One row an invoice in a message, with the answer that came. */
export function reminderRows(steps: readonly NamedStep[], payments: readonly StepPayment[], asOf: Day): readonly ReminderRow[] {
  const paid = Map.groupBy(payments, ({ invoiceId }) => invoiceId)
  return steps.map((step) => {
    const { answer, paidOn } = stepAnswer(step, paid.get(step.invoiceId) ?? [], asOf)
    return { ...step, answer, paidOn }
  })
}
