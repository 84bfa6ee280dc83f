// From a row of the VAT sales register (JPK_V7M, JPK_V7K) to an invoice record. Amounts are in złoty, whatever the invoice's currency.
import type { InvoiceRecord } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { textAt, type XmlElement } from '#ports/reading/xml-element'
import { type Parsed, rejected } from '#ports/rejection'
import { PLN } from '#values/currency'
import { type Money, total } from '#values/money'

/** Net values of sales. K_12 is part of K_11 and K_14 part of K_13; K_23 to K_32 but K_31 are tax that a buyer accounts for, K_33 to K_36 are adjustments. */
const netFields = ['K_10', 'K_11', 'K_13', 'K_15', 'K_17', 'K_19', 'K_21', 'K_22']
const taxFields = ['K_16', 'K_18', 'K_20']

/** Document kinds that no single customer owes: a cash register's report and an internal document. */
const notInvoices = new Set(['RO', 'WEW'])

type Sum =
  | { readonly kind: 'sum'; readonly amount: Money }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly text: string }

function sumOf(row: XmlElement, fields: readonly string[]): Sum {
  const amounts: Money[] = []
  for (const field of fields) {
    const text = textAt(row, field)
    if (text === undefined) continue
    const amount = readAmount(text, PLN)
    if (amount === null) return { kind: 'unreadable', text }
    amounts.push(amount)
  }
  return amounts.length === 0 ? { kind: 'none' } : { kind: 'sum', amount: total(amounts, PLN) }
}

/** Gross: net and tax of every rate; the gross of a margin sale where the row has only that. */
function grossOf(row: XmlElement): Sum {
  const sum = sumOf(row, [...netFields, ...taxFields])
  return sum.kind === 'none' ? sumOf(row, ['SprzedazVAT_Marza']) : sum
}

/** The register has no value for a missing buyer but the word BRAK. */
const unlessMissing = (text: string | undefined): string | undefined => (/^(?:brak|-+)$/i.test(text ?? '') ? undefined : text)

/** The invoice of a row, or the rejection that says why the row is none. */
export function invoiceOfSalesRow(row: XmlElement, at: string): Parsed<InvoiceRecord> {
  const number = textAt(row, 'DowodSprzedazy') ?? ''
  const kind = textAt(row, 'TypDokumentu') ?? ''
  if (notInvoices.has(kind)) return rejected('jpk.not-an-invoice', { number, kind }, at)
  if (textAt(row, 'KorektaPodstawyOpodt') === '1') return rejected('jpk.bad-debt-relief', { number }, at)
  const gross = grossOf(row)
  if (gross.kind === 'none') return rejected('jpk.no-sales-value', { number }, at)
  const net = sumOf(row, netFields)
  return invoiceOfDraft({
    at,
    number,
    issueOn: textAt(row, 'DataWystawienia'),
    saleOn: textAt(row, 'DataSprzedazy'),
    currency: 'PLN',
    total: gross.kind === 'sum' ? gross.amount : gross.text,
    net: net.kind === 'sum' ? net.amount : undefined,
    customer: {
      name: unlessMissing(textAt(row, 'NazwaKontrahenta')),
      taxId: unlessMissing(textAt(row, 'NrKontrahenta')),
      taxCountry: textAt(row, 'KodKrajuNadaniaTIN'),
    },
    ksefNumber: textAt(row, 'NrKSeF'),
    splitPayment: textAt(row, 'MPP') === '1',
  })
}
