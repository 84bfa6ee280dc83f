// From the texts of a document to an invoice record: what must be there is demanded, the rest is checked and noted.
import { type Currency, findCurrency } from '#values/currency'
import type { Day } from '#values/day'
import { parseIban } from '#values/iban'
import { absolute, compare, isNegative, isPositive, type Money } from '#values/money'
import type { CustomerRecord, InvoiceLine, InvoiceRecord, InvoiceType } from '../invoice-format.ts'
import { accepted, type Parsed, rejected } from '../rejection.ts'
import { readAmount, readDay } from './field-text.ts'
import { writeNote } from './note.ts'
import { readTaxNumber } from './tax-number.ts'

type Text = string | undefined

/** Who owes it, in the words of the file. `taxCountry` is the two-letter code that stands beside the number. */
export type CustomerDraft = {
  readonly externalId?: Text
  readonly name: Text
  readonly taxId?: Text
  readonly taxCountry?: Text
  readonly email?: Text
  readonly phone?: Text
  readonly address?: Text
  readonly segment?: Text
  readonly accounts?: readonly string[]
}

/** An invoice in the words of its file. Amounts may be text or money that the reader already worked out. */
export type InvoiceDraft = {
  readonly at: string
  readonly externalId?: Text
  readonly number: Text
  /** Absent: an invoice, or a credit note when the total is negative. */
  readonly type?: InvoiceType
  readonly issueOn: Text
  readonly dueOn?: Text
  readonly saleOn?: Text
  readonly currency: Text
  readonly total: Text | Money
  readonly net?: Text | Money
  readonly settled?: Text | Money | 'all'
  readonly customer: CustomerDraft
  readonly orderReference?: Text
  readonly contractReference?: Text
  readonly paymentReference?: Text
  readonly ksefNumber?: Text
  readonly corrects?: readonly Text[]
  readonly lines?: readonly InvoiceLine[]
  readonly payToAccount?: Text
  readonly paymentUrl?: Text
  readonly viewUrl?: Text
  readonly cancelled?: boolean
  readonly splitPayment?: boolean
  readonly notes?: readonly string[]
}

const filled = (text: Text): string | undefined => {
  const trimmed = text?.replace(/\s+/g, ' ').trim()
  return trimmed === undefined || trimmed === '' ? undefined : trimmed
}

/** Drops the keys that have no value, so that absent stays absent. */
const present = <T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T

function customerOf(draft: CustomerDraft, notes: string[]): CustomerRecord {
  const taxNumber = readTaxNumber(draft.taxId, draft.taxCountry)
  if (taxNumber?.valid === false) notes.push(writeNote('invoice.tax-id-invalid', { taxId: taxNumber.text }))
  const name = filled(draft.name)
  if (name === undefined) notes.push(writeNote('invoice.no-customer-name'))
  return present<CustomerRecord>({
    externalId: filled(draft.externalId),
    name: name ?? taxNumber?.text ?? '',
    taxId: taxNumber?.text,
    email: filled(draft.email),
    phone: filled(draft.phone),
    address: filled(draft.address),
    segment: filled(draft.segment)?.slice(0, 60),
    accounts: draft.accounts?.length === 0 ? undefined : draft.accounts,
  })
}

function optionalDay(text: Text, field: string, notes: string[]): Day | undefined {
  const trimmed = filled(text)
  if (trimmed === undefined) return undefined
  const read = readDay(trimmed)
  if (read === null) notes.push(writeNote('invoice.day-unreadable', { field, text: trimmed }))
  else if (read.mended) notes.push(writeNote('invoice.day-mended', { field, text: trimmed, day: read.day }))
  return read?.day
}

function optionalAmount(value: Text | Money, field: string, currency: Currency, notes: string[]): Money | undefined {
  if (typeof value === 'object') return value
  const trimmed = filled(value)
  if (trimmed === undefined) return undefined
  const read = readAmount(trimmed, currency)
  if (read === null) notes.push(writeNote('invoice.amount-unreadable', { field, text: trimmed }))
  return read ?? undefined
}

