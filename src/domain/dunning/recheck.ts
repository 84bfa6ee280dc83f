// A planned message looked at once more in the moment of sending: the ledger, the gates and the calendar may have moved on.
import type { Day } from '#values/day'
import { customerGates, type DunnedInvoice, invoiceGate, mediumGate, type Reason } from './gates.ts'
import type { Medium } from './message-kind.ts'
import { isOverdue, nextStep } from './next-step.ts'
import type { Step } from './policy.ts'
import { earliest, named, type ReminderFacts, type TakenStep } from './reminder.ts'

export type PlannedReminder = {
  readonly steps: readonly TakenStep[]
  readonly medium: Medium
  /** The step whose tone and kind it has, as it was when it was planned. */
  readonly step: Step
}

export type Recheck =
  | { readonly kind: 'cancelled'; readonly reason: 'settled' | 'step-taken' | 'overtaken' | 'not-dunned' }
  | { readonly kind: 'withheld'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'later'; readonly notBefore: Day }
  | { readonly kind: 'send'; readonly invoices: readonly DunnedInvoice[] }

/**
 * `facts` leave out what this message itself has taken. Settled invoices fall out; with none of its own left it is cancelled. So it is when
 * another message took the same step, or when a later step came meanwhile: that one goes instead.
 */
export function recheckReminder(planned: PlannedReminder, facts: ReminderFacts, today: Day, staleAfterHours: number): Recheck {
  const own = facts.owed.filter((invoice) => planned.steps.some((step) => step.invoiceId === invoice.id))
  if (own.length === 0) return { kind: 'cancelled', reason: 'settled' }
  const under = own.filter((invoice) => facts.policyFor(invoice) !== null)
  if (under.length === 0) return { kind: 'cancelled', reason: 'not-dunned' }
  const fresh = under.filter((invoice) => !taken(planned, facts, invoice))
  if (fresh.length === 0) return { kind: 'cancelled', reason: 'step-taken' }
  if (fresh.every((invoice) => isOvertaken(planned, facts, invoice, today))) return { kind: 'cancelled', reason: 'overtaken' }
  const about = facts.owed.filter((invoice) => named(facts, invoice, planned.step, today) || fresh.some((mine) => mine.id === invoice.id))
  const free = about.filter((invoice) => invoiceGate(facts, invoice) === null)
  const ownReasons = fresh.map((invoice) => invoiceGate(facts, invoice)).filter((reason) => reason !== null)
  if (ownReasons.length === fresh.length) return { kind: 'withheld', reasons: ownReasons }
  const unreachable = mediumGate(facts, planned.medium)
  const reasons = [...customerGates(facts, free, staleAfterHours), ...(unreachable === null ? [] : [unreachable])]
  if (reasons.length > 0) return { kind: 'withheld', reasons }
  const policy = facts.policyFor(fresh[0] ?? (own[0] as DunnedInvoice))
  const { notBefore } = policy === null ? { notBefore: today } : earliest(facts.writtenOn, policy, today)
  if (notBefore > today) return { kind: 'later', notBefore }
  return {
    kind: 'send',
    invoices: free.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number < b.number ? -1 : 1)),
  }
}

const stepIdOf = (planned: PlannedReminder, invoice: DunnedInvoice): string | undefined =>
  planned.steps.find((step) => step.invoiceId === invoice.id)?.stepId

const taken = (planned: PlannedReminder, facts: ReminderFacts, invoice: DunnedInvoice): boolean =>
  facts.taken.some((each) => each.invoiceId === invoice.id && each.stepId === stepIdOf(planned, invoice))

/** A later step of the ladder is due now, or the notice came too late. */
function isOvertaken(planned: PlannedReminder, facts: ReminderFacts, invoice: DunnedInvoice, today: Day): boolean {
  if (planned.step.offsetDays <= 0 && isOverdue(invoice.dueOn, today)) return true
  const policy = facts.policyFor(invoice)
  if (policy === null || !policy.policy.steps.some((step) => step.id === stepIdOf(planned, invoice))) return false
  const now = nextStep(policy.policy, invoice, today, new Set())
  return now !== null && now.id !== stepIdOf(planned, invoice)
}
