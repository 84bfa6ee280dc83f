// What a person says of a whole payment at once: parts for invoices, what is missing on them, claims beside them, and what of the rest is kept or sent back.
import type { Day } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { allocationPlan } from './allocation-plan.ts'
import { draft, type EntryDraft } from './entry.ts'
import { latestDay, openDay } from './period-lock.ts'
import { type Plan, type PlannedInvoice, type PlannedPayment, type Refusal, refuse, type WantedAllocation } from './plan.ts'

export const closingKinds = ['bank-fee', 'currency-difference', 'write-off'] as const
export const claimKinds = ['interest-paid', 'compensation-paid'] as const
export const keptKinds = ['advance', 'refund-due'] as const

/** Closes a rest of an invoice that no money comes for; in the invoice's currency. */
export type Closing = { readonly invoiceId: Id; readonly kind: (typeof closingKinds)[number]; readonly amount: Money }
/** Takes a part of the payment for interest or compensation; `reference` names the note. */
export type Claim = { readonly kind: (typeof claimKinds)[number]; readonly amount: Money; readonly reference: string }
export type Kept = { readonly as: (typeof keptKinds)[number]; readonly amount: Money }

export type Split = {
  readonly allocations: readonly WantedAllocation[]
  readonly closings: readonly Closing[]
  readonly claims: readonly Claim[]
  /** Null keeps all of the rest for the customer. */
  readonly kept: readonly Kept[] | null
}

type Input = {
  readonly payment: PlannedPayment
  readonly invoices: ReadonlyMap<Id, PlannedInvoice>
  readonly split: Split
  /** Whose money the rest is; nobody's rest stays undecided. */
  readonly hasCustomer: boolean
  /** How much of an invoice may be written off in passing. */
  readonly writeOffLimit: (invoice: PlannedInvoice) => Money
  readonly lockedUntil: Day | null
  readonly why: string | null
}

/** Refuses as allocationPlan does, and with `allocation.customer-missing`, `allocation.above-tolerance`. */
export function splitPlan(input: Input): Plan {
  const { payment, invoices, split, lockedUntil, why } = input
  const beside = split.closings.length + split.claims.length + (split.kept?.length ?? 0)
  if ((split.claims.length > 0 || (split.kept?.length ?? 0) > 0) && !input.hasCustomer) return refuse('allocation.customer-missing')
  const isEmpty = split.allocations.length === 0 && (beside > 0 || input.hasCustomer)
  const plan: Plan = isEmpty
    ? { ok: true, drafts: [], unapplied: payment.unapplied }
    : allocationPlan({ payment, invoices, wanted: split.allocations, lockedUntil, why })
  if (!plan.ok) return plan
  const on = openDay(payment.bookedOn, lockedUntil)
  const closings = closingDrafts(input)
  if (!Array.isArray(closings)) return closings as Refusal
  const own = [...split.claims.map((claim) => claim.amount), ...(split.kept ?? []).map((kept) => kept.amount)]
  const wrong = own.find((amount) => amount.minor <= 0n || amount.currency !== payment.unapplied.currency)
  if (wrong !== undefined) return wrong.minor <= 0n ? refuse('allocation.empty') : mismatch(wrong)
  const claims = split.claims.map(({ kind, amount, reference }) =>
    draft(kind, on, amount, { paymentId: payment.id, why: reference === '' ? why : reference }),
  )
  const left = plan.unapplied.minor - sumOf(split.claims)
  const kept =
    split.kept === null ? (input.hasCustomer && left > 0n ? [{ as: 'advance' as const, amount: rest(payment, left) }] : []) : split.kept
  if (left < sumOf(kept)) return exceeds(payment, sumOf(kept) - left)
  const marks = kept.map(({ as, amount }) =>
    draft(as === 'advance' ? 'overpayment-noted' : 'refund-due', on, amount, { paymentId: payment.id, why }),
  )
  return { ok: true, drafts: [...plan.drafts, ...closings, ...claims, ...marks], unapplied: rest(payment, left) }
}

const rest = (payment: PlannedPayment, minor: bigint): Money => money(minor, payment.unapplied.currency)
const sumOf = (parts: readonly { readonly amount: Money }[]): bigint => parts.reduce((sum, part) => sum + part.amount.minor, 0n)
const mismatch = (amount: Money, number = ''): Refusal => refuse('allocation.currency-mismatch', { currency: amount.currency, number })
const exceeds = (payment: PlannedPayment, missing: bigint): Refusal =>
  refuse('allocation.exceeds-payment', {
    missing: formatDecimal(money(missing, payment.unapplied.currency)),
    currency: payment.unapplied.currency,
  })

function closingDrafts({ payment, invoices, split, writeOffLimit, lockedUntil, why }: Input): readonly EntryDraft[] | Refusal {
  const left = new Map([...invoices].map(([id, invoice]) => [id, invoice.open.minor]))
  for (const { invoiceId, amount } of split.allocations) left.set(invoiceId, (left.get(invoiceId) ?? 0n) - amount.minor)
  const drafts: EntryDraft[] = []
  for (const { invoiceId, kind, amount } of split.closings) {
    const invoice = invoices.get(invoiceId)
    if (invoice === undefined) return refuse('invoice.not-found')
    if (amount.currency !== invoice.open.currency) return mismatch(amount, invoice.number)
    if (amount.minor <= 0n) return refuse('allocation.empty')
    const has = left.get(invoiceId) ?? 0n
    const facts = { number: invoice.number, currency: amount.currency }
    if (amount.minor > has) return refuse('allocation.exceeds-open', { ...facts, open: formatDecimal(money(has, amount.currency)) })
    const limit = writeOffLimit(invoice)
    if (kind === 'write-off' && amount.minor > limit.minor)
      return refuse('allocation.above-tolerance', { ...facts, limit: formatDecimal(limit) })
    left.set(invoiceId, has - amount.minor)
    drafts.push(draft(kind, openDay(latestDay(payment.bookedOn, invoice.issuedOn), lockedUntil), amount, { invoiceId, why }))
  }
  return drafts
}
