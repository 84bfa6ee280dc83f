// The decision for one customer on one day: one message about everything that has reached a step, or why not.
import { addDays, type Day, daysBetween } from '#values/day'
import { type CustomerFacts, customerGates, type DunnedInvoice, invoiceGate, mediumGate, type Reach, type Reason } from './gates.ts'
import { isLegal, type Medium, tones } from './message-kind.ts'
import { isOverdue, nextStep, stepOn } from './next-step.ts'
import type { Step } from './policy.ts'
import type { KeptPolicy } from './policy-choice.ts'
import { firstSendingDay } from './sending-time.ts'

export type TakenStep = { readonly invoiceId: string; readonly stepId: string }

const written = (steps: readonly TakenStep[]): string =>
  steps
    .map((step) => `${step.invoiceId} ${step.stepId}`)
    .sort()
    .join()

/** The same steps of the same invoices, in whatever order they stand. */
export const sameSteps = (a: readonly TakenStep[], b: readonly TakenStep[]): boolean => written(a) === written(b)

export type ReminderPlan = {
  /** The hardest of the steps that are due: it speaks for all. */
  readonly step: Step
  readonly policy: KeptPolicy
  /** Invoices whose step this message is; with the step, they are never written to about it again. */
  readonly steps: readonly TakenStep[]
  /** Invoices that it names, the oldest first. */
  readonly invoices: readonly DunnedInvoice[]
  readonly leftOut: readonly { readonly invoiceId: string; readonly reason: Reason }[]
  /** Ways by which it can go, and those by which it cannot. */
  readonly media: readonly Medium[]
  readonly closed: readonly { readonly medium: Medium; readonly reason: Reason }[]
}

export type LaterBecause = 'day' | 'gap' | 'week'

export type ReminderDecision =
  | { readonly kind: 'nothing-due' }
  /** A step is due, but not today: the day of the week, the gap since the last message, or enough of them this week. */
  | { readonly kind: 'later'; readonly notBefore: Day; readonly because: LaterBecause; readonly plan: ReminderPlan }
  | { readonly kind: 'withheld'; readonly plan: ReminderPlan; readonly reasons: readonly Reason[] }
  | { readonly kind: 'send'; readonly plan: ReminderPlan }

export type ReminderFacts = CustomerFacts & {
  /** Steps that were taken, may have been or are about to be. */
  readonly taken: readonly TakenStep[]
  /** Days of the messages of the last weeks that went, may have gone or are about to go. */
  readonly writtenOn: readonly Day[]
  /** The policy that an invoice is under; null: nobody asks for it. */
  readonly policyFor: (invoice: DunnedInvoice) => KeptPolicy | null
  /** Where his people of a role are reached; where it is left out, where he himself is. */
  readonly reachOf?: (role: string | null) => Readonly<Record<Medium, Reach>>
}

