// A schedule of equal instalments: the same sum each month, the rest of the division on the last one, so that it adds up to the last grosz.
import { addMonths, type Day } from '#values/day'
import { type Money, money } from '#values/money'
import type { Instalment } from './instalment-standing.ts'

/** `count` instalments of `amount`, the first on `firstOn`, the others a month apart; a 31st falls on the last day of a shorter month. */
export function evenInstalments(amount: Money, count: number, firstOn: Day): readonly Instalment[] {
  const each = amount.minor / BigInt(count)
  return Array.from({ length: count }, (_, at) => ({
    dueOn: addMonths(firstOn, at),
    amount: money(at === count - 1 ? amount.minor - each * BigInt(count - 1) : each, amount.currency),
  }))
}
