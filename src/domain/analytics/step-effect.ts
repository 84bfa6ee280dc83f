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

/** An invoice is answered for when any money came on it after the day of sending and up to seven days later; steps in the order of first use. */
export function stepEffect(sent: readonly SentStep[], payments: readonly StepPayment[], asOf: Day): readonly StepEffect[] {
  const paidOn = Map.groupBy(payments, ({ invoiceId }) => invoiceId)
  return [...Map.groupBy(sent, ({ step }) => step)].map(([step, some]) => {
    const over = some.filter(({ sentOn }) => addDays(sentOn, daysGiven) <= asOf)
    const paid = over.filter(({ invoiceId, sentOn }) =>
      (paidOn.get(invoiceId) ?? []).some(({ on, amount }) => amount.minor > 0n && on > sentOn && on <= addDays(sentOn, daysGiven)),
    ).length
    return { step, named: some.length, measured: over.length, paid, paidPercent: over.length === 0 ? null : (paid / over.length) * 100 }
  })
}
