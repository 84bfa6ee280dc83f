// What a rule would have done to payments of the past: which it touches, what it changes, and where people had decided otherwise.
import { buildMatchingIndex, decideAll } from '#domain/matching/matching'
import { ruleFor } from '#domain/matching/rules'
import type {
  Decision,
  Learnt,
  MatchingRule,
  MatchingSettings,
  OpenInvoice,
  PaymentFacts,
  ProposedAllocation,
} from '#domain/matching/types'
import { type Money, money } from '#values/money'

/** How a payment stands in the books today. */
export type Placed = {
  readonly customerId: string | null
  readonly allocations: readonly ProposedAllocation[]
  /** Somebody said that it is no customer's payment. */
  readonly outside: boolean
}

/** ignored: people settled what the rule leaves alone · other-customer, other-invoices: they settled something else · outside: they said it is no customer's. */
export type Contradiction = 'ignored' | 'other-customer' | 'other-invoices' | 'outside'

export type TrialLine = {
  readonly payment: PaymentFacts
  readonly before: Decision
  readonly after: Decision
  readonly changed: boolean
  readonly contradiction: Contradiction | null
}

export type RuleTrial = {
  /** Payments that the rule catches, whether or not they were decided anew. */
  readonly touched: number
  /** Touched payments that were decided with and without the rule, in the order given. */
  readonly lines: readonly TrialLine[]
}

/** Decided anew at most; the newest come first and the rest is only counted, so that a trial stays short. */
export const decidedAtMost = 2_000

type Trial = {
  readonly rule: MatchingRule
  /** The rules with the one that is tried, in their order. */
  readonly rules: readonly MatchingRule[]
  readonly rulesBefore: readonly MatchingRule[]
  /** Newest first. */
  readonly payments: readonly PaymentFacts[]
  readonly placed: ReadonlyMap<string, Placed>
  /** Open and lately settled invoices as they are now. */
  readonly invoices: readonly OpenInvoice[]
  readonly learnt: Learnt
  readonly settings: MatchingSettings
}

/** Payments that the rule would catch where it stands; those that an earlier rule catches are not its own. */
export const touchedBy = (rule: MatchingRule, rules: readonly MatchingRule[], payments: readonly PaymentFacts[]): PaymentFacts[] =>
  payments.filter((payment) => ruleFor(rules, payment)?.id === rule.id)

/** Decides the touched payments twice, with and without the rule, on books in which they are not placed yet. */
export function ruleTrial(trial: Trial): RuleTrial {
  const { rule, rules, rulesBefore, placed, learnt, settings } = trial
  const touched = touchedBy(rule, rules, trial.payments)
  const payments = touched.slice(0, decidedAtMost)
  if (payments.length === 0) return { touched: 0, lines: [] }
  const invoices = reopened(
    trial.invoices,
    payments.flatMap((payment) => placed.get(payment.id)?.allocations ?? []),
  )
  const decided = (using: readonly MatchingRule[]): readonly Decision[] =>
    decideAll(buildMatchingIndex(invoices, learnt, { ...settings, rules: using }), payments)
  const before = decided(rulesBefore)
  const after = decided(rules)
  return {
    touched: touched.length,
    lines: payments.flatMap((payment, at): TrialLine[] => {
      const [old, fresh] = [before[at], after[at]]
      if (old === undefined || fresh === undefined) return []
      const contradiction = contradictionOf(rule, placed.get(payment.id) ?? null, old, fresh)
      return [{ payment, before: old, after: fresh, changed: !isSame(old, fresh), contradiction }]
    }),
  }
}

/** The invoices as they were before these parts were set against them. */
function reopened(invoices: readonly OpenInvoice[], allocations: readonly ProposedAllocation[]): OpenInvoice[] {
  const back = new Map<string, Money>()
  for (const { invoiceId, amount } of allocations) {
    const known = back.get(invoiceId)
    back.set(invoiceId, known === undefined ? amount : money(known.minor + amount.minor, known.currency))
  }
  return invoices.map((invoice) => {
    const amount = back.get(invoice.id)
    return amount === undefined || amount.currency !== invoice.open.currency
      ? invoice
      : { ...invoice, open: money(invoice.open.minor + amount.minor, invoice.open.currency) }
  })
}

const asText = (allocations: readonly ProposedAllocation[]): string =>
  allocations
    .map(({ invoiceId, amount }) => `${invoiceId} ${amount.minor} ${amount.currency}`)
    .sort()
    .join('|')

const isSame = (a: Decision, b: Decision): boolean =>
  a.outcome === b.outcome && a.customerId === b.customerId && asText(a.allocations) === asText(b.allocations)

function contradictionOf(rule: MatchingRule, placed: Placed | null, before: Decision, after: Decision): Contradiction | null {
  if (placed === null || rule.effect.action === 'never-post') return null
  if (placed.outside) return after.outcome === 'none' ? null : 'outside'
  if (placed.allocations.length === 0 && placed.customerId === null) return null
  if (rule.effect.action === 'ignore') return 'ignored'
  if (placed.customerId !== null && placed.customerId !== rule.effect.customerId) return 'other-customer'
  const accepted = asText(placed.allocations)
  const spoilt = accepted !== '' && asText(before.allocations) === accepted && asText(after.allocations) !== accepted
  return spoilt ? 'other-invoices' : null
}
