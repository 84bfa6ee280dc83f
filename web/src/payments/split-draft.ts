// A split while it is written: rows for invoices and for what stands beside them, what they come to, and what would be sent.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import { add, type Money, money, subtract, zero } from '#values/money'
import { parseAmount } from '../ui/parse-amount.ts'
import { typedAmount } from '../ui/typed-amount.ts'
import type { PickedInvoice } from './invoice-picker.tsx'
import type { Candidate, PaymentDetail } from './payment-types.ts'
import type { SplitBody } from './use-decisions.ts'

export const closings = ['bank-fee', 'currency-difference', 'write-off'] as const
export type ClosingKind = (typeof closings)[number]
export const partKinds = ['interest-paid', 'compensation-paid', 'advance', 'refund-due'] as const
export type PartKind = (typeof partKinds)[number]

/** `rest` says what becomes of what the row leaves open. */
export type InvoiceRow = PickedInvoice & { readonly text: string; readonly rest: 'open' | ClosingKind }
export type PartRow = { readonly key: number; readonly kind: PartKind; readonly text: string; readonly reference: string }
export type SplitDraft = {
  readonly rows: readonly InvoiceRow[]
  readonly parts: readonly PartRow[]
  /** Chosen by hand, where no invoice tells whose money it is. */
  readonly customer: { readonly customerId: Id; readonly name: string } | null
}

/** What of the payment can be split. */
export const totalOf = (payment: PaymentDetail): Money => (payment.unapplied.minor > 0n ? payment.unapplied : payment.amount)

export const draftOf = (proposal: Candidate | undefined, today: Day, language: Language): SplitDraft => ({
  rows: (proposal?.allocations ?? []).map((each) => ({
    invoiceId: each.invoiceId,
    number: each.number,
    open: each.openBefore,
    customerId: proposal?.customerId ?? null,
    overdue: each.dueOn !== null && each.dueOn < today,
    text: typedAmount(each.amount, language),
    rest: 'open',
  })),
  parts: [],
  customer: null,
})

export type Reckoned = {
  readonly amounts: readonly (Money | null)[]
  readonly partAmounts: readonly (Money | null)[]
  readonly used: Money
  readonly rest: Money
  /** Rows whose amount is none, or more than is open. */
  readonly wrongRows: ReadonlySet<number>
  readonly wrongParts: ReadonlySet<number>
  readonly customerId: Id | null
  readonly ready: boolean
}

const exceeds = (amount: Money, open: Money): boolean =>
  open.currency === amount.currency && (open.minor >= 0n ? amount.minor > open.minor : amount.minor < open.minor)

export function reckon({ rows, parts, customer }: SplitDraft, payment: PaymentDetail): Reckoned {
  const total = totalOf(payment)
  const { currency } = total
  const amounts = rows.map((row) => parseAmount(row.text, currency))
  const partAmounts = parts.map((part) => parseAmount(part.text, currency))
  const used = [...amounts, ...partAmounts].reduce<Money>((sum, amount) => (amount === null ? sum : add(sum, amount)), zero(currency))
  const rest = subtract(total, used)
  const wrongRows = new Set(
    rows.flatMap((row, at) => {
      const amount = amounts[at]
      return amount == null || amount.minor === 0n || exceeds(amount, row.open) ? [at] : []
    }),
  )
  const wrongParts = new Set(parts.flatMap((_, at) => ((partAmounts[at]?.minor ?? 0n) > 0n ? [] : [at])))
  const customerId = customer?.customerId ?? rows.find((row) => row.customerId !== null)?.customerId ?? payment.customerId
  const ready =
    rows.length + parts.length + (customer === null ? 0 : 1) > 0 &&
    rest.minor >= 0n &&
    wrongRows.size + wrongParts.size === 0 &&
    (parts.length === 0 || customerId !== null)
  return { amounts, partAmounts, used, rest, wrongRows, wrongParts, customerId, ready }
}

/** The most a field may take: what is free with it emptied, and no more than its invoice has. */
export function fillOf(rest: Money, own: Money | null, open: Money | null): Money {
  const free = add(rest, own ?? zero(rest.currency))
  if (open === null || open.currency !== free.currency) return free.minor < 0n ? zero(free.currency) : free
  return free.minor < open.minor ? free : open
}

/** What the invoice is left with beyond the payment's part; null where currencies differ. */
export const leftOf = (row: InvoiceRow, amount: Money | null | undefined): Money | null =>
  amount == null || row.open.currency !== amount.currency ? null : subtract(row.open, amount)

export function bodyOf(
  { rows, parts }: SplitDraft,
  { amounts, partAmounts, customerId }: Reckoned,
  currency: Money['currency'],
): SplitBody {
  const of = (at: number): Money => amounts[at] ?? zero(currency)
  const part = (at: number): Money => partAmounts[at] ?? zero(currency)
  const closed = rows.flatMap((row, at) => {
    const left = leftOf(row, of(at))
    return row.rest === 'open' || left === null || left.minor <= 0n
      ? []
      : [{ invoiceId: row.invoiceId, kind: row.rest, amount: money(left.minor, left.currency) }]
  })
  const claims = parts.flatMap(({ kind, reference }, at) =>
    kind === 'interest-paid' || kind === 'compensation-paid' ? [{ kind, amount: part(at), reference: reference.trim() }] : [],
  )
  const kept = parts.flatMap(({ kind }, at) => (kind === 'advance' || kind === 'refund-due' ? [{ as: kind, amount: part(at) }] : []))
  return {
    customerId,
    allocations: rows.map((row, at) => ({ invoiceId: row.invoiceId, amount: of(at) })),
    ...(closed.length > 0 && { closings: closed }),
    ...(claims.length > 0 && { claims }),
    ...(kept.length > 0 && { kept }),
  }
}
