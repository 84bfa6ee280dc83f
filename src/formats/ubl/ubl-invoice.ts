// From a UBL 2.1 invoice or credit note (Peppol BIS 3, PEF) to an invoice record.
import type { InvoiceLine, InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { type CustomerDraft, invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { attributeOf, childrenNamed, elementAt, elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import type { Parsed } from '#ports/rejection'
import { findCurrency } from '#values/currency'
import { add, isNegative, type Money, negate } from '#values/money'
import { parseNip } from '#values/nip'
import type { UblDocument } from './ubl-document.ts'

/** UNTDID 1001 codes that are not plain invoices. */
const types: Readonly<Record<string, InvoiceType>> = { 325: 'proforma', 386: 'advance' }

const nameOf = (party: XmlElement | undefined): string | undefined =>
  textAt(party, 'PartyLegalEntity/RegistrationName') ?? textAt(party, 'PartyName/Name')

/** The VAT number; else the registered number where it is a NIP. */
function taxIdOf(party: XmlElement | undefined): string | undefined {
  const schemes = elementsAt(party, 'PartyTaxScheme')
  const vat = schemes.find((scheme) => textAt(scheme, 'TaxScheme/ID') === 'VAT') ?? schemes[0]
  const legal = textAt(party, 'PartyLegalEntity/CompanyID')
  return textAt(vat, 'CompanyID') ?? (legal !== undefined && parseNip(legal) !== null ? legal : undefined)
}

/** `SE4598375937` of the VAT number; Norwegian `NO987654325MVA` stays whole. */
function customerOf(root: XmlElement): CustomerDraft {
  const customer = elementAt(root, 'AccountingCustomerParty')
  const party = elementAt(customer, 'Party')
  const address = elementAt(party, 'PostalAddress')
  const country = textAt(address, 'Country/IdentificationCode')
  const parts = [
    textAt(address, 'StreetName'),
    textAt(address, 'AdditionalStreetName'),
    [textAt(address, 'PostalZone'), textAt(address, 'CityName')].filter((part) => part !== undefined).join(' '),
    country === 'PL' ? undefined : country,
  ]
  const taxId = taxIdOf(party)
  return {
    externalId: textAt(customer, 'CustomerAssignedAccountID') ?? textAt(party, 'PartyIdentification/ID'),
    name: nameOf(party),
    taxId,
    taxCountry: /^[A-Z]{2}/.test(taxId ?? '') ? (taxId ?? '').slice(0, 2) : country,
    email: textAt(party, 'Contact/ElectronicMail'),
    phone: textAt(party, 'Contact/Telephone'),
    address: parts.filter(Boolean).join(', '),
  }
}

const linesOf = (root: XmlElement): InvoiceLine[] =>
  [...childrenNamed(root, 'InvoiceLine'), ...childrenNamed(root, 'CreditNoteLine')].map((line) => {
    const quantity = textAt(line, 'InvoicedQuantity') ?? textAt(line, 'CreditedQuantity')
    return { name: textAt(line, 'Item/Name') ?? '', ...(quantity === undefined ? {} : { quantity }) }
  })

/** `NA` stands where a sales order exists without a purchase order. */
const orderOf = (root: XmlElement): string | undefined => {
  const order = textAt(root, 'OrderReference/ID')
  return (order === 'NA' ? textAt(root, 'OrderReference/SalesOrderID') : order) ?? textAt(root, 'BuyerReference')
}

type Amounts = { readonly total: Money | string | undefined; readonly prepaid: Money | undefined; readonly net: Money | undefined }

/** PayableAmount is what is left after PrepaidAmount, rounding included; both together are the total. Credit notes state what they take back without a sign. */
function amountsOf(root: XmlElement, isCredit: boolean): Amounts {
  const totals = elementAt(root, 'LegalMonetaryTotal')
  const payableElement = elementAt(totals, 'PayableAmount')
  const payableText = textAt(payableElement === undefined ? undefined : totals, 'PayableAmount')
  const currency = findCurrency(textAt(root, 'DocumentCurrencyCode') ?? attributeOf(payableElement, 'currencyID') ?? '')
  const payable = currency === null ? null : readAmount(payableText, currency)
  if (currency === null || payable === null) return { total: payableText, prepaid: undefined, net: undefined }
  const signed = (amount: Money): Money => (isCredit ? negate(amount) : amount)
  const prepaid = readAmount(textAt(totals, 'PrepaidAmount'), currency)
  const net = readAmount(textAt(totals, 'TaxExclusiveAmount'), currency)
  return {
    total: signed(prepaid === null ? payable : add(payable, prepaid)),
    prepaid: prepaid === null || prepaid.minor === 0n ? undefined : signed(prepaid),
    net: net === null ? undefined : signed(net),
  }
}

/** The invoice of a document, or the rejection with what it lacks. */
export function invoiceOfUbl({ kind, root }: UblDocument): Parsed<InvoiceRecord> {
  const isCredit = kind === 'CreditNote'
  const { total, prepaid, net } = amountsOf(root, isCredit)
  const code = textAt(root, 'InvoiceTypeCode') ?? ''
  const isReduction = isCredit || (typeof total === 'object' && isNegative(total))
  const terms = elementsAt(root, 'PaymentTerms/Note')
    .map((note) => note.text.trim())
    .filter(Boolean)
    .join(' ')
  const payee = textAt(root, 'PayeeParty/PartyName/Name')
  return invoiceOfDraft({
    at: kind,
    number: textAt(root, 'ID'),
    type: isReduction ? 'credit-note' : (types[code] ?? 'invoice'),
    issueOn: textAt(root, 'IssueDate'),
    dueOn: textAt(root, 'DueDate') ?? textAt(root, 'PaymentMeans/PaymentDueDate') ?? textAt(root, 'PaymentTerms/PaymentDueDate'),
    saleOn: textAt(root, 'TaxPointDate') ?? textAt(root, 'Delivery/ActualDeliveryDate'),
    currency: textAt(root, 'DocumentCurrencyCode') ?? attributeOf(elementAt(root, 'LegalMonetaryTotal/PayableAmount'), 'currencyID'),
    total,
    net,
    settled: prepaid,
    customer: customerOf(root),
    orderReference: orderOf(root),
    contractReference: textAt(root, 'ContractDocumentReference/ID'),
    paymentReference: textAt(root, 'PaymentMeans/PaymentID'),
    corrects: elementsAt(root, 'BillingReference/InvoiceDocumentReference/ID').map((reference) => reference.text),
    lines: linesOf(root),
    payToAccount: textAt(root, 'PaymentMeans/PayeeFinancialAccount/ID'),
    notes: [
      ...(terms === '' ? [] : [writeNote('ubl.payment-terms', { terms })]),
      ...(payee === undefined ? [] : [writeNote('ubl.other-payee', { name: payee })]),
    ],
  })
}

/** VAT number and name of the seller. */
export function sellerOfUbl({ root }: UblDocument): { taxId?: string; name?: string } {
  const party = elementAt(root, 'AccountingSupplierParty/Party')
  const taxId = taxIdOf(party)
  const name = nameOf(party)
  return { ...(taxId === undefined ? {} : { taxId: taxId.replace(/^PL(?=\d{10}$)/, '') }), ...(name === undefined ? {} : { name }) }
}
