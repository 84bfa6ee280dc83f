// What a structured invoice says is owed and what of it is paid: P_15 means four things, and the settlement block may change it.
import type { InvoiceType } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { writeNote } from '#ports/invoice-reading/note'
import { elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { type Currency, findCurrency } from '#values/currency'
import { formatDecimal } from '#values/decimal'
import { isNegative, isPositive, type Money, total } from '#values/money'

export type FaAmounts = {
  readonly type: InvoiceType | undefined
  readonly total: string | Money | undefined
  readonly settled: Money | 'all' | undefined
  readonly net: Money | undefined
  readonly notes: readonly string[]
}

const plainKinds: Readonly<Record<string, InvoiceType>> = { VAT: 'invoice', UPR: 'invoice', ZAL: 'advance', ROZ: 'final' }
/** What a correction that adds to the debt is: more of what it corrects. */
const raisedKinds: Readonly<Record<string, InvoiceType>> = { KOR: 'invoice', KOR_ZAL: 'advance', KOR_ROZ: 'final' }

/** The kind as written, else a correction where corrected invoices are named. */
export const kindOf = (fa: XmlElement): string =>
  textAt(fa, 'RodzajFaktury') ?? (fa.children.some((child) => child.name === 'DaneFaKorygowanej') ? 'KOR' : '')

function typeOf(kind: string, total: Money | null, notes: string[]): InvoiceType | undefined {
  const plain = plainKinds[kind]
  if (plain !== undefined) return plain
  const raised = raisedKinds[kind]
  if (raised === undefined) {
    if (kind !== '') notes.push(writeNote('ksef.unknown-kind', { kind }))
    return undefined
  }
  if (total === null || !isPositive(total)) return 'credit-note'
  notes.push(writeNote('ksef.correction-upwards'))
  return raised
}

/** Net values stand in P_13_1 to P_13_11, one a tax rate. */
function netOf(fa: XmlElement, currency: Currency): Money | undefined {
  const parts = fa.children.filter((child) => /^P_13_\d+(?:_\d)?$/.test(child.name)).map((child) => readAmount(child.text.trim(), currency))
  return parts.length === 0 || parts.some((part) => part === null)
    ? undefined
    : total(
        parts.filter((part) => part !== null),
        currency,
      )
}

function paidInParts(fa: XmlElement, currency: Currency, notes: string[]): Money | undefined {
  const texts = elementsAt(fa, 'Platnosc/ZaplataCzesciowa/KwotaZaplatyCzesciowej').map((element) => element.text.trim())
  if (texts.length === 0) return undefined
  const amounts = texts.map((text) => readAmount(text, currency))
  for (const [index, amount] of amounts.entries())
    if (amount === null) notes.push(writeNote('invoice.amount-unreadable', { field: 'settled', text: texts[index] ?? '' }))
  return total(
    amounts.filter((amount) => amount !== null),
    currency,
  )
}

/**
 * P_15 is the total; for ZAL the advance, for ROZ what is left to pay, for corrections the difference (schema FA(3), P_15).
 * DoZaplaty, where it stands, is what the customer owes; DoRozliczenia says that nothing is left to pay.
 */
export function amountsOf(fa: XmlElement): FaAmounts {
  const notes: string[] = []
  const currency = findCurrency(textAt(fa, 'KodWaluty') ?? '')
  const kind = kindOf(fa)
  const p15Text = textAt(fa, 'P_15')
  const p15 = currency === null ? null : readAmount(p15Text, currency)
  if (currency === null || p15 === null) return { type: undefined, total: p15Text, settled: undefined, net: undefined, notes }

  const toPay = readAmount(textAt(fa, 'Rozliczenie/DoZaplaty'), currency)
  const toSettle = readAmount(textAt(fa, 'Rozliczenie/DoRozliczenia'), currency)
  const isCorrection = kind in raisedKinds
  let owed = p15
  let settled: Money | 'all' | undefined = paidInParts(fa, currency, notes)
  if (toPay !== null && toPay.minor !== p15.minor) {
    notes.push(
      writeNote(isCorrection ? 'ksef.settlement-left-aside' : 'ksef.settlement-changes-total', {
        total: formatDecimal(p15),
        toPay: formatDecimal(toPay),
      }),
    )
    if (!isCorrection && isPositive(toPay)) owed = toPay
  }
  const nothingToPay = !isCorrection && (toSettle !== null || (toPay !== null && !isPositive(toPay) && isPositive(p15)))
  if (nothingToPay && !isNegative(p15)) {
    notes.push(writeNote('ksef.nothing-to-pay', { overpaid: formatDecimal(toSettle ?? { minor: 0n, currency }) }))
    settled = 'all'
  }
  if (textAt(fa, 'Platnosc/Zaplacono') === '1' || textAt(fa, 'Platnosc/ZnacznikZaplatyCzesciowej') === '2') settled = 'all'
  const type = typeOf(kind, owed, notes)
  if (type === 'advance' && settled === undefined && !isCorrection && elementsAt(fa, 'Platnosc/TerminPlatnosci').length === 0)
    notes.push(writeNote('ksef.advance-documents-payment'))
  return { type, total: owed, settled, net: netOf(fa, currency), notes }
}
