// From the header of an EDI++ document to an invoice record.
import type { InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { type Parsed, rejected } from '#ports/rejection'
import { findCurrency } from '#values/currency'
import { isPositive } from '#values/money'
import { eppSettled } from './epp-amounts.ts'
import type { EppRow } from './epp-sections.ts'

/** What the registers of the file add to a document, by its full number, and to a customer, by his code. */
export type EppRegisters = {
  readonly customers: ReadonlyMap<string, EppRow>
  readonly paymentIds: ReadonlyMap<string, EppRow>
  readonly completedOn: ReadonlyMap<string, string>
  readonly splitPayments: ReadonlySet<string>
}

/** Sales, bills, margin invoices, receipts, advances. */
const saleTypes = new Set(['FS', 'RS', 'FM', 'PA', 'ZAL', 'FSK', 'KFS', 'KRS', 'KPA', 'KFM'])
const correctionTypes = new Set(['KFS', 'KRS', 'FSK', 'KPA', 'KFM'])

export const isSale = (type: string): boolean => saleTypes.has(type)

/** Extended status, field 41: 1 and 37 an advance, 38 its correction, 2 and 39 a final invoice (EDI++, table 3; the list counts orders 5–36 and 40–71 between). */
const extendedTypes: Readonly<Record<string, InvoiceType>> = { 1: 'advance', 37: 'advance', 2: 'final', 39: 'final' }

/** The field of the description's number, counted from 1. */
const fieldOf = (row: EppRow | undefined, number: number): string | undefined => row?.cells[number - 1]?.trim()

const putAside = '0'
const cancelled = '2'

/** Day without time; `19000101000000` and zeros are how programs write none. */
function dayText(text: string | undefined): string | undefined {
  return text === undefined || /^0*$/.test(text) || /^(?:1899|1900)/.test(text) ? undefined : text
}

function typeOf(type: string, row: EppRow, upwards: boolean): InvoiceType {
  const isCorrection = correctionTypes.has(type) || fieldOf(row, 41) === '38'
  if (isCorrection) return upwards ? 'invoice' : 'credit-note'
  return type === 'ZAL' ? 'advance' : (extendedTypes[fieldOf(row, 41) ?? ''] ?? 'invoice')
}

/** The document's number as printed (`FS 101/02/2026`), else put together from its parts. */
export function eppNumber(row: EppRow): string {
  const full = fieldOf(row, 7) ?? ''
  if (full !== '') return full
  const bare = `${fieldOf(row, 4) ?? ''}${fieldOf(row, 6) ?? ''}`
  return bare === '' || bare === '0' ? '' : `${fieldOf(row, 1) ?? ''} ${bare}`
}

/** The invoice of a document header of 62 fields (fewer in older versions; missing ones count as empty). */
export function invoiceOfEpp(row: EppRow, registers: EppRegisters): Parsed<InvoiceRecord> {
  const at = String(row.line)
  const type = fieldOf(row, 1) ?? ''
  const number = eppNumber(row)
  if (row.cells.length < 37) return rejected('epp.document-cut', { type, fields: row.cells.length }, at)
  if (fieldOf(row, 2) === putAside) return rejected('epp.not-issued', { number }, at)

  const code = fieldOf(row, 12) ?? ''
  const card = registers.customers.get(code)
  const paymentId = registers.paymentIds.get(number)
  const currencyText = fieldOf(row, 47) || 'PLN'
  const currency = findCurrency(currencyText)
  const gross = currency === null ? null : readAmount(fieldOf(row, 30), currency)
  const upwards = gross !== null && isPositive(gross)
  const { settled, notes } =
    currency === null || gross === null
      ? { settled: undefined, notes: [] }
      : eppSettled(gross, fieldOf(row, 36), fieldOf(row, 37), fieldOf(row, 57), currency)
  const isCorrection = correctionTypes.has(type)
  return invoiceOfDraft({
    at,
    number,
    type: typeOf(type, row, upwards),
    issueOn: dayText(fieldOf(row, 22)),
    dueOn: dayText(fieldOf(row, 35)),
    saleOn: dayText(fieldOf(row, 23)) ?? dayText(registers.completedOn.get(number)),
    currency: currencyText,
    total: gross ?? fieldOf(row, 30),
    net: fieldOf(row, 28),
    settled,
    customer: {
      externalId: code,
      name: fieldOf(row, 14) || fieldOf(row, 13) || fieldOf(card, 4),
      taxId: fieldOf(row, 18) || fieldOf(card, 8),
      taxCountry: fieldOf(row, 61),
      email: fieldOf(card, 13),
      phone: fieldOf(card, 10),
      address: [fieldOf(row, 17), [fieldOf(row, 16), fieldOf(row, 15)].filter(Boolean).join(' ')].filter(Boolean).join(', '),
      accounts: [fieldOf(card, 27) ?? ''].filter((account) => account !== ''),
    },
    orderReference: fieldOf(row, 10),
    corrects: [fieldOf(row, 8)],
    cancelled: fieldOf(row, 2) === cancelled,
    paymentReference: fieldOf(paymentId, 2),
    payToAccount: fieldOf(paymentId, 4),
    splitPayment: registers.splitPayments.has(number),
    notes: isCorrection && upwards ? [...notes, writeNote('epp.correction-upwards')] : notes,
  })
}
