// The state of the stand-in Fakturownia: invoices, clients and payments in the vendor's own shapes.

import type { OrderRecord } from '#ports/connector'
import type { InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import type { SandboxSeed } from '#ports/sandbox'
import type { Day } from '#values/day'
import { instantAt, wallClock } from '#values/day'
import { formatDecimal } from '#values/decimal'
import type { Money } from '#values/money'

/** An invoice as the stand-in keeps it; `paidByHand` is what a person marked as paid, apart from payments. */
export type StoredInvoice = { readonly id: number; fields: Record<string, unknown>; paidByHand: number }
export type StoredPayment = {
  readonly id: number
  name: string
  price: number
  invoiceId: number | null
  paidDate: string | null
  createdAt: string
}

const kinds: Readonly<Record<InvoiceType, string>> = {
  invoice: 'vat',
  proforma: 'proforma',
  'credit-note': 'correction',
  advance: 'advance',
  final: 'final',
}

/** Amounts the way the vendor writes them: at least one digit behind the dot, no closing zeros beyond it. */
const vendorAmount = (value: number): string => {
  const text = value.toFixed(2).replace(/0$/, '')
  return text.endsWith('.') ? `${text}0` : text
}
const asNumber = (amount: Money): number => Number(formatDecimal(amount))

/** ISO time with the offset of the zone, as the vendor stamps its records. */
function stamp(at: Date, timeZone: string): string {
  const wall = wallClock(at, timeZone)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${wall.day}T${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`
  const offset = Math.round((Date.parse(`${time}Z`) - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
  return `${time}.000${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
}

export class FakturowniaBooks {
  readonly invoices = new Map<number, StoredInvoice>()
  /** Orders and estimates: documents of the same shape, asked for by their kinds. */
  readonly orders = new Map<number, StoredInvoice>()
  readonly payments = new Map<number, StoredPayment>()
  readonly #clients = new Map<string, number>()
  /** Names of products, each with the number of its category. */
  readonly #products = new Map<string, number>()
  readonly #categories = new Map<string, number>()
  readonly #seed: SandboxSeed
  #nextInvoice = 169_000_001
  #nextPayment = 101

  constructor(seed: SandboxSeed) {
    this.#seed = seed
    for (const customer of seed.customers) this.#clientId(customer.taxId ?? customer.name)
    for (const invoice of seed.invoices) this.add(invoice, instantAt(invoice.issueOn, 10, 5, seed.timeZone))
    for (const order of seed.orders ?? []) this.addOrder(order, instantAt(order.issuedOn, 11, 0, seed.timeZone))
  }

  /** Files an order or an offer of the house; a deal is no document here. */
  addOrder(order: OrderRecord, at: Date = this.#seed.clock.now()): StoredInvoice {
    const id = this.#nextInvoice++
    const invoice: InvoiceRecord = {
      number: order.number,
      type: 'invoice',
      issueOn: order.issuedOn,
      total: order.total,
      customer: { ...order.customer, name: order.customer.name ?? '' },
    }
    const fields = {
      ...this.#fields(id, invoice, stamp(at, this.#seed.timeZone), null),
      kind: order.kind === 'offer' ? 'estimate' : 'client_order',
    }
    const stored: StoredInvoice = {
      id,
      paidByHand: order.state === 'won' ? asNumber(order.total) : 0,
      fields: { ...fields, ...(order.state === 'lost' ? { rejected: true } : {}) },
    }
    this.orders.set(id, stored)
    return stored
  }

  #clientId(key: string): number {
    const found = this.#clients.get(key) ?? 8001 + this.#clients.size
    this.#clients.set(key, found)
    return found
  }

  #productId(name: string, category: string): number {
    const of = this.#categories.get(category) ?? 5 + this.#categories.size
    this.#categories.set(category, of)
    const key = `${category} ${name}`
    if (!this.#products.has(key)) this.#products.set(key, of)
    return 22 + [...this.#products.keys()].indexOf(key)
  }

  products(): readonly Record<string, unknown>[] {
    return [...this.#products].map(([name, categoryId], at) => ({ id: 22 + at, name, code: '', category_id: categoryId, tag_list: [] }))
  }

  categories(): readonly Record<string, unknown>[] {
    return [...this.#categories].map(([name, id]) => ({ id, name, description: null }))
  }

  now(): string {
    return stamp(this.#seed.clock.now(), this.#seed.timeZone)
  }

  /** Files an invoice of the house as one of the vendor's. */
  add(invoice: InvoiceRecord, at: Date = this.#seed.clock.now()): StoredInvoice {
    const id = this.#nextInvoice++
    const when = stamp(at, this.#seed.timeZone)
    const original = this.#find(invoice.corrects?.[0])
    const stored: StoredInvoice = {
      id,
      paidByHand: invoice.settledAtSource === undefined ? 0 : asNumber(invoice.settledAtSource),
      fields: this.#fields(id, invoice, when, original?.id ?? null),
    }
    this.invoices.set(id, stored)
    return stored
  }

  #find(reference: string | undefined): StoredInvoice | undefined {
    if (reference === undefined) return undefined
    return this.invoices.get(Number(reference)) ?? [...this.invoices.values()].find((invoice) => invoice.fields['number'] === reference)
  }

  #fields(id: number, invoice: InvoiceRecord, when: string, originalId: number | null): Record<string, unknown> {
    const gross = asNumber(invoice.total)
    const net = invoice.net === undefined ? Math.round((gross / 1.23) * 100) / 100 : asNumber(invoice.net)
    const token = `T${id.toString(36).toUpperCase()}`
    const [street = '', place = ''] = (invoice.customer.address ?? '').split(', ')
    return {
      user_id: 57,
      app: null,
      number: invoice.number,
      kind: kinds[invoice.type],
      issue_date: invoice.issueOn,
      sell_date: invoice.saleOn ?? invoice.issueOn,
      transaction_date: invoice.saleOn ?? invoice.issueOn,
      payment_to: invoice.dueOn ?? null,
      payment_to_kind: invoice.dueOn === undefined ? 'off' : 'other_date',
      paid_date: null,
      payment_type: 'transfer',
      price_net: vendorAmount(net),
      price_gross: vendorAmount(gross),
      price_tax: vendorAmount(Math.round((gross - net) * 100) / 100),
      currency: invoice.total.currency,
      exchange_currency: '',
      exchange_rate: '1.0',
      client_id: this.#clientId(invoice.customer.taxId ?? invoice.customer.name),
      buyer_name: invoice.customer.name,
      buyer_tax_no: invoice.customer.taxId ?? '',
      buyer_tax_no_kind: '',
      buyer_email: invoice.customer.email ?? '',
      buyer_phone: invoice.customer.phone ?? '',
      buyer_mobile_phone: null,
      buyer_first_name: null,
      buyer_last_name: null,
      buyer_street: street,
      buyer_post_code: place.slice(0, 6),
      buyer_city: place.slice(7),
      buyer_country: 'PL',
      buyer_company: true,
      buyer_mass_payment_code: invoice.customer.virtualAccount ?? null,
      seller_name: this.#seed.company.name,
      seller_tax_no: this.#seed.company.taxId,
      seller_bank_account: invoice.payToAccount ?? this.#seed.company.account ?? '',
      oid: invoice.orderReference ?? '',
      from_invoice_id: originalId,
      invoice_id: originalId,
      recurring_id: null,
      department_id: 1,
      category_id: null,
      warehouse_id: null,
      token,
      view_url: `https://stand-in.fakturownia.example/invoice/${token}`,
      payment_url: invoice.paymentUrl ?? null,
      income: true,
      cancelled: invoice.cancelled ?? false,
      test: false,
      created_at: when,
      updated_at: when,
      sent_time: null,
      email_status: null,
      internal_note: null,
      additional_invoice_field: null,
      description: '',
      split_payment: invoice.splitPayment === true ? '1' : null,
      gov_id: invoice.ksefNumber ?? null,
      gov_status: invoice.ksefNumber === undefined ? null : 'ok',
      gov_kind: null,
      positions: (invoice.lines ?? [{ name: 'Usługa' }]).map((line, index) => ({
        id: id * 10 + index,
        invoice_id: id,
        product_id: line.category === undefined ? null : this.#productId(line.name, line.category),
        name: line.name,
        code: '',
        quantity: line.quantity ?? '1.0',
        quantity_unit: 'szt',
        price_net: '',
        tax: '23',
        total_price_gross: line.gross === undefined ? vendorAmount(gross) : vendorAmount(asNumber(line.gross)),
        gtu_code: null,
      })),
    }
  }

  paidOf(invoice: StoredInvoice): number {
    const payments = [...this.payments.values()].filter((payment) => payment.invoiceId === invoice.id)
    return Math.round((invoice.paidByHand + payments.reduce((sum, payment) => sum + payment.price, 0)) * 100) / 100
  }

  /** The invoice as the API gives it: what is paid and the status follow from the payments. */
  render(invoice: StoredInvoice, withPositions: boolean): Record<string, unknown> {
    const paid = this.paidOf(invoice)
    const gross = Number(invoice.fields['price_gross'])
    const status =
      invoice.fields['rejected'] === true
        ? 'rejected'
        : paid !== 0 && Math.abs(paid) >= Math.abs(gross)
          ? 'paid'
          : paid !== 0
            ? 'partial'
            : 'issued'
    const { positions, rejected: _rejected, ...fields } = invoice.fields
    return { id: invoice.id, ...fields, status, paid: vendorAmount(paid), ...(withPositions ? { positions } : {}) }
  }

  renderPayment(payment: StoredPayment, withInvoices = false): Record<string, unknown> {
    return {
      id: payment.id,
      name: payment.name,
      price: vendorAmount(payment.price),
      paid: true,
      kind: 'api',
      currency: 'PLN',
      paid_date: payment.paidDate,
      description: null,
      invoice_id: payment.invoiceId,
      client_id: null,
      created_at: payment.createdAt,
      updated_at: payment.createdAt,
      ...(withInvoices ? { invoices: payment.invoiceId === null ? [] : [{ id: payment.invoiceId }] } : {}),
    }
  }

  edit(id: number, change: Readonly<Record<string, unknown>>): void {
    const invoice = this.invoices.get(id) ?? this.orders.get(id)
    if (invoice === undefined) throw new Error(`the stand-in has no invoice ${id}`)
    invoice.fields = { ...invoice.fields, ...change, updated_at: this.now() }
  }

  pay(input: {
    readonly name: string
    readonly price: number
    readonly invoiceId: number | null
    readonly paidDate: string | null
  }): StoredPayment {
    const payment = { id: this.#nextPayment++, ...input, createdAt: this.now() }
    this.payments.set(payment.id, payment)
    if (input.invoiceId !== null) this.edit(input.invoiceId, { paid_date: input.paidDate })
    return payment
  }

  unpay(id: number): boolean {
    const payment = this.payments.get(id)
    if (payment === undefined) return false
    this.payments.delete(id)
    if (payment.invoiceId !== null && this.invoices.has(payment.invoiceId)) this.edit(payment.invoiceId, {})
    return true
  }

  /** A person marks the invoice as paid in full, or takes that back. */
  markPaid(id: number, on: Day | null): void {
    const invoice = this.invoices.get(id)
    if (invoice === undefined) throw new Error(`the stand-in has no invoice ${id}`)
    const byPayments = this.paidOf(invoice) - invoice.paidByHand
    invoice.paidByHand = on === null ? 0 : Math.round((Number(invoice.fields['price_gross']) - byPayments) * 100) / 100
    this.edit(id, { paid_date: on })
  }
}
