// Amounts, days and signs as ISO 20022 writes them.
import { attributeOf, elementAt, textAt, type XmlElement } from '#ports/reading/xml-element'
import { parseAmountText } from '#values/amount-text'
import { findCurrency, minorDigits } from '#values/currency'
import type { Day } from '#values/day'
import { parseDayText } from '#values/day-text'
import { type Money, money, negate } from '#values/money'

/** `<Amt Ccy="PLN">12.50</Amt>`; up to five decimals occur. Null without a known currency or a number. */
export function amountIn(element: XmlElement | undefined): Money | null {
  if (element === undefined) return null
  const currency = findCurrency(attributeOf(element, 'Ccy') ?? '')
  if (currency === null) return null
  const { text } = element
  // The usual form, read at once: millions of entries have it.
  if (/^\d{1,13}\.\d\d$/.test(text) && minorDigits(currency) === 2)
    return money(BigInt(Number(text.slice(0, -3) + text.slice(-2))), currency)
  return parseAmountText(text, currency, { mark: '.', round: true })
}

/** An amount is never negative: CdtDbtInd has the sign, and already the real one for a reversal. */
export const signed = (amount: Money, of: XmlElement | undefined): Money => (textAt(of, 'CdtDbtInd') === 'DBIT' ? negate(amount) : amount)

/** `Dt` or the local date part of `DtTm`. */
export function dayIn(element: XmlElement | undefined): Day | null {
  const text = textAt(element, 'Dt') ?? textAt(element, 'DtTm')
  return text === undefined ? null : parseDayText(text.slice(0, 10), 'ymd')
}

/** IBAN or any other number of an account element. */
export const accountIn = (element: XmlElement | undefined): string | undefined => {
  const id = elementAt(element, 'Id')
  return textAt(id, 'IBAN') ?? textAt(id, 'Othr/Id')
}

/** A party's name: `Nm` up to version 07, `Pty/Nm` from 08. */
export const partyName = (parties: XmlElement | undefined, role: string): string | undefined => {
  const party = elementAt(parties, role)
  if (party === undefined) return undefined
  return textAt(party, 'Nm') ?? textAt(party, 'Pty/Nm') ?? textAt(party, 'Agt/FinInstnId/Nm')
}
