// Sets a payment, and the credit notes that go with it, against invoices: entries, or the reason why it cannot be.
import type { Day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { draft, type EntryDraft } from './entry.ts'
import { netCredits } from './net-credits.ts'
import { exceedsOpen } from './overtaken.ts'
import { latestDay, openDay } from './period-lock.ts'
import { type Plan, type PlannedInvoice, type PlannedPayment, type Refusal, refuse, type WantedAllocation } from './plan.ts'

/**
 * Entries that set `payment` against invoices with exact amounts; what credit notes cover is taken from them first and needs no money.
 * Refuses with `allocation.*`: nothing may exceed the payment, the invoice or the credit note. The day is the payment's, the invoice's
 * issue if that is later, or the first open day.
 */
export function allocationPlan(input: {
  readonly payment: PlannedPayment
  readonly invoices: ReadonlyMap<Id, PlannedInvoice>
  readonly wanted: readonly WantedAllocation[]
  readonly lockedUntil: Day | null
  readonly matchId?: Id | null
  readonly why?: string | null
}): Plan {
  const { payment, invoices, lockedUntil } = input
  const refusal = firstRefusal(input.wanted, invoices, payment)
  if (refusal !== null) return refusal
  const rest = { matchId: input.matchId ?? null, why: input.why ?? null }
  const netted = netCredits(input.wanted)
  if (netted === null) return refuse('allocation.credit-exceeds-invoices')
  const dayOf = (...ids: readonly Id[]): Day =>
    openDay(latestDay(payment.bookedOn, ...ids.flatMap((id) => invoices.get(id)?.issuedOn ?? [])), lockedUntil)
  const credits = netted.pairs.flatMap((pair) =>
    creditPair(pair.creditNoteId, pair.invoiceId, pair.amount, dayOf(pair.creditNoteId, pair.invoiceId), rest),
  )
  const paid = netted.rest.map(({ invoiceId, amount, paymentAmount }) =>
    draft('allocation', dayOf(invoiceId), amount, {
      ...rest,
      invoiceId,
      paymentId: payment.id,
      paymentAmount: paymentAmount ?? amount,
    }),
  )
  const left = paid.reduce((sum, entry) => sum - (entry.paymentAmount?.minor ?? 0n), payment.unapplied.minor)
  if (left < 0n)
    return refuse('allocation.exceeds-payment', {
      missing: formatDecimal(money(-left, payment.unapplied.currency)),
      currency: payment.unapplied.currency,
    })
  return { ok: true, drafts: [...credits, ...paid], unapplied: money(left, payment.unapplied.currency) }
}

/** The two halves that set `amount` (positive) of a credit note against an invoice; together they are nothing. */
export const creditPair = (
  creditNoteId: Id,
  invoiceId: Id,
  amount: Money,
  on: Day,
  rest: { readonly matchId?: Id | null; readonly why?: string | null } = {},
): readonly EntryDraft[] => [
  draft('credit-allocation', on, money(-amount.minor, amount.currency), { ...rest, invoiceId: creditNoteId }),
  draft('credit-allocation', on, amount, { ...rest, invoiceId }),
]

function firstRefusal(
  wanted: readonly WantedAllocation[],
  invoices: ReadonlyMap<Id, PlannedInvoice>,
  payment: PlannedPayment,
): Refusal | null {
  if (wanted.length === 0) return refuse('allocation.empty')
  const seen = new Set<Id>()
  for (const { invoiceId, amount, paymentAmount } of wanted) {
    const invoice = invoices.get(invoiceId)
    if (invoice === undefined) return refuse('invoice.not-found')
    const facts = { number: invoice.number }
    if (seen.has(invoiceId)) return refuse('allocation.twice', facts)
    seen.add(invoiceId)
    if (amount.currency !== invoice.open.currency) return refuse('allocation.currency-mismatch', { ...facts, currency: amount.currency })
    if (
      amount.currency !== payment.unapplied.currency &&
      (amount.minor < 0n || paymentAmount?.currency !== payment.unapplied.currency || paymentAmount.minor <= 0n)
    )
      return refuse('allocation.currency-mismatch', { ...facts, currency: amount.currency })
    if (amount.currency === payment.unapplied.currency && paymentAmount !== undefined && paymentAmount.minor !== amount.minor)
      return refuse('allocation.currency-mismatch', facts)
    if (amount.minor === 0n) return refuse('allocation.empty')
    if (exceedsOpen(amount, invoice.open))
      return refuse('allocation.exceeds-open', { ...facts, open: formatDecimal(invoice.open), currency: amount.currency })
  }
  return null
}
