// A customer's account as of a day: what was owed before, every movement since, what is owed, and the open items that it consists of.
import type { Currency } from '#values/currency'
import { type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { type Entry, type EntryKind, entriesUntil } from './entry.ts'
import { invoiceSums } from './invoice-sums.ts'
import { paymentSums } from './payment-sums.ts'

export type StatedInvoice = {
  readonly id: Id
  readonly number: string
  readonly type: string
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly currency: Currency
}
export type StatedPayment = { readonly id: Id; readonly title: string; readonly bookedOn: Day; readonly currency: Currency }

export type Account = {
  readonly invoices: readonly StatedInvoice[]
  readonly payments: readonly StatedPayment[]
  /** All entries of these invoices and payments, each once. */
  readonly entries: readonly Entry[]
}

export type Movement = {
  readonly on: Day
  readonly kind: EntryKind
  readonly invoice: StatedInvoice | null
  readonly payment: StatedPayment | null
  /** Plus: more is owed. */
  readonly change: Money
  readonly balance: Money
}
export type OpenItem = { readonly invoice: StatedInvoice; readonly total: Money; readonly open: Money; readonly daysPastDue: number }
export type Unplaced = { readonly payment: StatedPayment; readonly rest: Money }

export type CurrencyStatement = {
  readonly currency: Currency
  readonly opening: Money
  readonly movements: readonly Movement[]
  readonly closing: Money
  readonly overdue: Money
  readonly items: readonly OpenItem[]
  readonly unplaced: readonly Unplaced[]
}

/**
 * One statement for each currency, from the day `from` to the end of the day `asOf`. The balance is the open amounts of the invoices less the
 * payments that are set against nothing, as of each day; what only moves money between the two is no movement.
 */
export function accountStatement(account: Account, from: Day, asOf: Day): readonly CurrencyStatement[] {
  const invoices = new Map(account.invoices.map((invoice) => [invoice.id, invoice]))
  const payments = new Map(account.payments.map((payment) => [payment.id, payment]))
  const effects = entriesUntil(account.entries, asOf)
    .flatMap((entry) => effectsOf(entry, invoices, payments))
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
  const currencies = [...new Set([...account.invoices, ...account.payments].map((each) => each.currency))].sort()
  return currencies.map((currency) => {
    const of = (minor: bigint): Money => money(minor, currency)
    const mine = effects.filter((effect) => effect.currency === currency)
    const opening = mine.filter((effect) => effect.on < from).reduce((sum, effect) => sum + effect.minor, 0n)
    let balance = opening
    const movements = gathered(mine.filter((effect) => effect.on >= from)).map(({ on, kind, invoice, payment, minor }): Movement => {
      balance += minor
      return { on, kind, invoice, payment, change: of(minor), balance: of(balance) }
    })
    const items = openItems(account, currency, asOf)
    const late = items.filter((item) => item.daysPastDue > 0 && item.open.minor > 0n)
    return {
      currency,
      opening: of(opening),
      movements,
      closing: of(balance),
      overdue: of(late.reduce((sum, item) => sum + item.open.minor, 0n)),
      items,
      unplaced: unplaced(account, currency, asOf),
    }
  })
}

type Effect = Pick<Movement, 'on' | 'kind' | 'invoice' | 'payment'> & { readonly currency: Currency; readonly minor: bigint }

/** What an entry does to the balance, on the invoice's side and on the payment's. */
function effectsOf(entry: Entry, invoices: ReadonlyMap<Id, StatedInvoice>, payments: ReadonlyMap<Id, StatedPayment>): readonly Effect[] {
  const { on, kind } = entry
  const invoice = invoices.get(entry.invoiceId ?? '') ?? null
  const payment = payments.get(entry.paymentId ?? '') ?? null
  const paid = entry.paymentAmount ?? entry.amount
  const onInvoice = invoice === null ? 0n : entry.amount.minor * invoiceSign(kind)
  const onPayment = payment === null ? 0n : paid.minor * paymentSign(kind)
  const about = { on, kind, invoice, payment }
  return entry.amount.currency === paid.currency
    ? [{ ...about, currency: entry.amount.currency, minor: onInvoice + onPayment }]
    : [
        { ...about, currency: entry.amount.currency, minor: onInvoice },
        { ...about, currency: paid.currency, minor: onPayment },
      ]
}

function invoiceSign(kind: EntryKind): bigint {
  if (kind === 'invoice-issued' || kind === 'invoice-changed') return 1n
  return kind === 'overpayment-noted' || kind === 'payment-received' || kind === 'payment-returned' ? 0n : -1n
}

function paymentSign(kind: EntryKind): bigint {
  if (kind === 'payment-received') return -1n
  return kind === 'payment-returned' || kind === 'allocation' || kind === 'refund' ? 1n : 0n
}

/** One line for what happened to one document on one day; what comes to nothing is no line. */
function gathered(effects: readonly Effect[]): readonly Effect[] {
  const lines = new Map<string, Effect>()
  for (const effect of effects) {
    const key = `${effect.on} ${effect.kind} ${effect.invoice?.id ?? ''} ${effect.payment?.id ?? ''}`
    lines.set(key, { ...effect, minor: effect.minor + (lines.get(key)?.minor ?? 0n) })
  }
  return [...lines.values()].filter((line) => line.minor !== 0n)
}

function openItems(account: Account, currency: Currency, asOf: Day): readonly OpenItem[] {
  const own = Map.groupBy(account.entries, (entry) => entry.invoiceId ?? '')
  return account.invoices
    .filter((invoice) => invoice.currency === currency)
    .flatMap((invoice) => {
      const sums = invoiceSums(own.get(invoice.id) ?? [], currency, asOf)
      // What exceeds the document is the customer's money.
      const open = money(sums.open.minor + (sums.total.minor < 0n ? sums.excess.minor : -sums.excess.minor), currency)
      const daysPastDue = invoice.dueOn === null ? 0 : Math.max(0, daysBetween(invoice.dueOn, asOf))
      return open.minor === 0n ? [] : [{ invoice, total: sums.total, open, daysPastDue }]
    })
    .sort((a, b) => ((a.invoice.dueOn ?? a.invoice.issueOn) < (b.invoice.dueOn ?? b.invoice.issueOn) ? -1 : 1))
}

function unplaced(account: Account, currency: Currency, asOf: Day): readonly Unplaced[] {
  const own = Map.groupBy(account.entries, (entry) => entry.paymentId ?? '')
  return account.payments
    .filter((payment) => payment.currency === currency)
    .flatMap((payment) => {
      const rest = paymentSums(own.get(payment.id) ?? [], currency, asOf).unapplied
      return rest.minor === 0n ? [] : [{ payment, rest }]
    })
}
