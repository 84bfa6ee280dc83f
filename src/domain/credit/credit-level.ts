// Where a customer stands against his lines: clear, warned or over, with the reasons and their figures.
import type { CreditFigures, DebtRatio } from './debt-ratio.ts'
import { ratioReaches } from './debt-ratio.ts'
import { atLeast, type RiskClass } from './risk-class.ts'
import type { Thresholds } from './thresholds.ts'

export const creditLevels = ['clear', 'warned', 'over'] as const
export type CreditLevel = (typeof creditLevels)[number]

export const creditMeasures = ['ratio', 'overdue-amount', 'overdue-days', 'credit-limit', 'risk'] as const
export type CreditMeasure = (typeof creditMeasures)[number]

/**
 * One line crossed: `value` and `line` in the measure's own unit (hundredths of a per cent, minor units, days, or the risk class as text).
 * `release` where the value is under the line again and only the way back is not done: it must come below this.
 */
export type CreditReason = { readonly measure: CreditMeasure; readonly value: string; readonly line: string; readonly release?: string }

export type LevelDecision = { readonly level: CreditLevel; readonly reasons: readonly CreditReason[] }

/** over: the line is crossed · between: under it, not yet at its release · below: fine · unknown: nothing can be said. */
type Verdict = { readonly state: 'over' | 'between' | 'below' | 'unknown'; readonly reason: CreditReason }

const reason = (measure: CreditMeasure, value: bigint | number | string, line: bigint | number | string): CreditReason => ({
  measure,
  value: String(value),
  line: String(line),
})

const between = (why: CreditReason, release: bigint | number): Verdict => ({
  state: 'between',
  reason: { ...why, release: String(release) },
})

function byRatio(figures: CreditFigures, ratio: DebtRatio, line: number, release: number): Verdict {
  const why = reason('ratio', ratio.basisPoints ?? 0n, line)
  // Nothing owed is nothing owed, whatever the turnover was.
  if (figures.numeratorMinor === 0n && figures.withoutRate.length === 0) return { state: 'below', reason: why }
  // Debt against sales that were all taken back is no ratio, but no reason to lift a block either.
  if (ratio.lack !== null) return { state: 'unknown', reason: why }
  if (ratioReaches(figures, line)) return { state: 'over', reason: why }
  return ratioReaches(figures, release) ? between(why, release) : { state: 'below', reason: why }
}

function byAmount(measure: CreditMeasure, value: bigint, incomplete: boolean, over: boolean, line: bigint, release: bigint): Verdict {
  const why = reason(measure, value, line)
  // What is known is the least that is owed: it can prove that a line is crossed, never that it is not.
  if (over) return { state: 'over', reason: why }
  if (incomplete) return { state: 'unknown', reason: why }
  return value > release ? between(why, release) : { state: 'below', reason: why }
}

function verdicts(figures: CreditFigures, ratio: DebtRatio, risk: RiskClass | null, lines: Thresholds): readonly Verdict[] {
  const incomplete = figures.withoutRate.length > 0
  const found: Verdict[] = []
  if (lines.ratioBlock !== null) found.push(byRatio(figures, ratio, lines.ratioBlock, lines.ratioRelease ?? lines.ratioBlock))
  if (lines.overdueAmount !== null) {
    const { overdueMinor } = figures
    const release = lines.overdueAmountRelease ?? lines.overdueAmount
    found.push(byAmount('overdue-amount', overdueMinor, incomplete, overdueMinor >= lines.overdueAmount, lines.overdueAmount, release))
  }
  if (lines.creditLimit !== null) {
    const { openMinor } = figures
    found.push(byAmount('credit-limit', openMinor, incomplete, openMinor > lines.creditLimit, lines.creditLimit, lines.creditLimit))
  }
  if (lines.overdueDays !== null) {
    const why = reason('overdue-days', figures.overdueDays, lines.overdueDays)
    found.push({ state: figures.overdueDays >= lines.overdueDays ? 'over' : 'below', reason: why })
  }
  // A class says how he used to pay, so it holds only who owes something past its day.
  if (lines.riskBlock !== null) {
    const over = figures.overdueMinor > 0n && atLeast(risk, lines.riskBlock)
    found.push({ state: over ? 'over' : 'below', reason: reason('risk', risk ?? 'unknown', lines.riskBlock) })
  }
  return found
}

/**
 * The level after `before`: what was over stays over until every line is below its release, so that nobody swings between the two.
 * While something is unknown, nothing is lifted.
 */
export function creditLevel(
  facts: { readonly figures: CreditFigures; readonly ratio: DebtRatio; readonly risk: RiskClass | null },
  lines: Thresholds,
  before: LevelDecision,
): LevelDecision {
  const { figures, ratio, risk } = facts
  const all = verdicts(figures, ratio, risk, lines)
  const over = all.filter(({ state }) => state === 'over')
  if (over.length > 0) return { level: 'over', reasons: over.map(({ reason: why }) => why) }
  const held = new Set(before.level === 'over' ? before.reasons.map(({ measure }) => measure) : [])
  const kept = all.filter(({ state, reason: why }) => held.has(why.measure) && state !== 'below')
  if (kept.length > 0) return { level: 'over', reasons: kept.map(({ reason: why }) => why) }
  if (lines.ratioWarn !== null && ratio.lack === null && ratioReaches(figures, lines.ratioWarn))
    return { level: 'warned', reasons: [reason('ratio', ratio.basisPoints ?? 0n, lines.ratioWarn)] }
  return { level: 'clear', reasons: [] }
}
