// Money that came from a customer, as promises and instalments count it.
import type { Day } from '#values/day'
import type { Money } from '#values/money'

/** One payment, or what a source says was paid elsewhere; `amount` without what was returned. */
export type MoneyIn = {
  readonly id: string
  readonly on: Day
  readonly amount: Money
  /** Parts that are set against invoices, in the invoice's currency. */
  readonly allocations: readonly { readonly invoiceId: string; readonly amount: Money }[]
}

/** What of `money` may count for these invoices (all of it where none is named), in minor units of `currency`. */
export function countable(money: MoneyIn, invoiceIds: readonly string[] | null, currency: string): bigint {
  if (invoiceIds === null) return money.amount.currency === currency ? money.amount.minor : 0n
  return money.allocations
    .filter((part) => part.amount.currency === currency && invoiceIds.includes(part.invoiceId))
    .reduce((sum, part) => sum + part.amount.minor, 0n)
}
