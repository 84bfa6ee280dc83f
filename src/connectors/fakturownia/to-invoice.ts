// Reads one Fakturownia invoice into the words of the house; what cannot be read is rejected with its reason.

import type { CustomerRecord, InvoiceLine, InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { accepted, type Parsed, rejected } from '#ports/rejection'
import type { SettingValues } from '#ports/settings'
import { parseAmountText } from '#values/amount-text'
import { type Currency, findCurrency } from '#values/currency'
import { type Day, parseDay } from '#values/day'
import { parseIban } from '#values/iban'
import { add, isNegative, isZero, type Money, subtract, zero } from '#values/money'
import { parseNip } from '#values/nip'
import { type FakturowniaInvoice, invoiceSchema } from './invoice-schema.ts'

/** Kinds that a customer owes, or will; the list is that of the vendor's documentation. */
const owed: Readonly<Record<string, InvoiceType>> = {
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

/** Orders, offers, cash and internal documents, and purchases: seen and kept, but nothing a customer owes. */
const notOwed = new Set([
  'estimate',
  'client_order',
  'kp',
  'kw',
  'dw',
  'correction_note',
  'vat_rr',
  'wnt',
  'import_service',
  'import_service_eu',
  'import_products',
])

const isCost = (income: FakturowniaInvoice['income']): boolean =>
  income === false || income === 0 || income === '0' || income === 'false' || income === 'no'

/** The decimal mark is known by what is there: a comma is one, else the dot is ("1230.0" never groups thousands). */
const readAmount = (text: string, currency: Currency): Money | null =>
  parseAmountText(text, currency, { mark: text.includes(',') ? ',' : '.' })

const present = <K extends string, V>(key: K, value: V | null | undefined | ''): { readonly [P in K]?: V } =>
  (value === null || value === undefined || value === '' ? {} : { [key]: value }) as { readonly [P in K]?: V }

function buyer(invoice: FakturowniaInvoice): CustomerRecord {
  const person = `${invoice.buyer_first_name} ${invoice.buyer_last_name}`.trim()
  const city = `${invoice.buyer_post_code} ${invoice.buyer_city}`.trim()
  const taxNumber = ['', 'nip', 'nip_ue'].includes(invoice.buyer_tax_no_kind)
    ? (parseNip(invoice.buyer_tax_no) ?? invoice.buyer_tax_no)
    : invoice.buyer_tax_no
  // Several addresses may stand in the field; the first is the one the vendor itself writes to.
  const email = invoice.buyer_email.split(/[,;\s]+/)[0]
  return {
    name: invoice.buyer_name || person || '—',
    ...present('externalId', invoice.client_id),
    ...present('taxId', taxNumber.replace(/\s/g, '')),
    ...present('email', email),
    ...present('phone', invoice.buyer_phone || invoice.buyer_mobile_phone),
    ...present('address', [invoice.buyer_street, city].filter((part) => part !== '').join(', ')),
    ...present('virtualAccount', invoice.buyer_mass_payment_code),
  }
}

function lines(invoice: FakturowniaInvoice, currency: Currency): readonly InvoiceLine[] {
  return (invoice.positions ?? []).map((position) => ({
    name: position.name,
    ...present('quantity', position.quantity),
    ...present('category', position.category),
    ...present('gross', position.total_price_gross === '' ? null : readAmount(position.total_price_gross, currency)),
  }))
}

/** Gross plus charges less deductions: what the document says is to be paid ("do zapłaty") before any payment. */
function due(invoice: FakturowniaInvoice, currency: Currency): Money | null {
  let sum = readAmount(invoice.price_gross, currency)
  for (const position of invoice.settlement_positions ?? []) {
    const part = readAmount(position.amount, currency)
    if (sum === null || part === null) return null
    sum = position.kind === 'deduction' ? subtract(sum, part) : add(sum, part)
  }
  return sum
}

type Links = Pick<InvoiceRecord, 'corrects'>

function links(invoice: FakturowniaInvoice, type: InvoiceType): Links {
  const ids = [...new Set([invoice.from_invoice_id, invoice.invoice_id])].filter((id) => id !== '')
  return (type === 'credit-note' || type === 'final' || invoice.kind === 'correction') && ids.length > 0 ? { corrects: ids } : {}
}

/** A correction that lowers is a credit note, one that raises is owed like an invoice; a note in the customer's favour counts down too. */
function signed(invoice: FakturowniaInvoice, type: InvoiceType, total: Money): { readonly type: InvoiceType; readonly total: Money } {
  if (invoice.kind === 'accounting_note' && invoice.accounting_note_kind === 'credit')
    return { type: 'credit-note', total: isNegative(total) ? total : subtract(zero(total.currency), total) }
  if (isNegative(total)) return { type: 'credit-note', total }
  return { type: type === 'credit-note' ? 'invoice' : type, total }
}

type Days = { readonly issueOn: Day; readonly dueOn: Day | null; readonly saleOn: Day | null }

function days(invoice: FakturowniaInvoice): Days | { readonly field: string; readonly text: string } {
  const issueOn = parseDay(invoice.issue_date)
  if (issueOn === null) return { field: 'issue_date', text: invoice.issue_date }
  const dueOn = invoice.payment_to === '' ? null : parseDay(invoice.payment_to)
  if (invoice.payment_to !== '' && dueOn === null) return { field: 'payment_to', text: invoice.payment_to }
  // A sale may be dated by its month alone ("2026-12"); that is no day and not needed.
  return { issueOn, dueOn, saleOn: parseDay(invoice.sell_date) }
}

/** Accepts null for documents that nobody owes, or that another department of the account issued; rejects a record without number, with a kind unknown, or with amounts and days that are none. */
export function toInvoice(record: unknown, { settings }: { readonly settings: SettingValues }): Parsed<InvoiceRecord | null> {
  const parsed = invoiceSchema.safeParse(record)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return rejected('record.unexpected-shape', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
  }
  const invoice = parsed.data
  if (isCost(invoice.income) || invoice.test || notOwed.has(invoice.kind)) return accepted(null)
  const department = settings['departmentId']
  if (department !== undefined && invoice.department_id !== String(department)) return accepted(null)
  const kind = owed[invoice.kind]
  if (kind === undefined) return rejected('record.unknown-kind', { kind: invoice.kind, number: invoice.number })
  if (invoice.number === '') return rejected('record.no-number', { id: String(invoice.id) })
  const currency = findCurrency(invoice.currency)
  if (currency === null) return rejected('record.unknown-currency', { currency: invoice.currency, number: invoice.number })
  const total = due(invoice, currency)
  if (total === null) return rejected('record.bad-amount', { field: 'price_gross', text: invoice.price_gross, number: invoice.number })
  const settled = invoice.paid === '' ? zero(currency) : readAmount(invoice.paid, currency)
  if (settled === null) return rejected('record.bad-amount', { field: 'paid', text: invoice.paid, number: invoice.number })
  const on = days(invoice)
  if ('field' in on) return rejected('record.bad-day', { ...on, number: invoice.number })
  // A correction of words alone changes nothing that is owed.
  if (invoice.kind === 'correction' && isZero(total)) return accepted(null)
  const sign = signed(invoice, kind, total)
  return accepted({
    externalId: String(invoice.id),
    number: invoice.number,
    ...sign,
    issueOn: on.issueOn,
    ...present('dueOn', on.dueOn),
    ...present('saleOn', on.saleOn),
    settledAtSource: settled,
    customer: buyer(invoice),
    lines: lines(invoice, currency),
    ...links(invoice, kind),
    ...present('net', invoice.price_net === '' ? null : readAmount(invoice.price_net, currency)),
    ...present('orderReference', invoice.oid),
    ...present('ksefNumber', invoice.gov_status === 'ok' ? invoice.gov_id : ''),
    ...present('paymentUrl', invoice.payment_url),
    ...present('viewUrl', invoice.view_url),
    ...present('pdfUrl', invoice.view_url === '' ? '' : `${invoice.view_url}.pdf`),
    ...present('payToAccount', parseIban(invoice.seller_bank_account)),
    ...(invoice.cancelled || invoice.status === 'rejected' ? { cancelled: true as const } : {}),
    ...(invoice.split_payment ? { splitPayment: true as const } : {}),
  })
}

/** The vendor's id, by which a record is known again; null for something that is no invoice at all. */
export const recordId = (record: unknown): string | null =>
  typeof record === 'object' && record !== null && 'id' in record && (typeof record.id === 'number' || typeof record.id === 'string')
    ? String(record.id)
    : null
