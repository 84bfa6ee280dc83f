// The state of the stand-in Stripe: balance transactions with the charges, refunds and disputes behind them, and payment links.
import type { PaymentRecord } from '#ports/connector'
import type { SandboxSeed } from '#ports/sandbox'
import { dayOf } from '#values/day'
import type { Money } from '#values/money'
import { toStripe } from './money.ts'

export type StripeObject = Record<string, unknown> & { readonly id: string }
export type StoredTransaction = StripeObject & {
  readonly created: number
  status: string
  readonly amount: number
  readonly net: number
  readonly type: string
}
export type StoredLink = {
  readonly id: string
  readonly url: string
  readonly currency: string
  readonly amount: number
  readonly invoice: string
  /** Metadata that its payment will carry. */
  readonly metadata: Readonly<Record<string, string>>
  active: boolean
}

const types: Readonly<Record<PaymentRecord['kind'], string>> = {
  payment: 'charge',
  refund: 'refund',
  chargeback: 'adjustment',
  payout: 'payout',
  fee: 'stripe_fee',
  other: 'reserve_transaction',
}
const categories: Readonly<Record<PaymentRecord['kind'], string>> = {
  payment: 'charge',
  refund: 'refund',
  chargeback: 'dispute',
  payout: 'payout',
  fee: 'fee',
  other: 'other_adjustment',
}

/** The fee of a European card: 1.5 % and one złoty, in the smallest unit. */
const feeOf = (amount: number): number => Math.round(amount * 0.015) + 100

export class StripeLedger {
  readonly transactions: StoredTransaction[] = []
  readonly sources = new Map<string, StripeObject>()
  readonly links = new Map<string, StoredLink>()
  readonly #charges = new Map<string, string>()
  readonly #seed: SandboxSeed
  #next = 1

  constructor(seed: SandboxSeed) {
    this.#seed = seed
    for (const payment of seed.payments) this.add(payment)
  }

  #id(prefix: string): string {
    return `${prefix}_1StandIn${String(this.#next++).padStart(10, '0')}`
  }

  /** Books a payment of the house as one of the vendor's; a refund or chargeback finds its charge by `reverses`. Returns the id of the balance transaction. */
  add(payment: PaymentRecord): StoredTransaction {
    const amount = Number(toStripe(payment.amount))
    const currency = payment.amount.currency.toLowerCase()
    const created = Math.floor(payment.occurredAt.getTime() / 1000)
    const source = this.#source(payment, Math.abs(amount), currency, created)
    const fee = payment.kind === 'payment' ? (payment.fee === undefined ? feeOf(amount) : Number(toStripe(payment.fee))) : 0
    const transaction: StoredTransaction = {
      id: this.#id('txn'),
      object: 'balance_transaction',
      amount,
      fee,
      net: amount - fee,
      currency,
      created,
      available_on: created + 2 * 86_400,
      balance_type: 'payments',
      exchange_rate: null,
      description: payment.title,
      reporting_category: categories[payment.kind],
      source: source?.id ?? null,
      status: 'pending',
      type: types[payment.kind],
      fee_details:
        fee === 0 ? [] : [{ amount: fee, currency, type: 'stripe_fee', description: 'Stripe processing fees', application: null }],
    }
    this.transactions.push(transaction)
    return transaction
  }

  #source(payment: PaymentRecord, amount: number, currency: string, created: number): StripeObject | null {
    const common = { amount, currency, created, description: payment.title }
    if (payment.kind === 'payment') return this.#charge(payment, common)
    const charge = payment.reverses === undefined ? null : (this.#charges.get(payment.reverses) ?? payment.reverses)
    if (payment.kind === 'refund')
      return this.#keep({
        id: this.#id('re'),
        object: 'refund',
        ...common,
        charge,
        payment_intent: null,
        metadata: {},
        status: 'succeeded',
      })
    if (payment.kind === 'chargeback')
      return this.#keep({
        id: this.#id('dp'),
        object: 'dispute',
        ...common,
        charge,
        payment_intent: null,
        metadata: {},
        reason: 'general',
        status: 'needs_response',
      })
    if (payment.kind === 'payout')
      return this.#keep({ id: this.#id('po'), object: 'payout', ...common, automatic: true, status: 'paid', metadata: {} })
    return null
  }

  #charge(payment: PaymentRecord, common: Readonly<Record<string, unknown>>): StripeObject {
    const id = this.#id('ch')
    this.#charges.set(payment.externalId, id)
    return this.#keep({
      id,
      object: 'charge',
      ...common,
      amount_captured: common['amount'],
      amount_refunded: 0,
      captured: true,
      paid: true,
      refunded: false,
      disputed: false,
      status: 'succeeded',
      customer: null,
      receipt_email: payment.payerEmail ?? null,
      billing_details: { name: payment.payerName ?? null, email: payment.payerEmail ?? null, phone: null, address: null, tax_id: null },
      payment_intent: payment.gatewayReference ?? this.#id('pi'),
      payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
      statement_descriptor: null,
      metadata: payment.orderReference === undefined ? {} : { order: payment.orderReference },
    })
  }

  #keep(object: StripeObject): StripeObject {
    this.sources.set(object.id, object)
    return object
  }

  /** Newest first, as every list of the vendor. */
  newestFirst(): readonly StoredTransaction[] {
    return this.transactions
      .map((transaction, index) => ({ transaction, index }))
      .sort((a, b) => b.transaction.created - a.transaction.created || b.index - a.index)
      .map(({ transaction }) => transaction)
  }

  addLink(input: Pick<StoredLink, 'currency' | 'amount' | 'invoice' | 'metadata'>): StoredLink {
    const id = this.#id('plink')
    const link = { id, url: `https://buy.stripe.example/${id}`, ...input, active: true }
    this.links.set(id, link)
    return link
  }

  /** A customer opens the link and pays it; what the link says of itself comes along in the metadata. */
  payLink(id: string, amount: Money, payer: { readonly name: string; readonly email: string }): StoredTransaction {
    const link = this.links.get(id)
    if (link === undefined || !link.active) throw new Error(`the stand-in has no open payment link ${id}`)
    link.active = false
    const occurredAt = this.#seed.clock.now()
    const transaction = this.add({
      externalId: id,
      kind: 'payment',
      bookedOn: dayOf(occurredAt, this.#seed.timeZone),
      occurredAt,
      amount,
      payerName: payer.name,
      payerEmail: payer.email,
      title: link.invoice,
    })
    const source = this.sources.get(String(transaction['source']))
    if (source !== undefined) source['metadata'] = { ...link.metadata }
    return transaction
  }
}
