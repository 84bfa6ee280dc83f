// From a Fakturownia document, as its API and exports write it, to an invoice record.
import * as z from 'zod'
import type { InvoiceLine, InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { type JsonRecord, textOf } from '#ports/invoice-reading/json-records'
import { writeNote } from '#ports/invoice-reading/note'
import { type Parsed, rejected } from '#ports/rejection'
import { type Currency, findCurrency } from '#values/currency'
import { add, compare, isPositive, type Money, subtract } from '#values/money'

const text = z.unknown().optional().transform(textOf)

const Position = z.object({ name: text, quantity: text, total_price_gross: text })
const Settlement = z.object({ kind: text, amount: text })

const Document = z.object({
  id: text,
  number: text,
  kind: text,
  income: text,
  status: text,
  cancelled: text,
  issue_date: text,
  sell_date: text,
  payment_to: text,
  currency: text,
  price_net: text,
  price_gross: text,
  paid: text,
  oid: text,
  gov_id: text,
  split_payment: text,
  buyer_name: text,
  buyer_tax_no: text,
  buyer_country: text,
  buyer_email: text,
  buyer_phone: text,
  buyer_street: text,
  buyer_post_code: text,
  buyer_city: text,
  buyer_mass_payment_code: text,
  client_id: text,
  seller_bank_account: text,
  seller_tax_no: text,
  seller_name: text,
  invoice_id: text,
  from_invoice_id: text,
  gov_corrected_invoice_number: text,
  view_url: text,
  payment_url: text,
  invoice_ids: z.array(text).nullish().catch(null),
  positions: z.array(Position).nullish().catch(null),
  settlement_positions: z.array(Settlement).nullish().catch(null),
})
type Document = z.infer<typeof Document>

const types: Readonly<Record<string, InvoiceType>> = {
  vat: 'invoice',
  vat_mp: 'invoice',
  vat_margin: 'invoice',
  bill: 'invoice',
  receipt: 'invoice',
  invoice_other: 'invoice',
  wdt: 'invoice',
  export_products: 'invoice',
  accounting_note: 'invoice',
  proforma: 'proforma',
  advance: 'advance',
  final: 'final',
  correction: 'credit-note',
}

/** price_gross plus charges less deductions of the settlement block: what is owed before payments. */
function owedOf(document: Document, gross: Money): Money {
  let owed = gross
  for (const position of document.settlement_positions ?? []) {
    const amount = readAmount(position.amount, gross.currency)
    if (amount !== null) owed = position.kind === 'charge' ? add(owed, amount) : subtract(owed, amount)
  }
  return owed
}

function settledOf(document: Document, owed: Money): Money | 'all' | undefined {
  const paid = readAmount(document.paid, owed.currency)
  if (document.status === 'paid' && (paid === null || compare(paid, owed) < 0)) return 'all'
  return paid === null || paid.minor === 0n ? undefined : paid
}

const linesOf = (document: Document, currency: Currency): InvoiceLine[] =>
  (document.positions ?? []).map(({ name, quantity, total_price_gross }) => {
    const gross = readAmount(total_price_gross, currency)
    return { name: name ?? '', ...(gross === null ? {} : { gross }), ...(quantity === undefined ? {} : { quantity }) }
  })

/** `sell_date` may be a month alone. */
const wholeDay = (day: string | undefined): string | undefined => (/^\d{4}-\d{2}$/.test(day ?? '') ? undefined : day)

/** Ids of the documents that this one takes back or settles; `numbers` knows those of the same file by id. */
function correctedBy(document: Document, numbers: ReadonlyMap<string, string>): (string | undefined)[] {
  const known = (id: string | undefined): string | undefined => (id === undefined ? undefined : (numbers.get(id) ?? id))
  if (document.kind === 'correction')
    return [known(document.from_invoice_id) ?? known(document.invoice_id) ?? document.gov_corrected_invoice_number]
  return document.kind === 'final' ? (document.invoice_ids ?? []).map(known) : []
}

/** True for a record with the names of a Fakturownia document. */
export const isFakturowniaDocument = (record: JsonRecord): boolean => 'price_gross' in record && 'number' in record

/** The invoice of a document, or the rejection that says why it is none: a cost, an estimate, a cash slip. */
export function invoiceOfFakturownia(
  record: JsonRecord,
  at: string,
  numbers: ReadonlyMap<string, string> = new Map(),
): Parsed<InvoiceRecord> {
  const parsed = Document.safeParse(record)
  if (!parsed.success) return rejected('file.record-unreadable', {}, at)
  const document = parsed.data
  const kind = document.kind ?? 'vat'
  const number = document.number ?? ''
  if (['false', '0', 'no'].includes(document.income ?? '')) return rejected('fakturownia.cost', { number }, at)
  const type = types[kind]
  if (type === undefined) return rejected('fakturownia.not-an-invoice', { number, kind }, at)

  const currency = findCurrency(document.currency ?? 'PLN')
  const gross = currency === null ? null : readAmount(document.price_gross, currency)
  const owed = gross === null ? null : owedOf(document, gross)
  const upwards = type === 'credit-note' && owed !== null && isPositive(owed)
  return invoiceOfDraft({
    at,
    externalId: document.id,
    number,
    type: upwards ? 'invoice' : type,
    issueOn: document.issue_date,
    dueOn: document.payment_to,
    saleOn: wholeDay(document.sell_date),
    currency: document.currency ?? 'PLN',
    total: owed ?? document.price_gross,
    net: document.price_net,
    settled: owed === null ? undefined : settledOf(document, owed),
    customer: {
      externalId: document.client_id,
      name: document.buyer_name,
      taxId: document.buyer_tax_no,
      taxCountry: /^[A-Z]{2}/i.test(document.buyer_tax_no ?? '') ? '' : document.buyer_country,
      email: document.buyer_email,
      phone: document.buyer_phone,
      address: [document.buyer_street, [document.buyer_post_code, document.buyer_city].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', '),
    },
    orderReference: document.oid,
    ksefNumber: document.gov_id,
    corrects: correctedBy(document, numbers),
    paymentReference: document.buyer_mass_payment_code,
    lines: currency === null ? [] : linesOf(document, currency),
    payToAccount: document.seller_bank_account,
    paymentUrl: document.payment_url,
    viewUrl: document.view_url,
    cancelled: document.status === 'rejected' || document.cancelled === 'true',
    splitPayment: ['1', 'true'].includes(document.split_payment ?? ''),
    notes: upwards ? [writeNote('fakturownia.correction-upwards')] : [],
  })
}

/** NIP and name of the seller, where the document names them. */
export function sellerOfFakturownia(record: JsonRecord): { taxId?: string; name?: string } {
  const taxId = textOf(record['seller_tax_no'])
  const name = textOf(record['seller_name'])
  return { ...(taxId === undefined ? {} : { taxId }), ...(name === undefined ? {} : { name }) }
}
