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
  /** If the rules were switched on today: nobody is held yet, so only who is over the line itself. */
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
      now = creditLevel({ figures: onDay(row, on), ratio: row.ratio, risk: row.risk }, lines, now)
      if (now.level === 'over' && before !== 'over') spells.push({ from: on, to: null })
      const open = spells.at(-1)
      if (now.level !== 'over' && before === 'over' && open !== undefined) open.to = on
    }
  }
  const daysOver = spells.reduce((sum, spell) => sum + daysBetween(spell.from, spell.to ?? addDays(to, 1)), 0)
  const last = history.at(-1)
  const today = last === undefined ? clear : creditLevel({ figures: onDay(last, to), ratio: last.ratio, risk: last.risk }, lines, clear)
  return { level: today.level, reasons: today.reasons, daysOver, spells }
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

/** How many of the rising `lines` one customer's ratio reaches today, and on his worst day; a ratio that decides nothing reaches none. */
export type LineReach = { readonly today: number; readonly ever: number; readonly overdueMinor: bigint }

export function lineReach(history: readonly CreditDay[], lines: readonly number[]): LineReach {
  const reached = (row: CreditDay | undefined): number =>
    row === undefined || row.ratio.lack !== null ? 0 : lines.filter((line) => ratioReaches(row.figures, line)).length
  const last = history.at(-1)
  return {
    today: reached(last),
    ever: Math.max(0, ...history.map(reached)),
    overdueMinor: last?.figures.overdueMinor ?? 0n,
  }
}

/** How many customers a ratio line would hold, for each of the `lines`. */
export const thresholdCurve = (reaches: readonly LineReach[], lines: readonly number[]): readonly CurvePoint[] =>
  lines.map((line, at) => {
    const today = reaches.filter((reach) => reach.today > at)
    return {
      line,
      today: today.length,
      ever: reaches.filter((reach) => reach.ever > at).length,
      overdueMinor: today.reduce((sum, reach) => sum + reach.overdueMinor, 0n),
    }
  })
