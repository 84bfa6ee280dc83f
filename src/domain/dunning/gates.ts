// What keeps a message back, each with its reason: looked at when it is planned and again in the moment of sending.
import type { Day } from '#values/day'
import type { FailureFacts } from '#values/failure'
import { add, isNegative, isPositive, type Money, zero } from '#values/money'
import type { Medium } from './message-kind.ts'

/** `code` is the key of its sentence in words/dunning.json. */
export type Reason = { readonly code: ReasonCode; readonly facts: FailureFacts }

export const reasonCodes = [
  'pause',
  'dispute',
  'promise',
  'instalments',
  'insolvency',
  'bank-data-stale',
  'bank-data-missing',
  'statement-missing',
  'payment-may-be-theirs',
  'unapplied-covers',
  'no-address',
  'address-suppressed',
  'address-malformed',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** A hold in force. `invoiceId` null means the whole customer. */
export type HoldInForce = {
  readonly kind: 'pause' | 'dispute' | 'promise' | 'instalments' | 'insolvency'
  readonly invoiceId: string | null
  readonly untilOn: Day | null
}

/**
 * How old the news of payments is: the stalest source decides. `missing` names an account of whose statements one is missing.
 * Null when the company has no source of payments at all.
 */
export type BankData = { readonly ageHours: number; readonly source: string; readonly missing?: string | null } | null

export type DunnedInvoice = { readonly id: string; readonly number: string; readonly dueOn: Day; readonly open: Money }

/**
 * Where a customer can be reached: addresses that may be written to, whether others were struck off because messages came back, and what
 * stands where an address should, where nobody can write to it.
 */
export type Reach = { readonly addresses: readonly string[]; readonly suppressed: number; readonly malformed?: string | null }

export type CustomerFacts = {
  readonly reach: Readonly<Record<Medium, Reach>>
  /** Open invoices, past their due day or not. */
  readonly owed: readonly DunnedInvoice[]
  readonly holds: readonly HoldInForce[]
  /** Money of the customer that is allocated to nothing: rests of payments and open credit notes, positive. */
  readonly unapplied: readonly Money[]
  /** Payments that nobody has placed yet and that may be his. */
  readonly mayBeTheirs: readonly { readonly paymentId: string; readonly bookedOn: Day; readonly amount: Money }[]
  readonly bank: BankData
}

const reason = (code: ReasonCode, facts: FailureFacts = {}): Reason => ({ code, facts })

/** Why the invoice is left out of the message; null when it may be named. */
export function invoiceGate(facts: Pick<CustomerFacts, 'holds'>, invoice: DunnedInvoice): Reason | null {
  const hold = facts.holds.find((held) => held.invoiceId === invoice.id)
  return hold === undefined ? null : reason(hold.kind, hold.untilOn === null ? {} : { until: hold.untilOn })
}

/** Every reason against writing to this customer about these invoices by any way; none means: it may go. */
export function customerGates(facts: CustomerFacts, invoices: readonly DunnedInvoice[], staleAfterHours: number): readonly Reason[] {
  const reasons: Reason[] = facts.holds
    .filter((hold) => hold.invoiceId === null)
    .map((hold) => reason(hold.kind, hold.untilOn === null ? {} : { until: hold.untilOn }))
  if (facts.bank === null) reasons.push(reason('bank-data-missing'))
  else {
    if (facts.bank.ageHours > staleAfterHours)
      reasons.push(
        reason('bank-data-stale', {
          hours: Number.isFinite(facts.bank.ageHours) ? Math.floor(facts.bank.ageHours) : -1,
          source: facts.bank.source,
        }),
      )
    if (facts.bank.missing != null) reasons.push(reason('statement-missing', { source: facts.bank.missing }))
  }
  const [theirs] = facts.mayBeTheirs
  if (theirs !== undefined) reasons.push(reason('payment-may-be-theirs', { paymentId: theirs.paymentId, bookedOn: theirs.bookedOn }))
  if (unappliedCovers(facts.unapplied, invoices)) reasons.push(reason('unapplied-covers'))
  return reasons
}

/** Why the message cannot go by this way; null when somebody can be reached by it. */
export function mediumGate(facts: Pick<CustomerFacts, 'reach'>, medium: Medium): Reason | null {
  const { addresses, suppressed, malformed } = facts.reach[medium]
  if (addresses.length > 0) return null
  if (suppressed > 0) return reason('address-suppressed', { medium })
  return malformed == null ? reason('no-address', { medium }) : reason('address-malformed', { medium, address: malformed })
}

/** In every currency owed, unapplied money is at least what is open. */
function unappliedCovers(unapplied: readonly Money[], invoices: readonly DunnedInvoice[]): boolean {
  const owed = new Map<string, Money>()
  for (const { open } of invoices) owed.set(open.currency, add(owed.get(open.currency) ?? zero(open.currency), open))
  for (const rest of unapplied) {
    const sum = owed.get(rest.currency)
    if (sum !== undefined && !isNegative(rest)) owed.set(rest.currency, { minor: sum.minor - rest.minor, currency: sum.currency })
  }
  return owed.size > 0 && [...owed.values()].every((sum) => !isPositive(sum))
}
