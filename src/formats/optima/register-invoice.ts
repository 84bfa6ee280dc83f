// From a row of Comarch Optima's VAT sales register ("praca rozproszona", offline) to an invoice record.
import type { InvoiceRecord } from '#ports/invoice-format'
import { readAmount } from '#ports/invoice-reading/field-text'
import { invoiceOfDraft } from '#ports/invoice-reading/invoice-draft'
import { writeNote } from '#ports/invoice-reading/note'
import { elementsAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { type Parsed, rejected } from '#ports/rejection'
import { type Currency, findCurrency } from '#values/currency'
import { absolute, add, equals, isPositive, isZero, type Money, negate, total, zero } from '#values/money'

const isYes = (text: string | undefined): boolean => /^(?:tak|1|true)$/i.test(text ?? '')

type Sum = { readonly gross: Money; readonly net: Money } | string | undefined

/** Net and tax of every rate; the text of the first value that is no amount. */
function sumOf(row: XmlElement, currency: Currency): Sum {
  let net = zero(currency)
  let tax = zero(currency)
  const positions = elementsAt(row, 'POZYCJE/POZYCJA')
  for (const position of positions) {
    const netText = textAt(position, 'NETTO')
    const taxText = textAt(position, 'VAT')
    const netPart = readAmount(netText, currency)
    const taxPart = readAmount(taxText ?? '0', currency)
    if (netPart === null || taxPart === null) return (netPart === null ? netText : taxText) ?? ''
    net = add(net, netPart)
    tax = add(tax, taxPart)
  }
  return positions.length === 0 ? undefined : { gross: add(net, tax), net }
}

type Payments = {
  readonly dueOn: string | undefined
  readonly settled: Money | undefined
  readonly split: boolean
  readonly notes: readonly string[]
}

/** Instalments: the last due day counts, parts that need no settling (PODLEGA_ROZLICZENIU nie) were paid at once. */
function paymentsOf(row: XmlElement, gross: Money | undefined, currency: Currency): Payments {
  const payments = elementsAt(row, 'PLATNOSCI/PLATNOSC')
  const days = payments
    .map((payment) => textAt(payment, 'TERMIN_PLAT'))
    .filter((day) => day !== undefined)
    .toSorted()
  const notes = new Set(days).size > 1 ? [writeNote('optima.several-due-days', { days: days.join(', ') })] : []
  const amounts = payments.map((payment) => {
    const amount = readAmount(textAt(payment, 'KWOTA_PLAT'), currency) ?? zero(currency)
    return /^rozch/i.test(textAt(payment, 'KIERUNEK') ?? '') && isPositive(amount) ? negate(amount) : amount
  })
  const settled = total(
    amounts.filter((_, index) => textAt(payments[index], 'PODLEGA_ROZLICZENIU')?.toLowerCase() === 'nie'),
    currency,
  )
  const sum = total(amounts, currency)
  if (gross !== undefined && payments.length > 0 && !equals(absolute(sum), absolute(gross))) notes.push(writeNote('optima.payments-differ'))
  return {
    dueOn: days.at(-1) ?? textAt(row, 'TERMIN'),
    settled: isZero(settled) ? undefined : settled,
    split: payments.some((payment) => isYes(textAt(payment, 'PLAT_SPLIT_PAYMENT'))),
    notes,
  }
}

/** The invoice of a register row; an internal document is rejected. */
export function invoiceOfRegister(row: XmlElement, at: string): Parsed<InvoiceRecord> {
  const number = textAt(row, 'NUMER') ?? textAt(row, 'IDENTYFIKATOR_KSIEGOWY')
  if (isYes(textAt(row, 'WEWNETRZNA'))) return rejected('optima.internal', { number: number ?? '' }, at)
  const currencyText = textAt(row, 'WALUTA') ?? 'PLN'
  const currency = findCurrency(currencyText)
  const sum = currency === null ? undefined : sumOf(row, currency)
  const amounts = typeof sum === 'object' ? sum : undefined
  const isCorrection = isYes(textAt(row, 'KOREKTA'))
  const upwards = isCorrection && amounts !== undefined && isPositive(amounts.gross)
  const payments = currency === null ? undefined : paymentsOf(row, amounts?.gross, currency)
  const street = [textAt(row, 'ULICA'), [textAt(row, 'NR_DOMU'), textAt(row, 'NR_LOKALU')].filter(Boolean).join('/')]
    .filter(Boolean)
    .join(' ')
  return invoiceOfDraft({
    at,
    externalId: textAt(row, 'ID_ZRODLA'),
    number,
    ...(isCorrection ? { type: upwards ? 'invoice' : 'credit-note' } : {}),
    issueOn: textAt(row, 'DATA_WYSTAWIENIA'),
    dueOn: payments?.dueOn,
    saleOn: textAt(row, 'DATA_SPRZEDAZY'),
    currency: currencyText,
    total: amounts?.gross ?? (typeof sum === 'string' ? sum : undefined),
    net: amounts?.net,
    settled: payments?.settled,
    customer: {
      externalId: textAt(row, 'PODMIOT'),
      name: ['NAZWA1', 'NAZWA2', 'NAZWA3']
        .map((field) => textAt(row, field))
        .filter(Boolean)
        .join(' '),
      taxId: textAt(row, 'NIP') ?? textAt(row, 'PODMIOT_NIP'),
      taxCountry: textAt(row, 'NIP_KRAJ'),
      address: [street, [textAt(row, 'KOD_POCZTOWY'), textAt(row, 'MIASTO')].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    },
    corrects: isCorrection ? [textAt(row, 'KOREKTA_NUMER')] : [],
    splitPayment: payments?.split ?? false,
    notes: [...(payments?.notes ?? []), ...(upwards ? [writeNote('optima.correction-upwards')] : [])],
  })
}
