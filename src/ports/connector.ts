// What an outside system must look like: one literal a folder, found by scanning src/connectors.
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import type { Clock } from './clock.ts'
import type { Http } from './http.ts'
import type { CustomerRecord, InvoiceRecord } from './invoice-format.ts'
import type { Parsed } from './rejection.ts'
import type { SettingFields, SettingValues, Words } from './settings.ts'

/** What a connection can be used for; shown in the gallery and switched on one by one. */
export type ConnectorKind =
  | 'invoices'
  | 'customers'
  | 'orders'
  | 'payments'
  | 'statuses'
  | 'customer-standing'
  | 'payment-links'
  | 'tables'
  | 'templates'

export type ConnectorGroup = 'invoicing' | 'crm' | 'sheets' | 'gateway' | 'bank'

/** Where a pull stopped; JSON that only the connector reads. */
export type Cursor = Readonly<Record<string, string | number | boolean | null>>

/** One page of what came, as it came. `cursor` is stored in the same transaction as the records. */
export type Page<R> = {
  readonly records: readonly R[]
  readonly cursor: Cursor
  readonly estimatedTotal?: number
  /** On the last page of a full scan: this pull yielded every record issued since this day, so one that the house knows and that did not come is gone at its source. */
  readonly wholeSince?: Day
}

/** Money as a gateway reports it, before we know what it is. */
export type PaymentRecord = {
  readonly externalId: string
  readonly kind: 'payment' | 'refund' | 'chargeback' | 'payout' | 'fee' | 'other'
  readonly bookedOn: Day
  readonly occurredAt: Date
  /** Signed gross: plus is money in. */
  readonly amount: Money
  readonly fee?: Money
  readonly payerName?: string
  readonly payerEmail?: string
  readonly payerAccount?: string
  readonly title: string
  readonly gatewayReference?: string
  readonly orderReference?: string
  /** The reference that `createPaymentLink` was handed, where the money came by such a link. */
  readonly linkReference?: string
  /** The payment that a refund or chargeback takes back. */
  readonly reverses?: string
}

/**
 * What a customer has ordered, was offered or talks about buying (a deal of a CRM). Nobody owes anything by it: it stands beside his invoices.
 */
export type OrderRecord = {
  readonly externalId: string
  readonly kind: 'order' | 'offer' | 'deal'
  readonly number: string
  readonly title?: string
  readonly issuedOn: Day
  /** Last day of an offer, or the day by which a deal should close. */
  readonly validUntil?: Day
  readonly total: Money
  readonly state: 'open' | 'won' | 'lost'
  /** The source's own word for the state. */
  readonly sourceState?: string
  readonly viewUrl?: string
  /** The invoice that came of it, where the source says so. */
  readonly invoiceNumber?: string
  /** Enough to find the customer by; none is made of an order. */
  readonly customer: { readonly externalId?: string; readonly name?: string; readonly taxId?: string }
}

/** What every call of a connector is handed. `settings` holds the opened secrets too. */
export type ConnectorContext = {
  readonly settings: SettingValues
  readonly http: Http
  readonly clock: Clock
  readonly timeZone: string
  /** State that the connector keeps for itself between calls (ids of fields it made). */
  readonly memory: Cursor
}

export type PullContext = ConnectorContext & { readonly cursor: Cursor | null; readonly since: Day }

/** What the test of a connection shows a person: "Konto: Jantar Elektro", "Faktury: 1 486". */
export type ConnectionReport = { readonly account: string; readonly facts: readonly { readonly label: Words; readonly value: string }[] }

export type InvoiceStatusWord = 'unpaid' | 'partly-paid' | 'paid' | 'overpaid' | 'written-off' | 'disputed'

/** The state of one invoice to be written back; the whole truth each time, so that repeating it is harmless. */
export type InvoiceStatusChange = {
  readonly externalId: string
  readonly number: string
  readonly status: InvoiceStatusWord
  readonly total: Money
  readonly settled: Money
  readonly open: Money
  readonly dueOn: Day | null
  readonly lastPaidOn: Day | null
  /** Payments behind `settled`, each with a key that never changes. */
  readonly payments: readonly { readonly key: string; readonly on: Day; readonly amount: Money; readonly title: string }[]
  /** True when the invoice itself came from this connection. */
  readonly fromHere: boolean
  readonly customer: CustomerStanding['customer']
}

/** What the CRM shall show of a customer. */
export type CustomerStanding = {
  readonly customer: {
    readonly externalId: string | null
    readonly name: string
    readonly taxId: string | null
    readonly email: string | null
  }
  readonly openAmount: Money
  readonly overdueAmount: Money
  readonly oldestOverdueOn: Day | null
  readonly debtRatioPercent: number | null
  readonly blocked: boolean
  readonly currency: Currency
}

