// Spreads money over invoices, the oldest due first.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { lesser } from './lesser.ts'
import type { WantedAllocation } from './plan.ts'

export type DatedInvoice = { readonly id: Id; readonly open: Money; readonly issueOn: Day; readonly dueOn: Day | null }

/** What a payment settles when nobody said what it is for: the oldest due first (k.c. art. 451 § 3), then the oldest issued. Credit notes and other currencies are left out. */
export function oldestFirst(amount: Money, invoices: readonly DatedInvoice[]): readonly WantedAllocation[] {
  const inOrder = invoices
    .filter((invoice) => invoice.open.minor > 0n && invoice.open.currency === amount.currency)
    .sort((a, b) => compareText(a.dueOn ?? a.issueOn, b.dueOn ?? b.issueOn) || compareText(a.issueOn, b.issueOn) || compareText(a.id, b.id))
  const wanted: WantedAllocation[] = []
  let left = amount.minor
  for (const invoice of inOrder) {
    if (left <= 0n) break
    const taken = lesser(invoice.open.minor, left)
    wanted.push({ invoiceId: invoice.id, amount: money(taken, amount.currency) })
    left -= taken
  }
  return wanted
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
