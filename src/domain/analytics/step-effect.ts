// What reminders bring about: how much of what each step named was paid within seven days.
import { addDays, type Day } from '#values/day'
import type { Money } from '#values/money'

/** One invoice in one message that was sent. */
export type SentStep = { readonly step: string; readonly invoiceId: string; readonly sentOn: Day }
/** Money set against an invoice. */
export type StepPayment = { readonly invoiceId: string; readonly on: Day; readonly amount: Money }

export type StepEffect = {
  readonly step: string
  /** Invoices named. */
  readonly named: number
  /** Of those whose seven days are over. */
  readonly measured: number
  readonly paid: number
  readonly paidPercent: number | null
}

const daysGiven = 7

/** `waiting`: the seven days are not over. */
export type StepAnswer = 'paid' | 'not-paid' | 'waiting'

/** The last day of sending whose seven days are over at the end of `asOf`. */
export const measuredUntil = (asOf: Day): Day => addDays(asOf, -daysGiven)

/** `paidOn`: the first day after sending, within the seven, on which money came on the invoice. */
export function stepAnswer(
  { sentOn }: Pick<SentStep, 'sentOn'>,
  payments: readonly Pick<StepPayment, 'on' | 'amount'>[],
  asOf: Day,
): { readonly answer: StepAnswer; readonly paidOn: Day | null } {
  const days = payments.flatMap(({ on, amount }) => (amount.minor > 0n && on > sentOn && on <= addDays(sentOn, daysGiven) ? [on] : []))
  const paidOn = days.toSorted()[0] ?? null
  return { answer: sentOn > measuredUntil(asOf) ? 'waiting' : paidOn === null ? 'not-paid' : 'paid', paidOn }
}

/** An invoice is answered for when any money came on it after the day of sending and up to seven days later; steps in the order of first use. */
export function stepEffect(sent: readonly SentStep[], payments: readonly StepPayment[], asOf: Day): readonly StepEffect[] {
  const paidOn = Map.groupBy(payments, ({ invoiceId }) => invoiceId)
  return [...Map.groupBy(sent, ({ step }) => step)].map(([step, some]) => {
    const answers = some.map((each) => stepAnswer(each, paidOn.get(each.invoiceId) ?? [], asOf).answer)
    const measured = answers.filter((answer) => answer !== 'waiting').length
    const paid = answers.filter((answer) => answer === 'paid').length
    return { step, named: some.length, measured, paid, paidPercent: measured === 0 ? null : (paid / measured) * 100 }
  })
}
