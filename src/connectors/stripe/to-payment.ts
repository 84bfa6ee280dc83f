// Reads one balance transaction into a payment, refund, chargeback, fee or payout of the house.
import type { ConnectorContext, PaymentRecord } from '#ports/connector'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import { findCurrency } from '#values/currency'
import { dayOf } from '#values/day'
import { isNegative, type Money, negate } from '#values/money'
import { fromStripe } from './money.ts'
import { linkMark } from './payment-link.ts'
import { type StripeSource, type StripeTransaction, transactionSchema } from './schema.ts'

const kinds: Readonly<Record<string, PaymentRecord['kind']>> = {
  charge: 'payment',
  payment: 'payment',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund',
  payment_failure_refund: 'refund',
  payment_reversal: 'chargeback',
  stripe_fee: 'fee',
  stripe_fx_fee: 'fee',
  tax_fee: 'fee',
  application_fee: 'fee',
  payout: 'payout',
  payout_cancel: 'payout',
  payout_failure: 'payout',
}

/** A dispute takes money by an `adjustment`, and gives it back by another; the list of types is open at the vendor. */
const kindOf = (transaction: StripeTransaction): PaymentRecord['kind'] =>
  kinds[transaction.type] ?? (transaction.reporting_category?.startsWith('dispute') === true ? 'chargeback' : 'other')

const firstText = (source: StripeSource | null, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = source?.metadata?.[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return undefined
}

/** What the payer was shown and what our own link wrote down, so that an invoice number is found wherever it stands. */
function titleOf(transaction: StripeTransaction, source: StripeSource | null): string {
  const invoice = firstText(source, ['invoice', 'invoice_number', 'invoice_id', 'faktura'])
  const said = [source?.description, transaction.description].find((text) => typeof text === 'string' && text.trim() !== '') ?? ''
  return invoice === undefined || said.includes(invoice) ? said.trim() : `${said} ${invoice}`.trim()
}

/**
 * The amount that the customer paid, in his currency: the settlement of a foreign charge is in the account's own, and no invoice says that sum.
 * Null when an amount cannot be told.
 */
function amounts(
  transaction: StripeTransaction,
  source: StripeSource | null,
): { readonly amount: Money; readonly fee: Money | null } | null {
  const settled = findCurrency(transaction.currency)
  const net = settled === null ? null : fromStripe(transaction.amount, settled)
  if (settled === null || net === null) return null
  const fee = transaction.fee === 0 ? null : fromStripe(transaction.fee, settled)
  const paidIn = source?.currency === undefined || source.currency === null ? settled : findCurrency(source.currency)
  const paid = source?.amount_captured ?? source?.amount
  if (paidIn === null) return null
  if (paidIn === settled || paid === undefined || paid === null) return { amount: net, fee }
  const original = fromStripe(Math.abs(paid), paidIn)
  return original === null ? null : { amount: isNegative(net) ? negate(original) : original, fee }
}

const present = <K extends string>(key: K, value: string | null | undefined): { readonly [P in K]?: string } =>
  (value === null || value === undefined || value === '' ? {} : { [key]: value }) as { readonly [P in K]?: string }

/** A charge is known outside by its own id, which refunds and disputes name; everything else by the id of the balance transaction. */
export function toPayment(record: unknown, context: Pick<ConnectorContext, 'timeZone'>): Parsed<PaymentRecord | null> {
  const parsed = transactionSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return rejected('record.unexpected-shape', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
  }
  const transaction = parsed.data
  const source = typeof transaction.source === 'object' ? (transaction.source ?? null) : null
  const sourceId = typeof transaction.source === 'string' ? transaction.source : source?.id
  const sums = amounts(transaction, source)
  if (sums === null)
    return rejected('record.bad-amount', { field: 'amount', text: `${transaction.amount} ${transaction.currency}`, id: transaction.id })
  const kind = kindOf(transaction)
  const occurredAt = new Date(transaction.created * 1000)
  const reverses = kind === 'refund' || kind === 'chargeback' ? (source?.charge ?? (source?.object === 'charge' ? source.id : null)) : null
  return accepted({
    externalId: kind === 'payment' ? (sourceId ?? transaction.id) : transaction.id,
    kind,
    bookedOn: dayOf(occurredAt, context.timeZone),
    occurredAt,
    amount: sums.amount,
    ...(sums.fee === null ? {} : { fee: sums.fee }),
    title: titleOf(transaction, source),
    ...present('payerName', source?.billing_details?.name),
    ...present('payerEmail', source?.billing_details?.email ?? source?.receipt_email),
    ...present('gatewayReference', source?.payment_intent ?? sourceId),
    ...present('orderReference', firstText(source, ['order', 'order_id', 'order_reference', 'zamowienie'])),
    ...present('linkReference', firstText(source, [linkMark])),
    ...present('reverses', reverses),
  })
}

export const recordId = (record: unknown): string | null =>
  typeof record === 'object' && record !== null && 'id' in record && typeof record.id === 'string' && record.id !== '' ? record.id : null
