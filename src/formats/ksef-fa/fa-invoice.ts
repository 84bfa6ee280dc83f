// From a structured invoice (KSeF FA(2), FA(3)) to an invoice record.
import type { InvoiceLine, InvoiceRecord } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { type CustomerDraft, invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { childrenNamed, elementAt, elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import type { Parsed } from '#ports/rejection'
import { type Currency, findCurrency } from '#values/currency'
import { add } from '#values/money'
import { amountsOf, kindOf } from './fa-amounts.ts'
import type { FaDocument } from './fa-document.ts'
import { dueOn } from './fa-due.ts'

/** Roles of Podmiot3 in the schema. */
const factorRole = '1'
const payerRole = '6'

const nameOf = (party: XmlElement | undefined): string | undefined =>
  textAt(party, 'DaneIdentyfikacyjne/Nazwa') ?? textAt(party, 'DaneIdentyfikacyjne/PelnaNazwa')

/** NIP, EU number with its prefix, or another country's number, in the order of the schema. */
function taxNumberOf(party: XmlElement | undefined): { taxId?: string | undefined; taxCountry?: string | undefined } {
  const id = elementAt(party, 'DaneIdentyfikacyjne')
  const nip = textAt(id, 'NIP')
  if (nip !== undefined) return { taxId: nip, taxCountry: 'PL' }
  const eu = textAt(id, 'NrVatUE')
  if (eu !== undefined) return { taxId: eu, taxCountry: textAt(id, 'KodUE') }
  return { taxId: textAt(id, 'NrID'), taxCountry: textAt(id, 'KodKraju') }
}

function customerOf(buyer: XmlElement | undefined): CustomerDraft {
  const address = elementAt(buyer, 'Adres')
  const country = textAt(address, 'KodKraju')
  const parts = [textAt(address, 'AdresL1'), textAt(address, 'AdresL2'), country === 'PL' ? undefined : country]
  return {
    externalId: textAt(buyer, 'NrKlienta'),
    name: nameOf(buyer),
    ...taxNumberOf(buyer),
    email: textAt(buyer, 'DaneKontaktowe/Email'),
    phone: textAt(buyer, 'DaneKontaktowe/Telefon'),
    address: parts.filter((part) => part !== undefined).join(', '),
  }
}

/** Days of sale: of the invoice, of its period, else the last of its lines. */
const saleText = (fa: XmlElement): string | undefined =>
  textAt(fa, 'P_6') ??
  textAt(fa, 'OkresFa/P_6_Do') ??
  elementsAt(fa, 'FaWiersz/P_6A')
    .map((element) => element.text.trim())
    .toSorted()
    .at(-1)

/** The account to pay to; among several the one whose description names the invoice's currency. */
function accountIn(fa: XmlElement, kind: 'RachunekBankowy' | 'RachunekBankowyFaktora'): string | undefined {
  const accounts = elementsAt(fa, `Platnosc/${kind}`)
  const currency = textAt(fa, 'KodWaluty') ?? ''
  const named = accounts.find((account) =>
    textAt(account, 'OpisRachunku')
      ?.toUpperCase()
      .split(/[^A-Z]+/)
      .includes(currency),
  )
  return textAt(named ?? accounts[0], 'NrRB')
}

/** Corrected invoices, or the advances that a final invoice settles: by number, by KSeF number where no other stands. */
function correctedBy(fa: XmlElement): (string | undefined)[] {
  const kind = kindOf(fa)
  if (kind === 'ROZ')
    return childrenNamed(fa, 'FakturaZaliczkowa').map(
      (advance) => textAt(advance, 'NrFaZaliczkowej') ?? textAt(advance, 'NrKSeFFaZaliczkowej'),
    )
  return childrenNamed(fa, 'DaneFaKorygowanej').map(
    (corrected) => textAt(corrected, 'NrFaKorygowanej') ?? textAt(corrected, 'NrKSeFFaKorygowanej'),
  )
}

/** Lines as they stand; none where a correction writes each of them before and after. */
function linesOf(fa: XmlElement, currency: Currency): InvoiceLine[] {
  const rows = childrenNamed(fa, 'FaWiersz')
  if (rows.some((row) => textAt(row, 'StanPrzed') === '1')) return []
  return rows.map((row) => {
    const net = readAmount(textAt(row, 'P_11'), currency)
    const tax = readAmount(textAt(row, 'P_11Vat'), currency)
    const gross = readAmount(textAt(row, 'P_11A'), currency) ?? (net === null || tax === null ? null : add(net, tax))
    const quantity = textAt(row, 'P_8B')
    return { name: textAt(row, 'P_7') ?? '', ...(gross === null ? {} : { gross }), ...(quantity === undefined ? {} : { quantity }) }
  })
}

function partyNotes(document: FaDocument, factorAccount: string | undefined): string[] {
  const notes: string[] = []
  const withRole = (role: string): XmlElement | undefined => document.others.find((party) => textAt(party, 'Rola') === role)
  const factor = withRole(factorRole)
  if (factorAccount !== undefined || factor !== undefined)
    notes.push(writeNote('ksef.factor', { name: nameOf(factor) ?? '', account: factorAccount ?? '' }))
  const payer = withRole(payerRole)
  if (payer !== undefined) notes.push(writeNote('ksef.other-payer', { name: nameOf(payer) ?? '', taxId: taxNumberOf(payer).taxId ?? '' }))
  const discount = elementsAt(document.fa, 'Platnosc/Skonto')[0]
  if (discount !== undefined)
    notes.push(
      writeNote('ksef.early-payment-discount', {
        terms: textAt(discount, 'WarunkiSkonta') ?? '',
        amount: textAt(discount, 'WysokoscSkonta') ?? '',
      }),
    )
  const earlier =
    kindOf(document.fa) === 'ZAL'
      ? childrenNamed(document.fa, 'FakturaZaliczkowa').map((one) => textAt(one, 'NrFaZaliczkowej') ?? textAt(one, 'NrKSeFFaZaliczkowej'))
      : []
  if (earlier.length > 0)
    notes.push(writeNote('ksef.earlier-advances', { numbers: earlier.filter((number) => number !== undefined).join(', ') }))
  return notes
}

const joined = (elements: readonly XmlElement[]): string => [...new Set(elements.map((element) => element.text.trim()))].join(', ')

/** The invoice of a document, or the rejection with what it lacks. The KSeF number is not in the file: it comes with the API or the UPO. */
export function invoiceOfFa(document: FaDocument): Parsed<InvoiceRecord> {
  const { fa } = document
  const amounts = amountsOf(fa)
  const due = dueOn(fa, textAt(fa, 'P_1'), saleText(fa))
  const factorAccount = accountIn(fa, 'RachunekBankowyFaktora')
  const currency = findCurrency(textAt(fa, 'KodWaluty') ?? '')
  return invoiceOfDraft({
    at: 'Faktura',
    number: textAt(fa, 'P_2'),
    ...(amounts.type === undefined ? {} : { type: amounts.type }),
    issueOn: textAt(fa, 'P_1'),
    dueOn: due.text,
    saleOn: saleText(fa),
    currency: textAt(fa, 'KodWaluty'),
    total: amounts.total,
    net: amounts.net,
    settled: amounts.settled,
    customer: customerOf(document.buyer),
    orderReference: joined(elementsAt(fa, 'WarunkiTransakcji/Zamowienia/NrZamowienia')),
    contractReference: joined(elementsAt(fa, 'WarunkiTransakcji/Umowy/NrUmowy')),
    paymentReference: textAt(fa, 'Platnosc/IPKSeF'),
    paymentUrl: textAt(fa, 'Platnosc/LinkDoPlatnosci'),
    corrects: correctedBy(fa),
    lines: currency === null ? [] : linesOf(fa, currency),
    payToAccount: factorAccount ?? accountIn(fa, 'RachunekBankowy'),
    splitPayment: textAt(fa, 'Adnotacje/P_18A') === '1',
    notes: [...amounts.notes, ...due.notes, ...partyNotes(document, factorAccount)],
  })
}

/** NIP and name of the seller. */
export const sellerOfFa = (document: FaDocument): { taxId?: string; name?: string } => {
  const taxId = taxNumberOf(document.seller).taxId
  const name = nameOf(document.seller)
  return { ...(taxId === undefined ? {} : { taxId }), ...(name === undefined ? {} : { name }) }
}
