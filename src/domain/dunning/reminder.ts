// The decision for one customer on one day: one reminder for all his overdue invoices, or why not.
import { addDays, type Day } from '#values/day'
import { type CustomerFacts, customerGates, type DunnedInvoice, invoiceGate, type Reason } from './gates.ts'
import { type StepKind, type Tone, tones } from './message-kind.ts'
import { nextStep } from './next-step.ts'
import type { Policy } from './policy.ts'
import { firstSendingDay } from './sending-time.ts'

export type SentStep = { readonly invoiceId: string; readonly stepId: string }

export type ReminderPlan = {
  readonly tone: Tone
  readonly kind: StepKind
  /** Invoices whose step this message is; with the step, they are never reminded of it again. */
  readonly steps: readonly SentStep[]
  /** All overdue invoices that it names, the oldest first. */
  readonly invoices: readonly DunnedInvoice[]
  readonly leftOut: readonly { readonly invoiceId: string; readonly reason: Reason }[]
}

export type ReminderDecision =
  | { readonly kind: 'nothing-due' }
  /** A step is due, but not today: the day of the week or the gap since the last message. */
  | { readonly kind: 'later'; readonly notBefore: Day }
  | { readonly kind: 'withheld'; readonly plan: ReminderPlan; readonly reasons: readonly Reason[] }
  | { readonly kind: 'send'; readonly plan: ReminderPlan }

export type ReminderFacts = CustomerFacts & {
  /** Steps that went, may have gone or are about to go. */
  readonly sent: readonly SentStep[]
  readonly lastReminderOn: Day | null
}

const byDueDay = (a: DunnedInvoice, b: DunnedInvoice): number =>
  a.dueOn === b.dueOn ? (a.number < b.number ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1

/** Decides what goes to a customer on `today`; at most one message, at the highest level that any of his invoices has reached. */
export function decideReminder(facts: ReminderFacts, policy: Policy, today: Day, staleAfterHours: number): ReminderDecision {
  const gated = facts.overdue.map((invoice) => ({ invoice, reason: invoiceGate(facts, invoice) }))
  const due = facts.overdue.flatMap((invoice) => {
    const step = nextStep(
      policy,
      invoice,
      today,
      new Set(facts.sent.filter((sent) => sent.invoiceId === invoice.id).map((sent) => sent.stepId)),
    )
    return step === null ? [] : [{ invoice, step }]
  })
  const open = due.filter(({ invoice }) => gated.some((entry) => entry.invoice.id === invoice.id && entry.reason === null))
  const chosen = open.length > 0 ? open : due
  if (chosen.length === 0) return { kind: 'nothing-due' }
  const earliest = facts.lastReminderOn === null ? today : laterOf(today, addDays(facts.lastReminderOn, policy.minGapDays))
  // A policy that sends on no day sends never; far enough ahead to say so.
  const notBefore = firstSendingDay(policy, earliest) ?? addDays(earliest, 36_500)
  if (notBefore !== today) return { kind: 'later', notBefore }

  const tone = tones[Math.max(...chosen.map(({ step }) => tones.indexOf(step.tone)))] ?? 'friendly'
  const named = gated
    .filter((entry) => entry.reason === null)
    .map((entry) => entry.invoice)
    .sort(byDueDay)
  const leftOut = gated.flatMap((entry) => (entry.reason === null ? [] : [{ invoiceId: entry.invoice.id, reason: entry.reason }]))
  const kind = chosen.find(({ step }) => step.tone === tone)?.step.kind ?? 'reminder'
  const plan = {
    tone,
    kind,
    steps: chosen.map(({ invoice, step }) => ({ invoiceId: invoice.id, stepId: step.id })),
    invoices: named,
    leftOut,
  }
  const reasons =
    open.length === 0
      ? leftOut.filter((entry) => due.some(({ invoice }) => invoice.id === entry.invoiceId)).map((entry) => entry.reason)
      : customerGates(facts, named, staleAfterHours)
  return reasons.length > 0 ? { kind: 'withheld', plan, reasons } : { kind: 'send', plan }
}

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)

/** Looks at a planned reminder again in the moment of sending. Settled invoices fall out; with none of its own left, it is cancelled. */
export function recheckReminder(
  plan: Pick<ReminderPlan, 'steps'>,
  facts: CustomerFacts,
  staleAfterHours: number,
):
  | { readonly kind: 'settled' }
  | { readonly kind: 'withheld'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'send'; readonly invoices: readonly DunnedInvoice[] } {
  const own = facts.overdue.filter((invoice) => plan.steps.some((step) => step.invoiceId === invoice.id))
  if (own.length === 0) return { kind: 'settled' }
  const free = facts.overdue.filter((invoice) => invoiceGate(facts, invoice) === null).sort(byDueDay)
  const ownReasons = own.map((invoice) => invoiceGate(facts, invoice)).filter((reason) => reason !== null)
  if (ownReasons.length === own.length) return { kind: 'withheld', reasons: ownReasons }
  const reasons = customerGates(facts, free, staleAfterHours)
  return reasons.length > 0 ? { kind: 'withheld', reasons } : { kind: 'send', invoices: free }
}
