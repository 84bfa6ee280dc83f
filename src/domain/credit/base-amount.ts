// Amounts of other currencies in the company's own, at the mean rate of the day or of the last table before it.
import type { Currency } from '#values/currency'
import { minorDigits } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { divideRounded, type Money } from '#values/money'
import type { RateLookup } from '../matching/types.ts'

/** Tables are a few days apart at the longest (Easter, the turn of the year). */
const daysBack = 8

export type BaseAmount = (amount: Money, on: Day) => bigint | null

type Rate = { readonly tenThousandths: bigint; readonly per: bigint }

function rateOn(rates: RateLookup | null, currency: Currency, on: Day): Rate | null {
  if (currency === 'PLN') return { tenThousandths: 10_000n, per: 1n }
  if (rates === null) return null
  for (let back = 0; back <= daysBack; back++) {
    const found = rates(currency, addDays(on, -back))
    if (found !== null) return { tenThousandths: found.tenThousandths, per: found.per ?? 1n }
  }
  return null
}

/** Minor units of `base`, rounded half away from zero; null when a rate is missing: an amount is never guessed. */
export function baseAmountAt(base: Currency, rates: RateLookup | null): BaseAmount {
  return (amount, on) => {
    if (amount.currency === base) return amount.minor
    const from = rateOn(rates, amount.currency, on)
    const to = rateOn(rates, base, on)
    if (from === null || to === null || to.tenThousandths === 0n) return null
    const up = 10n ** BigInt(minorDigits(base))
    const down = 10n ** BigInt(minorDigits(amount.currency))
    return divideRounded(amount.minor * from.tenThousandths * to.per * up, to.tenThousandths * from.per * down)
  }
}
