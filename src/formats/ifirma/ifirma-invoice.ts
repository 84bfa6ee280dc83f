// From an iFirma invoice, as its API lists and shows it, to an invoice record.
import * as z from 'zod'
import type { InvoiceRecord, InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { type JsonRecord, textOf } from '#ports/invoice-reading/json-records'
import { writeNote } from '#ports/invoice-reading/note'
import { type Parsed, rejected } from '#ports/rejection'
import { findCurrency } from '#values/currency'
import { isPositive } from '#values/money'
import { totalOfLines } from './ifirma-total.ts'

const text = z.unknown().optional().transform(textOf)

const Customer = z.object({
  Nazwa: text,
  Nazwa2: text,
  Identyfikator: text,
  NIP: text,
  PrefiksUE: text,
  Email: text,
  Telefon: text,
  Ulica: text,
  KodPocztowy: text,
  Miejscowosc: text,
})

const Invoice = z.object({
  Identyfikator: text,
  FakturaId: text,
  PelnyNumer: text,
  NumerPelny: text,
  Rodzaj: text,
  TypFaktury: text,
  DataWystawienia: text,
  DataSprzedazy: text,
  TerminPlatnosci: text,
  Brutto: text,
  BruttoSuma: text,
  Netto: text,
  NettoSuma: text,
  Zaplacono: text,
  ZaplaconoNaDokumencie: text,
  Waluta: text,
  StatusPlatnosci: text,
  CzySzkic: text,
  NazwaKontrahenta: text,
  KontrahentNazwa: text,
  NIPKontrahenta: text,
  PrefiksUEKontrahenta: text,
  IdentyfikatorKontrahenta: text,
  NumerKontaBankowego: text,
  SplitPayment: text,
  LiczOd: text,
  NumerKSeF: text,
  NumerFakturyKorygowanej: text,
  Kontrahent: Customer.nullish().catch(null),
  Pozycje: z.array(z.record(z.string(), z.unknown())).nullish().catch(null),
})
type Invoice = z.infer<typeof Invoice>

/** True for a record with the names of an iFirma invoice or of an order to make one. */
export const isIfirmaInvoice = (record: JsonRecord): boolean =>
  'PelnyNumer' in record || 'NumerPelny' in record || ('DataWystawienia' in record && ('Pozycje' in record || 'Brutto' in record))

function typeOf(invoice: Invoice): InvoiceType | undefined {
  const kind = `${invoice.Rodzaj ?? ''} ${invoice.TypFaktury ?? ''}`.toLowerCase()
  if (kind.includes('proforma')) return 'proforma'
  if (kind.includes('korekt')) return 'credit-note'
  if (kind.includes('zaliczk')) return 'advance'
  return kind.includes('koncow') || kind.includes('końcow') ? 'final' : undefined
}

/** An account of zeros is the API's way of writing none. */
const accountOf = (account: string | undefined): string | undefined => (/^[0\s]*$/.test(account ?? '') ? undefined : account)

/** The invoice of a record; a draft, or an order that has no number yet, is rejected. */
export function invoiceOfIfirma(record: JsonRecord, at: string): Parsed<InvoiceRecord> {
  const parsed = Invoice.safeParse(record)
  if (!parsed.success) return rejected('file.record-unreadable', {}, at)
  const invoice = parsed.data
  if (invoice.CzySzkic === 'true') return rejected('ifirma.draft', { number: invoice.PelnyNumer ?? '' }, at)

  const notes: string[] = []
  const currencyText = invoice.Waluta ?? 'PLN'
  const currency = findCurrency(currencyText)
  if (invoice.Waluta === undefined) notes.push(writeNote('invoice.currency-assumed', { currency: currencyText }))
  const written = invoice.Brutto ?? invoice.BruttoSuma
  const fromLines =
    written === undefined && currency !== null ? totalOfLines(invoice.Pozycje ?? [], invoice.LiczOd === 'BRT', currency) : null
  if (fromLines !== null) notes.push(writeNote('ifirma.total-from-lines'))
  const total = fromLines ?? written
  const amount = currency === null ? null : typeof total === 'string' ? readAmount(total, currency) : (total ?? null)
  const type = typeOf(invoice)
  const upwards = type === 'credit-note' && amount !== null && isPositive(amount)
  const paid = invoice.Zaplacono ?? invoice.ZaplaconoNaDokumencie
  const allPaid = paid === undefined && /^op[lł]acon[ay]$/i.test(invoice.StatusPlatnosci ?? '')
  const customer = invoice.Kontrahent
  return invoiceOfDraft({
    at,
    externalId: invoice.FakturaId ?? invoice.Identyfikator,
    number: invoice.PelnyNumer ?? invoice.NumerPelny,
    ...(type === undefined ? {} : { type: upwards ? 'invoice' : type }),
    issueOn: invoice.DataWystawienia,
    dueOn: invoice.TerminPlatnosci,
    saleOn: invoice.DataSprzedazy,
    currency: currencyText,
    total: total ?? undefined,
    net: invoice.Netto ?? invoice.NettoSuma,
    settled: allPaid ? 'all' : /^0(?:[.,]0*)?$/.test(paid ?? '0') ? undefined : paid,
    customer: {
      externalId: invoice.IdentyfikatorKontrahenta ?? customer?.Identyfikator,
      name: invoice.NazwaKontrahenta ?? invoice.KontrahentNazwa ?? [customer?.Nazwa, customer?.Nazwa2].filter(Boolean).join(' '),
      taxId: /^0+$/.test(invoice.NIPKontrahenta ?? '') ? undefined : (invoice.NIPKontrahenta ?? customer?.NIP),
      taxCountry: invoice.PrefiksUEKontrahenta ?? customer?.PrefiksUE,
      email: customer?.Email,
      phone: customer?.Telefon,
      address: [customer?.Ulica, [customer?.KodPocztowy, customer?.Miejscowosc].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    },
    ksefNumber: invoice.NumerKSeF,
    corrects: [invoice.NumerFakturyKorygowanej],
    payToAccount: accountOf(invoice.NumerKontaBankowego),
    splitPayment: invoice.SplitPayment === 'true',
    notes,
  })
}