const byDueDay = (a: DunnedInvoice, b: DunnedInvoice): number =>
  a.dueOn === b.dueOn ? (a.number < b.number ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1

const kindRank = { 'notice-before-due': 0, statement: 1, reminder: 2, demand: 3, 'pre-court-demand': 4 } as const
const rank = (step: Step): number => kindRank[step.kind] * 10 + tones.indexOf(step.tone)

/** Decides what goes to a customer on `today`; at most one message by each way, in the hardest tone that any of his invoices has reached. */
export function decideReminder(facts: ReminderFacts, today: Day, staleAfterHours: number): ReminderDecision {
  const due = facts.owed.flatMap((invoice) => {
    const policy = facts.policyFor(invoice)
    if (policy === null) return []
    const taken = new Set(facts.taken.filter((each) => each.invoiceId === invoice.id).map((each) => each.stepId))
    const step = nextStep(policy.policy, invoice, today, taken)
    return step === null ? [] : [{ invoice, step, policy, gate: invoiceGate(facts, invoice) }]
  })
  const free = due.filter(({ gate }) => gate === null)
  const speaking = (free.length > 0 ? free : due).toSorted((a, b) => rank(b.step) - rank(a.step) || byDueDay(a.invoice, b.invoice))
  const [lead] = speaking
  if (lead === undefined) return { kind: 'nothing-due' }
  const { step, policy } = lead
  // What is not due yet is announced in a message of its own, and so is each demand: they never stand in a reminder's.
  const same = speaking.filter(
    (each) =>
      each.policy.policyId === policy.policyId &&
      each.step.offsetDays <= 0 === step.offsetDays <= 0 &&
      (each.step.kind === step.kind || !isLegal(step.kind)),
  )
  const about = facts.owed.filter((invoice) => named(facts, invoice, step, today) || same.some((each) => each.invoice.id === invoice.id))
  const gated = about.map((invoice) => ({ invoice, reason: invoiceGate(facts, invoice) }))
  const reach = facts.reachOf?.(step.recipients.role) ?? facts.reach
  const gates = step.media.map((medium) => ({ medium, reason: mediumGate({ reach }, medium) }))
  const plan: ReminderPlan = {
    step,
    policy,
    steps: same.map((each) => ({ invoiceId: each.invoice.id, stepId: each.step.id })),
    invoices: gated
      .filter((entry) => entry.reason === null)
      .map((entry) => entry.invoice)
      .sort(byDueDay),
    leftOut: gated.flatMap((entry) => (entry.reason === null ? [] : [{ invoiceId: entry.invoice.id, reason: entry.reason }])),
    media: gates.flatMap((gate) => (gate.reason === null ? [gate.medium] : [])),
    closed: gates.flatMap((gate) => (gate.reason === null ? [] : [{ medium: gate.medium, reason: gate.reason }])),
  }
  const { notBefore, because } = earliest(facts.writtenOn, policy, today, step.media.length > 0)
  if (notBefore > today) return { kind: 'later', notBefore, because, plan }
  const reasons =
    free.length === 0
      ? due.flatMap(({ gate }) => (gate === null ? [] : [gate]))
      : [
          ...customerGates(facts, plan.invoices, staleAfterHours),
          ...(step.media.length > 0 && plan.media.length === 0 ? plan.closed.map((each) => each.reason) : []),
        ]
  return reasons.length > 0 ? { kind: 'withheld', plan, reasons } : { kind: 'send', plan }
}

/** Whether a message of this step names the invoice: reminders name everything overdue, demands only what has come as far as they. */
export function named(facts: Pick<ReminderFacts, 'policyFor'>, invoice: DunnedInvoice, step: Step, today: Day): boolean {
  if (facts.policyFor(invoice) === null || !isOverdue(invoice.dueOn, today)) return false
  if (step.offsetDays <= 0) return false
  return !isLegal(step.kind) || stepOn(step, invoice.dueOn) <= today
}

/** The first day on which the policy lets a further message go. */
export function earliest(
  writtenOn: readonly Day[],
  { policy }: KeptPolicy,
  today: Day,
  isMessage = true,
): { readonly notBefore: Day; readonly because: LaterBecause } {
  let notBefore = today
  let because: LaterBecause = 'day'
  const wait = (until: Day, why: LaterBecause) => {
    if (until > notBefore) [notBefore, because] = [until, why]
  }
  if (isMessage) {
    const newest = [...writtenOn].sort().toReversed()
    const [last] = newest
    if (last !== undefined) wait(addDays(last, policy.minGapDays), 'gap')
    const inWeek = newest.filter((on) => daysBetween(on, today) < 7)
    const full = inWeek[policy.maxPerWeek - 1]
    if (full !== undefined) wait(addDays(full, 7), 'week')
  }
  // A policy that sends on no day sends never; far enough ahead to say so.
  const day = firstSendingDay(policy, notBefore) ?? addDays(notBefore, 36_500)
  return { notBefore: day, because: day > notBefore && because === 'day' ? 'day' : because }
}
