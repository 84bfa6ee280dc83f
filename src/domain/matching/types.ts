// The public words of matching: what goes in, what was learnt, what the user set, and the decision that comes out.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Money } from '#values/money'

export const invoiceTypes = ['invoice', 'proforma', 'credit-note', 'advance', 'final'] as const
export type InvoiceType = (typeof invoiceTypes)[number]

/** Who owes an invoice, with everything that may identify him as a payer. */
export type MatchCustomer = {
  readonly id: string
  readonly name: string
  readonly taxId?: string
  readonly email?: string
  readonly accounts: readonly string[]
  /** The account of ours that only this customer pays to. */
  readonly virtualAccount?: string
}

/** An invoice with what is still open on it. A settled one may be passed with `open` zero: its number then speaks against a second payment. */
export type OpenInvoice = {
  readonly id: string
  readonly number: string
  readonly type: InvoiceType
  readonly issueOn: Day
  readonly dueOn?: Day
  /** Negative for a credit note, as is `open`. */
  readonly total: Money
  readonly open: Money
  readonly customer: MatchCustomer
  readonly orderReference?: string
  readonly ksefNumber?: string
  /** Numbers or ids of the invoices that a credit note corrects. */
  readonly corrects?: readonly string[]
}

/** Money in, as the bank or the gateway reported it. */
export type PaymentFacts = {
  readonly id: string
  readonly bookedOn: Day
  readonly amount: Money
  readonly payerName?: string
  readonly payerAccount?: string
  readonly payerEmail?: string
  readonly title: string
  readonly creditedAccount?: string
  readonly source: 'bank' | 'gateway'
  readonly gatewayReference?: string
  readonly orderReference?: string
  /** The invoice for which the link was made that the payer used: a reference of ours, not words of his. */
  readonly paysInvoiceId?: string
}

/** One learnt row; the shell keeps it with who taught it and when, and deleting the row forgets it. */
export type LearntAccount = { readonly account: string; readonly customerId: string }
export type LearntPayerName = { readonly payerName: string; readonly customerId: string }
/** A payer who is not the buyer (factor, group, family) and may pay for these customers. */
export type LearntPayerForOthers = { readonly account?: string; readonly payerName?: string; readonly customerIds: readonly string[] }
export type DismissedPair = { readonly paymentId: string; readonly invoiceId: string }

/** A step of a calibration curve: raw probabilities from `from` on mean `probability`, as `labels` decided matches showed. */
export type CalibrationBin = { readonly from: number; readonly probability: number; readonly labels: number }

/** What a company taught the engine; all of it rows that a person can see and delete. */
export type Learnt = {
  readonly accounts: readonly LearntAccount[]
  readonly payerNames: readonly LearntPayerName[]
  readonly payersForOthers: readonly LearntPayerForOthers[]
  readonly dismissed: readonly DismissedPair[]
  readonly calibration?: readonly CalibrationBin[]
}

export const nothingLearnt: Learnt = { accounts: [], payerNames: [], payersForOthers: [], dismissed: [] }

/** How a payment stands to what it settles; `unrelated` and after are money that is no customer's payment. */
export const matchKinds = [
  'exact',
  'set',
  'partial',
  'over',
  'short',
  'discount',
  'advance',
  'oldest-first',
  'other-currency',
  'duplicate',
  'unknown',
  'unrelated',
  'payout',
  'own-transfer',
  'refund',
  'tax',
  'loan',
  'interest',
  'cash',
  'fee',
  'outgoing',
  'ignored-by-rule',
] as const
export type MatchKind = (typeof matchKinds)[number]

