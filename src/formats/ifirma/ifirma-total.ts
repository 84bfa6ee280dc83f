// The gross total of an iFirma invoice from its lines, for answers that carry no total of their own.
import { textOf } from '#ports/invoice-reading/json-records'
import type { Currency } from '#values/currency'
import { minorDigits } from '#values/currency'
import { divideRounded, type Money, money } from '#values/money'

type Scaled = { readonly value: bigint; readonly scale: bigint }

function scaled(value: unknown): Scaled | null {
  const match = /^(-?)(\d{1,15})(?:[.,](\d{1,10}))?$/.exec(textOf(value) ?? '')
  if (match === null) return null
  const fraction = match[3] ?? ''
  const digits = BigInt((match[2] ?? '') + fraction)
  return { value: match[1] === '-' ? -digits : digits, scale: 10n ** BigInt(fraction.length) }
}

/**
 * Quantity × price rounded for each line, tax rounded on the sum of each rate; `fromGross` when the prices contain the tax
 * (LiczOd = BRT). Null when a line lacks a number.
 */
export function totalOfLines(lines: readonly Readonly<Record<string, unknown>>[], fromGross: boolean, currency: Currency): Money | null {
  const unit = 10n ** BigInt(minorDigits(currency))
  const sums = new Map<string, { rate: Scaled; sum: bigint }>()
  for (const line of lines) {
    const quantity = scaled(line['Ilosc'])
    const price = scaled(line['CenaJednostkowa'])
    const rate = line['StawkaVat'] === null || line['StawkaVat'] === undefined ? { value: 0n, scale: 1n } : scaled(line['StawkaVat'])
    if (quantity === null || price === null || rate === null) return null
    const amount = divideRounded(quantity.value * price.value * unit, quantity.scale * price.scale)
    const key = `${rate.value}/${rate.scale}`
    sums.set(key, { rate, sum: (sums.get(key)?.sum ?? 0n) + amount })
  }
  if (sums.size === 0) return null
  let total = 0n
  for (const { rate, sum } of sums.values()) total += sum + (fromGross ? 0n : divideRounded(sum * rate.value, rate.scale))
  return money(total, currency)
}
