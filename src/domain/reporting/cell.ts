// What stands in one place of a report, and what it leads to.
import type { Day } from '#values/day'
import type { Money } from '#values/money'

/** `amounts`: a sum in several currencies, which are not added to each other. */
export type Cell =
  | string
  | number
  | Money
  | { readonly day: Day }
  | { readonly percent: number }
  | { readonly amounts: readonly Money[] }
  | null

/** The thing that a row is about. */
export type Ref = { readonly kind: 'invoice' | 'customer' | 'payment'; readonly id: string }

export const isMoney = (cell: Cell): cell is Money => typeof cell === 'object' && cell !== null && 'minor' in cell
