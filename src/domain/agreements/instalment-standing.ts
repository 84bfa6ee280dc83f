// How a schedule of instalments stands: money of the customer fills its rows in order; one row missed too long breaks the agreement.
import { PLN } from '#values/currency'
import { addDays, type Day } from '#values/day'
import { type Money, money, total } from '#values/money'
import { countable, type MoneyIn } from './money-in.ts'

export type Instalment = { readonly dueOn: Day; readonly amount: Money }
export type InstalmentPlan = {
  readonly recordedOn: Day
  readonly rows: readonly Instalment[]
  readonly invoiceIds: readonly string[] | null
}

export type StandingRow = Instalment & { readonly paid: Money; readonly state: 'paid' | 'waiting' | 'late' | 'missed' }
export type PlanStanding = {
  readonly rows: readonly StandingRow[]
  readonly paid: Money
  /** Null while it runs. */
  readonly outcome: 'kept' | 'broken' | null
}

/** Days that an instalment may be late before the agreement is broken: a transfer over a weekend is no breach. */
export const graceDays = 3

/** `knownUntil`: the last day whose payments are known completely. A plan without rows stands as kept. */
export function instalmentStanding(plan: InstalmentPlan, moneys: readonly MoneyIn[], knownUntil: Day): PlanStanding {
  const currency = plan.rows[0]?.amount.currency ?? PLN
  let left = moneys.filter((each) => each.on >= plan.recordedOn).reduce((sum, each) => sum + countable(each, plan.invoiceIds, currency), 0n)
  const rows = plan.rows.map((row): StandingRow => {
    const mine = left > row.amount.minor ? row.amount.minor : left < 0n ? 0n : left
    left -= mine
    const isPaid = mine >= row.amount.minor
    const state = isPaid ? 'paid' : knownUntil >= addDays(row.dueOn, graceDays) ? 'missed' : knownUntil >= row.dueOn ? 'late' : 'waiting'
    return { ...row, paid: money(mine, row.amount.currency), state }
  })
  return {
    rows,
    paid: total(
      rows.map((row) => row.paid),
      currency,
    ),
    outcome: rows.every((row) => row.state === 'paid') ? 'kept' : rows.some((row) => row.state === 'missed') ? 'broken' : null,
  }
}
