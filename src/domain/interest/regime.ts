// Which interest a debt bears: by statute between firms or not, or by contract.
import type { Day } from '#values/day'
import { type RatePeriod, type RatePeriods, type RateTable, ratePeriods } from './rate-table.ts'
import { civilRates, commercialMedicalPublicRates, commercialRates } from './statutory-rates.ts'

/** A contractual rate outside commercial transactions may not exceed twice the civil one (Civil Code art. 481 § 2¹): `cappedByLaw`. */
export type Regime =
  | { readonly kind: 'commercial' | 'commercial-medical-public' | 'civil' }
  | { readonly kind: 'contractual'; readonly basisPoints: number; readonly cappedByLaw: boolean }

export type RateTables = Readonly<Record<'commercial' | 'commercial-medical-public' | 'civil', RateTable>>

export const statutoryRates: RateTables = {
  commercial: commercialRates,
  'commercial-medical-public': commercialMedicalPublicRates,
  civil: civilRates,
}

/** The rates of a regime over some days, both ends included. */
export function ratesOf(regime: Regime, from: Day, to: Day, tables: RateTables = statutoryRates): RatePeriods {
  if (regime.kind !== 'contractual') return ratePeriods(tables[regime.kind], from, to)
  const agreed: Omit<RatePeriod, 'from' | 'to'> = { basisPoints: regime.basisPoints, certainty: 'published', source: 'contract' }
  if (!regime.cappedByLaw) return { kind: 'periods', periods: from <= to ? [{ from, to, ...agreed }] : [] }
  const civil = ratePeriods(tables.civil, from, to)
  if (civil.kind === 'rate-missing') return civil
  return {
    kind: 'periods',
    periods: civil.periods.map((period) => {
      const most = period.basisPoints * 2
      return regime.basisPoints <= most ? { ...period, ...agreed } : { ...period, basisPoints: most }
    }),
  }
}
