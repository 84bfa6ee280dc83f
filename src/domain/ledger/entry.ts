// The facts of the ledger: kinds of entries and what one holds. Entries are appended, never changed.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, negate } from '#values/money'

/**
 * invoice-issued, invoice-changed: the document's total and what its source changed of it, signed ·
 * settled-at-source: paid elsewhere, as the source says · payment-received, payment-returned: money in and taken back ·
 * allocation: part of a payment set against an invoice · credit-allocation: one half of a pair that sets a credit note against an invoice ·
 * advance-deducted: what advance invoices already billed of a final one · write-off · refund: unapplied money sent back ·
 * bank-fee, currency-difference: what a payment lacks for a known reason · overpayment-noted: a marker, the rest of a payment is kept on purpose ·
 * interest-paid, compensation-paid: part of a payment that covers a claim no invoice holds · refund-due: a marker, the rest is to be sent back.
 */
export const entryKinds = [
  'invoice-issued',
  'invoice-changed',
  'settled-at-source',
  'payment-received',
  'payment-returned',
  'allocation',
  'credit-allocation',
  'advance-deducted',
  'write-off',
  'refund',
  'bank-fee',
  'currency-difference',
  'overpayment-noted',
  'interest-paid',
  'compensation-paid',
  'refund-due',
] as const
export type EntryKind = (typeof entryKinds)[number]

/**
 * An entry before it is stored. Amounts of invoices and payments are positive; those of a credit note bear its minus.
 * A reversal is of the same kind with the amounts negated and `reverses` set.
 */
export type EntryDraft = {
  readonly kind: EntryKind
  /** The day from which it counts. */
  readonly on: Day
  readonly invoiceId: Id | null
  readonly paymentId: Id | null
  /** In the invoice's currency where there is an invoice, else in the payment's. */
  readonly amount: Money
  /** What an allocation takes of its payment, in the payment's currency. */
  readonly paymentAmount: Money | null
  readonly matchId: Id | null
  readonly reverses: Id | null
  /** Unique in the company for ever, for entries that must come only once. */
  readonly key: string | null
  readonly why: string | null
}

/** A stored entry; `groupId` holds together what was decided at once. */
export type Entry = EntryDraft & { readonly id: Id; readonly groupId: Id }

type Rest = Partial<Omit<EntryDraft, 'kind' | 'on' | 'amount'>>

/** A draft with everything that is not named left empty. */
export const draft = (kind: EntryKind, on: Day, amount: Money, rest: Rest = {}): EntryDraft => ({
  kind,
  on,
  amount,
  invoiceId: null,
  paymentId: null,
  paymentAmount: null,
  matchId: null,
  reverses: null,
  key: null,
  why: null,
  ...rest,
})

/** The draft that takes `entry` back on the day `on`; it keeps no key, the original keeps its own for ever. */
export const reversalOf = (entry: Entry, on: Day, why: string | null = null): EntryDraft =>
  draft(entry.kind, on, negate(entry.amount), {
    invoiceId: entry.invoiceId,
    paymentId: entry.paymentId,
    paymentAmount: entry.paymentAmount === null ? null : negate(entry.paymentAmount),
    matchId: entry.matchId,
    reverses: entry.id,
    why,
  })

/** Entries that are neither reversed nor a reversal of a living one: what stands now. A reversal that was reversed brings its original back. */
export function livingEntries<E extends Entry>(entries: readonly E[]): readonly E[] {
  const reversedBy = new Map<Id, Id>()
  for (const entry of entries) if (entry.reverses !== null) reversedBy.set(entry.reverses, entry.id)
  const stands = (id: Id): boolean => {
    const by = reversedBy.get(id)
    return by === undefined || !stands(by)
  }
  return entries.filter((entry) => entry.reverses === null && stands(entry.id))
}

/** Entries that count on the day `asOf`: all of them when no day is asked for. */
export const entriesUntil = <E extends EntryDraft>(entries: readonly E[], asOf?: Day): readonly E[] =>
  asOf === undefined ? entries : entries.filter((entry) => entry.on <= asOf)