export const evidenceKinds = [
  'number',
  'number-part',
  'number-typo',
  'ksef-number',
  'link',
  'reference',
  'order',
  'account',
  'virtual-account',
  'tax-id',
  'email',
  'name',
  'learnt-payer',
  'amount',
  'set',
  'date',
  'words',
  'rule',
  'rival',
  'unread',
  'settled',
  'foreign-number',
  'currency',
  'dismissed',
  'budget',
  'not-a-customer',
  'contention',
  'input',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Plain values that the sentence of a reason names. */
export type EvidenceFacts = Readonly<Record<string, string | number>>

/** One reason. `because` is the code of its sentence in words/matching.json, `weight` its part of the log odds (plus for, minus against). */
export type Evidence = {
  readonly kind: EvidenceKind
  readonly weight: number
  readonly because: string
  readonly facts: EvidenceFacts
  readonly invoiceId?: string
  /** The part of the title that it was read from, as offsets of the title as it came. */
  readonly span?: { readonly start: number; readonly end: number }
}

/** Part of the payment set against one invoice, in the invoice's currency; negative for a credit note. */
export type ProposedAllocation = { readonly invoiceId: string; readonly amount: Money }

/** A match that was weighed. */
export type Candidate = {
  readonly customerId: string
  readonly kind: MatchKind
  readonly allocations: readonly ProposedAllocation[]
  /** What stays on the customer's account, in the payment's currency. */
  readonly unapplied: Money
  readonly probability: number
  readonly evidence: readonly Evidence[]
  readonly against: readonly Evidence[]
}

export type MarkKind =
  | 'invoice-number'
  | 'ksef-number'
  | 'collective-id'
  | 'reference'
  | 'order'
  | 'tax-id'
  | 'date'
  | 'amount'
  | 'contract'
  | 'word'
  | 'unread'
/** A recognised part of the title: offsets of the title as it came, and what it refers to (invoice id, day, amount…). */
export type TitleMark = { readonly start: number; readonly end: number; readonly kind: MarkKind; readonly refersTo: string }

export type Outcome = 'posted' | 'suggested' | 'none'

/** What to do with a payment. `probability`: that the allocations are right as a whole (for `none`: that it settles nothing of the book). */
export type Decision = {
  readonly paymentId: string
  readonly outcome: Outcome
  readonly kind: MatchKind
  readonly allocations: readonly ProposedAllocation[]
  readonly unapplied: Money
  readonly probability: number
  /** Before the company's own curve, where there is one: what the curve is made of. */
  readonly uncalibrated?: number
  readonly customerId?: string
  readonly evidence: readonly Evidence[]
  readonly against: readonly Evidence[]
  readonly alternatives: readonly Candidate[]
  readonly marks: readonly TitleMark[]
}

/** How much may be missing for an invoice to count as paid but for a fee: the lesser of both where both are given. */
export type Tolerance = { readonly minor: bigint; readonly percent: number }

/** All given conditions must hold; texts are compared without case and diacritics, as parts of the field. */
export type MatchingRule = {
  readonly id: string
  readonly when: {
    readonly payerName?: string
    readonly title?: string
    readonly payerAccount?: string
    readonly creditedAccount?: string
    readonly amountFrom?: Money
    readonly amountTo?: Money
  }
  readonly effect:
    | { readonly action: 'customer'; readonly customerId: string }
    | { readonly action: 'ignore' }
    | { readonly action: 'never-post' }
}

/** The mean rate of a table (NBP A): ten-thousandths of PLN for `per` units of `currency` (one where it is left out), and the day it is of. */
export type ExchangeRate = { readonly tenThousandths: bigint; readonly per?: bigint; readonly on: Day }
export type RateLookup = (currency: Currency, on: Day) => ExchangeRate | null

/** What a company chose. */
export type MatchingSettings = {
  /** False: everything is only suggested. */
  readonly autoPost: boolean
  /** Kinds that are posted without a person when `autoPost` is on. */
  readonly postKinds: ReadonlySet<MatchKind>
  /** Least probability of a posted match. */
  readonly postFrom: number
  /** By currency; `default` for the others. */
  readonly tolerance: Readonly<Record<string, Tolerance>>
  /** What happens to an overpayment: posted with the rest kept on account, or only suggested. */
  readonly overpayments: 'keep-on-account' | 'suggest'
  readonly rules: readonly MatchingRule[]
  readonly rates?: RateLookup
  /** The company's own tax numbers, accounts and names: they name no customer. */
  readonly own: { readonly taxIds: readonly string[]; readonly accounts: readonly string[]; readonly names: readonly string[] }
}

/** The open invoices of one company, ready for looking up; kept up to date as invoices change. */
export interface MatchingIndex {
  readonly size: number
  add(invoice: OpenInvoice): void
  remove(invoiceId: string): void
  update(invoice: OpenInvoice): void
}
