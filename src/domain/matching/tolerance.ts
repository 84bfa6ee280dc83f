// How much may be missing for an invoice to count as paid but for a bank's fee or rounding.
import type { Currency } from '#values/currency'
import { minorNumber } from './book.ts'
import type { MatchingSettings } from './types.ts'

/** Minor units that may be missing from `total` minor units: the lesser of the amount and the percentage that the company set. */
export function toleranceOf(settings: Pick<MatchingSettings, 'tolerance'>, currency: Currency, total: number): number {
  const row = settings.tolerance[currency] ?? settings.tolerance['default']
  return row === undefined ? 0 : Math.min(minorNumber(row.minor), Math.ceil((total * row.percent) / 100))
}
