// Interest on a debt paid late, day by day over changes of the rate and of what is owed.
import { effectiveDueOn } from '#domain/calendar/effective-due-day'
import { addDays, type Day, daysBetween } from '#values/day'
import { divideRounded, type Money, money } from '#values/money'
import type { Certainty } from './rate-table.ts'
import { type RateTables, type Regime, ratesOf } from './regime.ts'

/** A payment credited to our account, or a correction of the debt, on its day; minus in `amount` (a payment sent back, a correction upwards) adds to the debt. */
export type DebtChange = { readonly kind: 'payment' | 'correction'; readonly on: Day; readonly amount: Money }

export type LateDebt = {
  readonly principal: Money
  /** As written on the invoice; a day off moves it. */
  readonly dueOn: Day
  readonly changes: readonly DebtChange[]
  readonly regime: Regime
  /** What a payment covers first. Interest first is the creditor's option (Civil Code art. 451 § 1). */
  readonly crediting: 'principal-first' | 'interest-first'
}

/** One stretch of days with one rate and one principal. `amount` is rounded for reading; the last part takes the difference to the total. */
export type InterestPart = {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly principal: Money
  readonly basisPoints: number
  readonly certainty: Certainty
  readonly source: string
  readonly amount: Money
}

export type LateInterest =
  | {
      readonly kind: 'interest'
      readonly effectiveDueOn: Day
      readonly parts: readonly InterestPart[]
      /** All interest up to the day asked for. */
      readonly interest: Money
      /** What of it payments have not covered. */
      readonly interestLeft: Money
      readonly principalLeft: Money
      /** False when a rate used is still to be confirmed with its source. */
      readonly confirmed: boolean
    }
  | { readonly kind: 'rate-missing'; readonly table: string; readonly on: Day }

/** Basis points over 365 days: the divisor of principal × rate × days; also in leap years. */
const divisor = 365n * 10_000n

/** What is owed while the days go by. */
class RunningDebt {
  principal: bigint
  readonly parts: (Omit<InterestPart, 'amount' | 'principal'> & { readonly principalMinor: bigint; readonly numerator: bigint })[] = []
  interest = 0n
  interestPaid = 0n
  #unrounded = 0n

  constructor(principal: bigint) {
    this.principal = principal
  }

  accrue(part: Omit<InterestPart, 'amount' | 'principal'>): void {
    const numerator = this.principal * BigInt(part.basisPoints) * BigInt(part.days)
    this.#unrounded += numerator
    this.parts.push({ ...part, principalMinor: this.principal, numerator })
  }

  /** Rounds what has accrued since the last time, half up. */
  settleInterest(): void {
    this.interest += divideRounded(this.#unrounded, divisor)
    this.#unrounded = 0n
  }

  take(change: DebtChange, interestFirst: boolean): void {
    let rest = change.amount.minor
    if (interestFirst && change.kind === 'payment' && rest > 0n) {
      this.settleInterest()
      const owed = this.interest - this.interestPaid
      let covered = owed
      if (rest < owed) covered = rest
      this.interestPaid += covered
      rest -= covered
    }
    const left = this.principal - rest
    this.principal = left < 0n ? 0n : left
  }
}

/** Parts rounded for reading, so that they add up to the total. */
function readableParts(debt: RunningDebt, currency: Money['currency']): InterestPart[] {
  const rounded = debt.parts.map((part) => divideRounded(part.numerator, divisor))
  const difference = debt.interest - rounded.reduce((sum, amount) => sum + amount, 0n)
  return debt.parts.map(({ from, to, days, basisPoints, certainty, source, principalMinor }, index) => ({
    from,
    to,
    days,
    principal: money(principalMinor, currency),
    basisPoints,
    certainty,
    source,
    amount: money((rounded[index] ?? 0n) + (index === debt.parts.length - 1 ? difference : 0n), currency),
  }))
}

/**
 * Interest through `until`, that day included. It runs from the day after the effective due day to the day of crediting inclusive,
 * always over 365 days, and is rounded half up once on the total. A day without a known rate gives `rate-missing`, never 0 %.
 * A payment beyond the debt leaves nothing owed; what is over is no matter of interest.
 */
export function lateInterest(debt: LateDebt, until: Day, tables?: RateTables): LateInterest {
  const { currency } = debt.principal
  const effective = effectiveDueOn(debt.dueOn)
  const running = new RunningDebt(debt.principal.minor)
  let from = addDays(effective, 1)
  const changes = debt.changes.filter((change) => change.on <= until).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const change of [...changes, null]) {
    const to = change === null ? until : change.on
    if (running.principal > 0n && from <= to) {
      const rates = ratesOf(debt.regime, from, to, tables)
      if (rates.kind === 'rate-missing') return rates
      for (const period of rates.periods) running.accrue({ ...period, days: daysBetween(period.from, period.to) + 1 })
    }
    if (from <= to) from = addDays(to, 1)
    if (change !== null) running.take(change, debt.crediting === 'interest-first')
  }
  running.settleInterest()
  return {
    kind: 'interest',
    effectiveDueOn: effective,
    parts: readableParts(running, currency),
    interest: money(running.interest, currency),
    interestLeft: money(running.interest - running.interestPaid, currency),
    principalLeft: money(running.principal, currency),
    confirmed: running.parts.every((part) => part.certainty !== 'to-confirm'),
  }
}
