// The parts of the books that reports are made of; a report names those that it reads, the others are empty.

import type { StepPayment } from '#domain/analytics/step-effect'
import type { ClaimTerms } from '#domain/interest/claim'
import type { DebtChange } from '#domain/interest/late-interest'
import type { EuroRate } from '#domain/interest/recovery-compensation'
import type { RatioFact } from '#domain/reporting/customer-facts'
import type { InvoiceFact, PaymentFact } from '#domain/reporting/facts'
import type { MatchRow, NamedStep } from '#domain/reporting/work-facts'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Money } from '#values/money'

export type MatchFact = MatchRow & {
  readonly id: string
  readonly reasons: readonly { readonly because: string; readonly facts: Readonly<Record<string, string | number>> }[]
}

/** A promise, a dispute, a pause: what was agreed or said, and what became of it. */
export type HoldFact = {
  readonly kind: string
  readonly customerId: string
  readonly customer: string
  readonly invoice: string | null
  readonly sinceOn: Day
  readonly untilOn: Day | null
  readonly amount: Money | null
  readonly why: string
  readonly outcome: string | null
  readonly endedOn: Day | null
}

export type BlockFact = {
  readonly customerId: string
  readonly customer: string
  readonly state: string
  readonly sinceOn: Day
  readonly endedOn: Day | null
  readonly why: string | null
}

/** An invoice with what changed its debt, and the terms on which its customer owes interest. */
export type DebtFact = {
  readonly invoice: InvoiceFact
  readonly changes: readonly DebtChange[]
  readonly terms: Omit<ClaimTerms, 'rateOn'>
}

/** A document sent to a customer: an interest note, a balance confirmation. */
export type LetterFact = {
  readonly kind: string
  readonly customerId: string
  readonly customer: string
  readonly sentOn: Day
  readonly state: string
  /** The number of the document, or the subject of the message. */
  readonly subject: string | null
  readonly amount: Money | null
}

export type LogFact = {
  readonly at: Date
  readonly on: Day
  readonly time: string
  readonly actor: string
  readonly action: string
  readonly subject: string | null
  readonly subjectKind: string
  readonly why: string | null
}

/** The end of a month; `ratioPercent` is the company's debt ratio over all customers, null where no day was counted. */
export type MonthEndFact = {
  readonly month: string
  /** The last day counted. */
  readonly on: Day
  readonly open: Money
  readonly overdue: Money
  readonly ratioPercent: number | null
}

export type ReportRows = {
  readonly asOf: Day
  /** First day of the period. */
  readonly from: Day
  readonly basis: 'due' | 'issue'
  readonly currency: Currency
  readonly nip: string | null
  /** In one currency: the chosen one, or all of them in the base currency. */
  readonly invoices: readonly InvoiceFact[]
  /** Foreign invoices that no rate converts: told, never left out in silence. */
  readonly unconverted: readonly InvoiceFact[]
  /** Invoices shared out over the product categories of their lines: one fact an invoice and category. */
  readonly lines: readonly InvoiceFact[]
  /** The same as of the day before the period. */
  readonly before: readonly InvoiceFact[]
  readonly payments: readonly PaymentFact[]
  readonly matches: readonly MatchFact[]
  readonly steps: readonly NamedStep[]
  readonly allocations: readonly StepPayment[]
  readonly holds: readonly HoldFact[]
  readonly blocks: readonly BlockFact[]
  readonly debts: readonly DebtFact[]
  readonly letters: readonly LetterFact[]
  readonly monthEnds: readonly MonthEndFact[]
  /** Debt ratios of customers by the company's own definition, in the base currency alone. */
  readonly ratios: ReadonlyMap<string, RatioFact>
  readonly log: readonly LogFact[]
  /** First day of which the books know anything; null of empty books. */
  readonly earliestOn: Day | null
  euroRate(on: Day): EuroRate | null
}

export type RowsPart =
  | 'invoices'
  | 'lines'
  | 'before'
  | 'payments'
  | 'matches'
  | 'steps'
  | 'holds'
  | 'blocks'
  | 'debts'
  | 'letters'
  | 'month-ends'
  | 'ratios'
  | 'log'