/** `memory` replaces the stored one; `found: false` when the other side has no such record. */
export type PushResult = { readonly found: boolean; readonly externalId?: string; readonly memory?: Cursor }

/** A webhook as it arrived; `body` is the raw bytes that were signed. */
export type WebhookRequest = {
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * What a verified webhook means: an id to know repeats by, and which streams to pull again.
 * The body is a hint only: the truth is read from the source, so order and replays do not matter.
 */
export type WebhookReceipt =
  | {
      readonly ok: true
      readonly eventId: string
      readonly occurredAt: Date | null
      readonly pull: readonly ('invoices' | 'customers' | 'payments')[]
    }
  | { readonly ok: false; readonly reason: 'bad-signature' | 'too-old' | 'malformed' }

/** What a link is to be made for. The payment that comes back by it carries `reference`, which is also what makes repeating harmless. */
export type PaymentLinkRequest = {
  readonly number: string
  readonly open: Money
  readonly reference: string
  readonly payerEmail: string | null
}

/** `expiresAt`: after it the link takes no money; absent when it takes it until it is shut. */
export type PaymentLink = { readonly url: string; readonly externalId: string; readonly expiresAt?: Date }

/** The data of a document and the template of the other side by which it is drawn. */
export type TemplateFill = { readonly templateId: number; readonly name: string; readonly language: string; readonly data: object }

export type TableCell = string | number | null | { readonly day: string }

/** A table of a report; what stood in its place before is replaced as a whole, so that writing it again is harmless. */
export type TableWrite = {
  /** Name of the sheet or table on the other side. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

export type Connector = {
  readonly id: string
  readonly name: string
  readonly group: ConnectorGroup
  readonly kinds: readonly ConnectorKind[]
  readonly about: Words
  readonly docsUrl: string
  readonly settings: SettingFields
  /** Calls the vendor allows: `requests` each `perMs`, with bursts up to `burst`. */
  readonly rateLimit: { readonly requests: number; readonly perMs: number; readonly burst?: number }
  test(context: ConnectorContext): Promise<ConnectionReport>
  pullInvoices?(context: PullContext): AsyncIterable<Page<unknown>>
  toInvoice?(record: unknown, context: Pick<ConnectorContext, 'settings' | 'timeZone'>): Parsed<InvoiceRecord | null>
  /** The document of an invoice as its source shows it to the buyer, a PDF; null where it has none. */
  fetchInvoicePdf?(context: ConnectorContext, invoice: { readonly externalId: string }): Promise<Uint8Array | null>
  pullCustomers?(context: PullContext): AsyncIterable<Page<unknown>>
  toCustomer?(record: unknown, context: Pick<ConnectorContext, 'settings' | 'timeZone'>): Parsed<CustomerRecord | null>
  pullOrders?(context: PullContext): AsyncIterable<Page<unknown>>
  toOrder?(record: unknown, context: Pick<ConnectorContext, 'settings' | 'timeZone'>): Parsed<OrderRecord | null>
  pullPayments?(context: PullContext): AsyncIterable<Page<unknown>>
  toPayment?(record: unknown, context: Pick<ConnectorContext, 'settings' | 'timeZone'>): Parsed<PaymentRecord | null>
  /** Stable outside id of a raw record, for knowing it again; null when it has none. */
  recordId(record: unknown): string | null
  pushInvoiceStatus?(context: ConnectorContext, change: InvoiceStatusChange): Promise<PushResult>
  pushCustomerStanding?(context: ConnectorContext, standing: CustomerStanding): Promise<PushResult>
  /** Draws a document by a template that stands there; a PDF. */
  fillTemplate?(context: ConnectorContext, wanted: TemplateFill): Promise<Uint8Array>
  writeTable?(context: ConnectorContext, table: TableWrite): Promise<{ readonly url: string | null }>
  /** Makes a link with which a customer pays one invoice. */
  createPaymentLink?(context: ConnectorContext, invoice: PaymentLinkRequest): Promise<PaymentLink>
  /** Shuts a link that must not be paid any more; one that is shut, paid or unknown already is no failure. */
  closePaymentLink?(context: ConnectorContext, link: { readonly externalId: string }): Promise<void>
  receiveWebhook?(request: WebhookRequest, context: Pick<ConnectorContext, 'settings' | 'clock'>): WebhookReceipt
}

/** A record that the house does not count (a cost invoice, a draft) becomes `accepted(null)`: seen, kept, not an error. */
export const defineConnector = (connector: Connector): Connector => connector
