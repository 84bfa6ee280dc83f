// How well receivables are collected: best possible DSO, average days delinquent, collection effectiveness, the share at risk, turnover.

const percent = (part: bigint, whole: bigint): number | null => (whole <= 0n ? null : (Number(part) / Number(whole)) * 100)
const rounded = (value: number): number => Math.round(value * 10) / 10

/** ADD = DSO − best possible DSO: the days that lateness alone costs; null when either is unknown. */
export const averageDaysDelinquent = (dso: number | null, bestPossible: number | null): number | null =>
  dso === null || bestPossible === null ? null : rounded(dso - bestPossible)

/**
 * CEI = (opening + sales − closing) ÷ (opening + sales − closing not yet due) × 100: of what could have been collected in the period, how much
 * was. 100 % when nothing is overdue; null when nothing could be collected.
 */
export function collectionEffectiveness(minor: {
  readonly opening: bigint
  readonly sales: bigint
  readonly closing: bigint
  readonly closingCurrent: bigint
}): number | null {
  const could = minor.opening + minor.sales - minor.closingCurrent
  const was = minor.opening + minor.sales - minor.closing
  return could <= 0n ? null : rounded((Number(was) / Number(could)) * 100)
}

/** Share of receivables more than 90 days past due, per cent. */
export const atRiskShare = (overNinetyMinor: bigint, receivablesMinor: bigint): number | null => percent(overNinetyMinor, receivablesMinor)

/** Turnover ratio: sales of a year ÷ mean of receivables at its start and end; null without receivables. */
export function receivablesTurnover(salesMinor: bigint, openingMinor: bigint, closingMinor: bigint): number | null {
  const twice = openingMinor + closingMinor
  return twice <= 0n ? null : rounded((Number(salesMinor) * 2) / Number(twice))
}
