// Does a statement add up: opening plus its booked lines against closing.
import type { Currency } from '#values/currency'
import { add, isZero, type Money, money, subtract } from '#values/money'

export type BalanceCheck = {
  readonly balanced: boolean | null /** closing − (opening + lines) where it is not zero. */
  readonly difference?: Money
}

/** Null where a balance is missing; false also where one is in another currency. A failed check is no refusal, the lines stay. */
export function balanceCheck(opening: Money | undefined, booked: Money, closing: Money | undefined): BalanceCheck {
  if (opening === undefined || closing === undefined) return { balanced: null }
  if (opening.currency !== booked.currency || closing.currency !== booked.currency) return { balanced: false }
  const difference = subtract(closing, add(opening, booked))
  return isZero(difference) ? { balanced: true } : { balanced: false, difference }
}

/** What an interim report (MT942 :90D:, :90C:) says of one side; `sum` is without a sign. */
export type SideTotal = { readonly count: number; readonly sum: Money }

/** Debits and credits as read, in minor units without signs. */
export type SidesRead = {
  readonly debit: { readonly count: number; readonly minor: bigint }
  readonly credit: { readonly count: number; readonly minor: bigint }
}

/** Counts and sums of debits and credits against what was read; null where the report names neither side. */
export function totalsCheck(
  named: { readonly debit?: SideTotal; readonly credit?: SideTotal },
  read: SidesRead,
  currency: Currency,
): BalanceCheck {
  if (named.debit === undefined && named.credit === undefined) return { balanced: null }
  const agrees = (total: SideTotal | undefined, side: { count: number; minor: bigint }): boolean =>
    total === undefined || (total.count === side.count && total.sum.minor === side.minor)
  if (agrees(named.debit, read.debit) && agrees(named.credit, read.credit)) return { balanced: true }
  const said = (named.credit?.sum.minor ?? read.credit.minor) - (named.debit?.sum.minor ?? read.debit.minor)
  const difference = said - (read.credit.minor - read.debit.minor)
  return difference === 0n ? { balanced: false } : { balanced: false, difference: money(difference, currency) }
}
