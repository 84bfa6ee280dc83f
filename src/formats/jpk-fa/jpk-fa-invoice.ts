// From an invoice of a JPK_FA audit file to an invoice record. Such files know neither due days nor accounts nor payments.
import type { InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { childrenNamed, textAt, type XmlElement } from '#ports/reading/xml-element'
import type { Parsed } from '#ports/rejection'
import { type Currency, findCurrency } from '#values/currency'
import { isPositive, type Money, total } from '#values/money'

/** P_13_1 to P_13_7, the net values at each rate. */
function netOf(invoice: XmlElement, currency: Currency): Money | undefined {
  const parts = invoice.children.filter((child) => /^P_13_\d$/.test(child.name)).map((child) => readAmount(child.text.trim(), currency))
  return parts.length === 0 || parts.some((part) => part === null)
    ? undefined
    : total(
        parts.filter((part) => part !== null),
        currency,
      )
}

function typeOf(kind: string, upwards: boolean): InvoiceType {
  if (kind === 'KOREKTA') return upwards ? 'invoice' : 'credit-note'
  return kind === 'ZAL' ? 'advance' : 'invoice'
}

/** `defaultCurrency` is the header's DomyslnyKodWaluty of the versions whose invoices name none. */
export function invoiceOfJpkFa(invoice: XmlElement, at: string, defaultCurrency: string): Parsed<InvoiceRecord> {
  const kind = textAt(invoice, 'RodzajFaktury') ?? 'VAT'
  const currencyText = textAt(invoice, 'KodWaluty') ?? defaultCurrency
  const currency = findCurrency(currencyText)
  const amount = currency === null ? null : readAmount(textAt(invoice, 'P_15'), currency)
  const upwards = kind === 'KOREKTA' && amount !== null && isPositive(amount)
  return invoiceOfDraft({
    at,
    number: textAt(invoice, 'P_2A') ?? textAt(invoice, 'P_2'),
    ...(kind === 'POZ' ? {} : { type: typeOf(kind, upwards) }),
    issueOn: textAt(invoice, 'P_1'),
    saleOn: textAt(invoice, 'P_6'),
    currency: currencyText,
    total: textAt(invoice, 'P_15'),
    net: currency === null ? undefined : netOf(invoice, currency),
    customer: {
      name: textAt(invoice, 'P_3A'),
      taxId: textAt(invoice, 'P_5B'),
      taxCountry: textAt(invoice, 'P_5A'),
      address: textAt(invoice, 'P_3B'),
    },
    corrects: childrenNamed(invoice, 'NrFaKorygowanej').map((corrected) => corrected.text),
    splitPayment: textAt(invoice, 'P_18A') === 'true',
    notes: upwards ? [writeNote('jpk.correction-upwards')] : [],
  })
}
