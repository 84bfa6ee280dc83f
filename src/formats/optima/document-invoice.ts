// From a trade document of Comarch Optima (the "dokument" XML) to an invoice record.
import type { InvoiceLine, InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { elementAt, elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { type Parsed, rejected } from '#ports/rejection'
import { type Currency, findCurrency, PLN } from '#values/currency'
import { isPositive, type Money, total } from '#values/money'

/** TYP_DOKUMENTU: 302 sales invoice, 305 receipt, 320 proforma; others (301 purchase, 303 to 308 warehouse and orders) are owed by nobody. */
const types: Readonly<Record<string, InvoiceType>> = { 302: 'invoice', 305: 'invoice', 320: 'proforma' }

/** In foreign currency the totals of the header may be in złoty: the payments carry the document's own. */
function totalOf(document: XmlElement, header: XmlElement | undefined, currency: Currency): Money | string | undefined {
  const headerText = textAt(header, 'KWOTY/RAZEM_BRUTTO_WAL') ?? (currency === PLN ? textAt(header, 'KWOTY/RAZEM_BRUTTO') : undefined)
  if (headerText !== undefined) return headerText
  const own = elementsAt(document, 'PLATNOSCI/PLATNOSC').filter((payment) => (textAt(payment, 'WALUTA/SYMBOL') ?? 'PLN') === currency)
  const amounts = own.map((payment) => readAmount(textAt(payment, 'KWOTA'), currency)).filter((amount) => amount !== null)
  return amounts.length > 0 ? total(amounts, currency) : textAt(header, 'KWOTY/RAZEM_BRUTTO')
}

const linesOf = (document: XmlElement, currency: Currency): InvoiceLine[] =>
  elementsAt(document, 'POZYCJE/POZYCJA').map((position) => {
    const gross = currency === PLN ? readAmount(textAt(position, 'WARTOSC_BRUTTO'), currency) : null
    const quantity = textAt(position, 'ILOSC')
    return {
      name: textAt(position, 'TOWAR/NAZWA') ?? '',
      ...(gross === null ? {} : { gross }),
      ...(quantity === undefined ? {} : { quantity }),
    }
  })

/** A description is a reference when it is one word with a figure in it (`ZAM/2026/77`). */
const referenceIn = (text: string | undefined): string | undefined => (/^(?=\S*\d)\S{3,40}$/.test(text ?? '') ? text : undefined)

/** The invoice of a document; other kinds of document are rejected. */
export function invoiceOfDocument(document: XmlElement, at: string): Parsed<InvoiceRecord> {
  const header = elementAt(document, 'NAGLOWEK')
  const number = textAt(header, 'NUMER_PELNY')
  const kind = textAt(header, 'TYP_DOKUMENTU') ?? '302'
  const type = types[kind]
  if (type === undefined) return rejected('optima.not-an-invoice', { number: number ?? '', kind }, at)
  const currencyText = textAt(header, 'WALUTA/SYMBOL') ?? 'PLN'
  const currency = findCurrency(currencyText)
  const owed = currency === null ? undefined : totalOf(document, header, currency)
  const amount = currency === null ? null : typeof owed === 'object' ? owed : readAmount(owed, currency)
  const isCorrection = (textAt(header, 'KOREKTA') ?? '0') !== '0'
  const upwards = isCorrection && amount !== null && isPositive(amount)
  const days = elementsAt(document, 'PLATNOSCI/PLATNOSC/TERMIN')
    .map((term) => term.text.trim())
    .filter(Boolean)
    .toSorted()
  const party = elementAt(header, 'PLATNIK') ?? elementAt(header, 'ODBIORCA')
  const address = elementAt(party, 'ADRES')
  return invoiceOfDraft({
    at,
    number,
    type: isCorrection ? (upwards ? 'invoice' : 'credit-note') : type,
    issueOn: textAt(header, 'DATA_WYSTAWIENIA') ?? textAt(header, 'DATA_DOKUMENTU'),
    dueOn: days.at(-1) ?? textAt(header, 'PLATNOSC/TERMIN'),
    saleOn: textAt(header, 'DATA_OPERACJI'),
    currency: currencyText,
    total: owed,
    net: textAt(header, 'KWOTY/RAZEM_NETTO_WAL') ?? (currency === PLN ? textAt(header, 'KWOTY/RAZEM_NETTO') : undefined),
    customer: {
      externalId: textAt(party, 'KOD'),
      name: textAt(party, 'NAZWA'),
      taxId: textAt(party, 'NIP'),
      taxCountry: textAt(party, 'NIP_KRAJ'),
      email: textAt(party, 'EMAIL'),
      address: [textAt(address, 'ULICA'), [textAt(address, 'KOD_POCZTOWY'), textAt(address, 'MIASTO')].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', '),
    },
    orderReference: textAt(header, 'NUMER_OBCY') ?? referenceIn(textAt(header, 'OPIS')),
    corrects: isCorrection ? [textAt(header, 'NUMER_KORYGOWANEGO') ?? textAt(header, 'KOREKTA_NUMER')] : [],
    lines: currency === null ? [] : linesOf(document, currency),
    notes: [
      ...(new Set(days).size > 1 ? [writeNote('optima.several-due-days', { days: days.join(', ') })] : []),
      ...(upwards ? [writeNote('optima.correction-upwards')] : []),
    ],
  })
}
