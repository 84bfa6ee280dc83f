// Reads an amount as a person types it: blanks, comma or dot, with or without groszy.
import type { Currency } from '#values/currency'
import { parseDecimal } from '#values/decimal'
import type { Money } from '#values/money'

/** `1 234,5` → 1234.50; null for what is no amount or has more digits than the currency. */
export function parseAmount(text: string, currency: Currency): Money | null {
  const tight = text.replace(/[\s\u00A0\u202F]|zł|€|\$/g, '').replace('\u2212', '-')
  const comma = tight.lastIndexOf(',')
  const dot = tight.lastIndexOf('.')
  // The later of comma and dot parts the decimals; the other one groups.
  const plain = comma > dot ? tight.replaceAll('.', '').replace(',', '.') : tight.replaceAll(',', '')
  return plain.includes(',') ? null : parseDecimal(plain, currency)
}
