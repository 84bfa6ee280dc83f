// What the debt ratio of a company is made of: every part of the formula is its choice.

export const numerators = ['overdue', 'open'] as const
export const periods = ['months-3', 'months-6', 'months-12', 'year-to-date'] as const

/** The debt ratio is the numerator ÷ the turnover of the period, in per cent. */
export type RatioDefinition = {
  /** What is past its due day, or everything that is open less credit notes not yet set off. */
  readonly numerator: (typeof numerators)[number]
  readonly period: (typeof periods)[number]
  readonly turnover: 'net' | 'gross'
  readonly disputed: 'in' | 'out'
  /** Below this turnover the ratio is shown and decides nothing; minor units of the base currency. */
  readonly leastTurnoverMinor: bigint
  /** Younger customers, counted from their first invoice, are shown and not judged; whole days. */
  readonly leastAgeDays: number
}

/** Overdue to the gross turnover of twelve months; new and small customers are not judged by one invoice. */
export const usualRatio: RatioDefinition = {
  numerator: 'overdue',
  period: 'months-12',
  turnover: 'gross',
  disputed: 'out',
  leastTurnoverMinor: 500_000n,
  leastAgeDays: 90,
}