/** An account as an IBAN where its check digits are right, else as written with a note. */
function accountOf(text: Text, notes: string[]): string | undefined {
  const trimmed = filled(text)
  if (trimmed === undefined) return undefined
  const iban = parseIban(trimmed)
  if (iban === null) notes.push(writeNote('invoice.account-unchecked', { account: trimmed }))
  return iban ?? trimmed.replace(/\s/g, '')
}

function settledOf(settled: InvoiceDraft['settled'], total: Money, notes: string[]): Money | undefined {
  const amount = settled === 'all' ? total : optionalAmount(settled, 'settled', total.currency, notes)
  if (amount !== undefined && isPositive(absolute(amount)) && compare(absolute(amount), absolute(total)) > 0)
    notes.push(writeNote('invoice.settled-above-total'))
  return amount
}

/**
 * The record of a draft, or the rejection that says what is missing or unreadable.
 * Number, issue day, currency and total are demanded; anything else that cannot be read is left out with a note.
 */
export function invoiceOfDraft(draft: InvoiceDraft): Parsed<InvoiceRecord> {
  const number = filled(draft.number)
  if (number === undefined) return rejected('invoice.no-number', {}, draft.at)
  const issueText = filled(draft.issueOn)
  if (issueText === undefined) return rejected('invoice.no-issue-day', { number }, draft.at)
  const issue = readDay(issueText)
  if (issue === null) return rejected('invoice.bad-issue-day', { number, text: issueText }, draft.at)
  const currency = findCurrency(draft.currency ?? '')
  if (currency === null) return rejected('invoice.unknown-currency', { number, text: draft.currency ?? '' }, draft.at)
  const totalText = draft.total
  const total = typeof totalText === 'object' ? totalText : readAmount(totalText, currency)
  if (total === null) {
    const text = typeof totalText === 'string' ? totalText.trim() : ''
    return text === '' ? rejected('invoice.no-total', { number }, draft.at) : rejected('invoice.bad-total', { number, text }, draft.at)
  }

  const notes = [...(draft.notes ?? [])]
  if (issue.mended) notes.push(writeNote('invoice.day-mended', { field: 'issueOn', text: issueText, day: issue.day }))
  if (/#\w+#/.test(number)) notes.push(writeNote('invoice.placeholder', { number }))
  const corrects = [...new Set((draft.corrects ?? []).map(filled).filter((text) => text !== undefined))]
  const record: { readonly [K in keyof InvoiceRecord]: InvoiceRecord[K] | undefined } = {
    externalId: filled(draft.externalId),
    number,
    type: draft.type ?? (isNegative(total) ? 'credit-note' : 'invoice'),
    issueOn: issue.day,
    dueOn: optionalDay(draft.dueOn, 'dueOn', notes),
    saleOn: optionalDay(draft.saleOn, 'saleOn', notes),
    total,
    net: optionalAmount(draft.net, 'net', currency, notes),
    settledAtSource: settledOf(draft.settled, total, notes),
    customer: customerOf(draft.customer, notes),
    orderReference: filled(draft.orderReference),
    contractReference: filled(draft.contractReference),
    paymentReference: filled(draft.paymentReference),
    ksefNumber: filled(draft.ksefNumber),
    corrects: corrects.length === 0 ? undefined : corrects,
    lines: draft.lines?.length === 0 ? undefined : draft.lines,
    payToAccount: accountOf(draft.payToAccount, notes),
    paymentUrl: filled(draft.paymentUrl),
    viewUrl: filled(draft.viewUrl),
    cancelled: draft.cancelled === true ? true : undefined,
    splitPayment: draft.splitPayment === true ? true : undefined,
    notes: notes.length === 0 ? undefined : notes,
  }
  return accepted(present<InvoiceRecord>(record as { readonly [K in keyof InvoiceRecord]: InvoiceRecord[K] }))
}
