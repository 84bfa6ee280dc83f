// What a set of lines would do: who would be blocked today, who was over how long, and what moving the line changes.
import { addDays, type Day, daysBetween } from '#values/day'
import type { CreditDay } from './credit-history.ts'
import { onDay } from './credit-history.ts'
import { type CreditLevel, creditLevel, type LevelDecision } from './credit-level.ts'
import { ratioReaches } from './debt-ratio.ts'
import type { Thresholds } from './thresholds.ts'

/** A stretch of days over the lines; `to` is null while it lasts. */
export type OverSpell = { readonly from: Day; readonly to: Day | null }

export type SimulatedCustomer = {
  readonly level: CreditLevel
  readonly reasons: LevelDecision['reasons']
  /** Days of the span over the lines, today included. */
  readonly daysOver: number
  readonly spells: readonly OverSpell[]
}

const clear: LevelDecision = { level: 'clear', reasons: [] }

/** Days within a row on which a customer may cross by time alone: his oldest debt reaches the line of days. */
function stops(row: CreditDay, next: Day, lines: Thresholds): readonly Day[] {
  const { oldestOverdueOn } = row.figures
  const crossing = lines.overdueDays === null || oldestOverdueOn === null ? null : addDays(oldestOverdueOn, lines.overdueDays)
  return crossing !== null && crossing > row.on && crossing < next ? [row.on, crossing] : [row.on]
}

/** Walks one customer's history with its hysteresis, day after day, until `to`. */
export function simulateCustomer(history: readonly CreditDay[], lines: Thresholds, to: Day): SimulatedCustomer {
  const spells: { from: Day; to: Day | null }[] = []
  let now = clear
  for (const [at, row] of history.entries()) {
    const next = history[at + 1]?.on ?? addDays(to, 1)
    for (const on of stops(row, next, lines)) {
      const before = now.level
      now = creditLevel({ figures: onDay(row, on), ratio: row.ratio, risk: row.risk.class }, lines, now)
      if (now.level === 'over' && before !== 'over') spells.push({ from: on, to: null })
      const open = spells.at(-1)
      if (now.level !== 'over' && before === 'over' && open !== undefined) open.to = on
    }
  }
  const daysOver = spells.reduce((sum, spell) => sum + daysBetween(spell.from, spell.to ?? addDays(to, 1)), 0)
  return { level: now.level, reasons: now.reasons, daysOver, spells }
}

export type CurvePoint = {
  /** The line of the ratio, hundredths of a per cent. */
  readonly line: number
  /** Customers at or over it today. */
  readonly today: number
  /** Customers at or over it on at least one day of the span. */
  readonly ever: number
  /** What those of today owe, minor units of the base currency. */
  readonly overdueMinor: bigint
}

/** How many customers a ratio line would hold, for each of the `lines`; customers whose ratio decides nothing are in none. */
export const thresholdCurve = (histories: readonly (readonly CreditDay[])[], lines: readonly number[]): readonly CurvePoint[] =>
  lines.map((line) => {
    const reaches = (row: CreditDay | undefined): boolean => row !== undefined && row.ratio.lack === null && ratioReaches(row.figures, line)
    const today = histories.filter((history) => reaches(history.at(-1)))
    return {
      line,
      today: today.length,
      ever: histories.filter((history) => history.some(reaches)).length,
      overdueMinor: today.reduce((sum, history) => sum + (history.at(-1)?.figures.overdueMinor ?? 0n), 0n),
    }
  })
