// What plans of the ledger are made of, and what they answer.
import type { Day } from '#values/day'
import type { FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import type { EntryDraft } from './entry.ts'

export type PlannedInvoice = {
  readonly id: Id
  readonly number: string
  /** The day of its issue in the ledger: nothing is set against it before. */
  readonly issuedOn: Day
  /** Negative for a credit note. */
  readonly open: Money
}

export type PlannedPayment = { readonly id: Id; readonly bookedOn: Day; readonly unapplied: Money }

/** `amount` in the invoice's currency, negative for a credit note; `paymentAmount` only where the payment is in another currency. */
export type WantedAllocation = { readonly invoiceId: Id; readonly amount: Money; readonly paymentAmount?: Money }

/** Why a plan cannot be: a code with its facts, thrown as a Failure by the shell. */
export type Refusal = { readonly ok: false; readonly code: string; readonly facts: FailureFacts }
export type Plan = { readonly ok: true; readonly drafts: readonly EntryDraft[]; readonly unapplied: Money } | Refusal

export const refuse = (code: string, facts: FailureFacts = {}): Refusal => ({ ok: false, code, facts })
