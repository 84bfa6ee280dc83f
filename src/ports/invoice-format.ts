// What an invoice file format must look like, and the invoice as any source hands it over.
import type { Day } from '#values/day'
import type { Money } from '#values/money'
import type { Rejection } from './rejection.ts'
import type { ByteSource, ReadOptions } from './statement-format.ts'

export const invoiceTypes = ['invoice', 'proforma', 'credit-note', 'advance', 'final'] as const
export type InvoiceType = (typeof invoiceTypes)[number]

/** Who owes the invoice, as its source knows him. */
export type CustomerRecord = {
  readonly externalId?: string
  readonly name: string
  /** NIP as ten digits, or a foreign tax number with its country. */
  readonly taxId?: string
  readonly email?: string
  readonly phone?: string
  readonly address?: string
  /** The group that the source keeps him in. */
  readonly segment?: string
  readonly accounts?: readonly string[]
  readonly virtualAccount?: string
}

export type InvoiceLine = { readonly name: string; readonly category?: string; readonly gross?: Money; readonly quantity?: string }

/** An invoice as a source hands it over, before the house gives it an id. A credit note has a negative total. */
export type InvoiceRecord = {
  readonly externalId?: string
  readonly number: string
  readonly type: InvoiceType
  readonly issueOn: Day
  readonly dueOn?: Day
  readonly saleOn?: Day
  readonly total: Money
  readonly net?: Money
  /** What the source says was paid already. */
  readonly settledAtSource?: Money
  readonly customer: CustomerRecord
  readonly orderReference?: string
  readonly contractReference?: string
  /** What the payer was asked to quote: IPKSeF, the PaymentID of UBL, a mass-payment id. */
  readonly paymentReference?: string
  readonly ksefNumber?: string
  /** Numbers or outside ids of the documents that this one corrects or settles. */
  readonly corrects?: readonly string[]
  readonly lines?: readonly InvoiceLine[]
  readonly paymentUrl?: string
  readonly viewUrl?: string
  readonly pdfUrl?: string
  readonly payToAccount?: string
  /** Cancelled, removed or rejected at the source: it is owed no longer. */
  readonly cancelled?: true
  readonly splitPayment?: true
  readonly notes?: readonly string[]
}

export type InvoiceFile = {
  readonly kind: 'invoices'
  readonly format: string
  readonly sellerTaxId?: string
  readonly sellerName?: string
  readonly invoices: readonly InvoiceRecord[]
  readonly rejected: readonly Rejection[]
}

export type InvoiceFormat = {
  readonly id: string
  readonly name: string
  readonly produces: 'invoices'
  recognise(head: Uint8Array): number
  read(source: ByteSource, options: ReadOptions): AsyncIterable<InvoiceFile>
}

export const defineInvoiceFormat = (format: Omit<InvoiceFormat, 'produces'>): InvoiceFormat => ({ ...format, produces: 'invoices' })
