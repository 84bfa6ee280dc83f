// What an EDI++ document says is paid on receipt and left to pay.
import { readAmount } from '#ports/invoice-reading/field-text'
import { writeNote } from '#ports/invoice-reading/note'
import type { Currency } from '#values/currency'
import { add, equals, isZero, type Money, negate, subtract, zero } from '#values/money'

export type EppSettled = { readonly settled: Money | undefined; readonly notes: readonly string[] }

/**
 * Paid on receipt (field 36) and "to pay" (field 37) of a gross total. Programs fill field 37 in two ways: with the whole
 * (a paid receipt has 36 = 37 = gross; some write 37 with the card payment of field 57 beside) or with what is left (36 = gross, 37 = 0).
 * Where neither way adds up, the open amount is 37 − 36 − 57, with a note.
 */
export function eppSettled(
  gross: Money,
  paidText: string | undefined,
  toPayText: string | undefined,
  cardText: string | undefined,
  currency: Currency,
): EppSettled {
  const paid = readAmount(paidText, currency) ?? zero(currency)
  const card = readAmount(cardText, currency) ?? zero(currency)
  const toPay = readAmount(toPayText, currency)
  const taken = add(paid, card)
  const known = (settled: Money): EppSettled => ({ settled: isZero(settled) ? undefined : settled, notes: [] })
  if (toPay === null || equals(toPay, gross)) return known(taken)
  if (equals(add(toPay, taken), gross) || equals(add(toPay, paid), gross)) return known(subtract(gross, toPay))
  const open = add(toPay, negate(taken))
  return { settled: subtract(gross, open), notes: [writeNote('epp.payment-unclear', { paid: paidText ?? '', toPay: toPayText ?? '' })] }
}
