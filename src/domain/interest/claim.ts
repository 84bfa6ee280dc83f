// What may be claimed beside the invoices themselves: interest to a day and the compensation for recovery, for each invoice and together.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { divideRounded, type Money, money } from '#values/money'
import { type DebtChange, type LateDebt, type LateInterest, lateInterest } from './late-interest.ts'
import { type EuroRate, type MaturityConvention, type RecoveryCompensation, recoveryCompensation } from './recovery-compensation.ts'
import type { RateTables, Regime } from './regime.ts'

/** One invoice as a debt: its gross value at first, its nominal due day and what became of it since. */
export type Debt = {
  readonly invoiceId: Id
  readonly number: string
  readonly value: Money
  readonly dueOn: Day
  readonly changes: readonly DebtChange[]
}

export type ClaimTerms = {
  readonly debtor: 'business' | 'consumer'
  readonly regime: Regime
  readonly compensation: boolean
  readonly crediting: LateDebt['crediting']
  readonly maturity: MaturityConvention
  readonly tables: RateTables
  readonly rateOn: (on: Day) => EuroRate | null
}

export type ClaimedDebt = {
  readonly debt: Debt
  readonly interest: Extract<LateInterest, { kind: 'interest' }>
  readonly compensation: Extract<RecoveryCompensation, { kind: 'compensation' }> | null
}

export type Claim = {
  readonly kind: 'claim'
  readonly until: Day
  readonly debts: readonly ClaimedDebt[]
}

/** Nothing is claimed with a rate that nobody knows, least of all with 0 %. */
export type ClaimRefusal =
  | { readonly kind: 'refused'; readonly code: 'interest.rate-missing'; readonly facts: { readonly table: string; readonly on: string } }
  | { readonly kind: 'refused'; readonly code: 'compensation.rate-missing'; readonly facts: { readonly on: string } }

/** Why there is no compensation; null where the Act grants it (art. 2 and 4: both sides in business, art. 10). */
export const compensationBarred = (
  terms: Pick<ClaimTerms, 'debtor' | 'regime' | 'compensation'>,
): 'consumer' | 'not-commercial' | 'waived' | null =>
  terms.debtor === 'consumer' ? 'consumer' : terms.regime.kind === 'civil' ? 'not-commercial' : terms.compensation ? null : 'waived'

/** Interest up to `until` and, where `withCompensation` asks and the law grants it, the compensation of each debt that is late by then. */
export function claimOf(debts: readonly Debt[], terms: ClaimTerms, until: Day, withCompensation: boolean): Claim | ClaimRefusal {
  const claimed: ClaimedDebt[] = []
  for (const debt of debts) {
    const interest = lateInterest(
      { principal: debt.value, dueOn: debt.dueOn, changes: debt.changes, regime: terms.regime, crediting: terms.crediting },
      until,
      terms.tables,
    )
    if (interest.kind === 'rate-missing')
      return { kind: 'refused', code: 'interest.rate-missing', facts: { table: interest.table, on: interest.on } }
    const granted = withCompensation && interest.parts.length > 0 && compensationBarred(terms) === null
    const compensation = granted ? recoveryCompensation(debt.value, debt.dueOn, terms.rateOn, terms.maturity) : null
    if (compensation?.kind === 'rate-missing') return { kind: 'refused', code: 'compensation.rate-missing', facts: { on: compensation.on } }
    claimed.push({ debt, interest, compensation: compensation?.kind === 'compensation' ? compensation : null })
  }
  return { kind: 'claim', until, debts: claimed }
}

/** What one more day adds at today's principal and rate, rounded as a whole; null where nothing runs. By currency of the debts, which must be one. */
export function dailyInterest(claim: Claim): Money | null {
  const running = claim.debts.flatMap(({ interest }) => {
    const last = interest.parts.at(-1)
    return last === undefined || interest.principalLeft.minor === 0n || last.to !== claim.until
      ? []
      : [{ principal: interest.principalLeft, basisPoints: last.basisPoints }]
  })
  const [first] = running
  if (first === undefined || running.some(({ principal }) => principal.currency !== first.principal.currency)) return null
  const numerator = running.reduce((sum, { principal, basisPoints }) => sum + principal.minor * BigInt(basisPoints), 0n)
  return money(divideRounded(numerator, 365n * 10_000n), first.principal.currency)
}
