// Shares invoices out over the product categories of their lines.
import { type Money, money } from '#values/money'
import type { InvoiceFact } from './facts.ts'

/** What the lines of one category come to, gross, in minor units; null names lines without a category. */
export type CategoryWeight = { readonly category: string | null; readonly minor: bigint }

const shareOf = (amount: Money, minor: bigint, whole: bigint): Money => money((amount.minor * minor) / whole, amount.currency)

/**
 * One fact an invoice and category, in proportion to the gross of its lines; the largest part takes what rounding leaves, so that the parts
 * are the invoice. An invoice without lines stands whole, without a category.
 */
export function categoryLines(
  invoices: readonly InvoiceFact[],
  weights: ReadonlyMap<string, readonly CategoryWeight[]>,
): readonly InvoiceFact[] {
  return invoices.flatMap((invoice) => {
    const own = (weights.get(invoice.id) ?? []).filter(({ minor }) => minor !== 0n).toSorted((a, b) => (a.minor < b.minor ? 1 : -1))
    const whole = own.reduce((sum, { minor }) => sum + minor, 0n)
    if (whole === 0n || own.length === 1) return [{ ...invoice, category: own[0]?.category ?? null }]
    const split = (amount: Money): readonly Money[] => {
      const rest = own.slice(1).map(({ minor }) => shareOf(amount, minor, whole))
      const first = money(amount.minor - rest.reduce((sum, { minor }) => sum + minor, 0n), amount.currency)
      return [first, ...rest]
    }
    const parts = {
      total: split(invoice.total),
      open: split(invoice.open),
      net: invoice.net === null ? null : split(invoice.net),
      baseTotal: invoice.base === null ? null : split(invoice.base.total),
      baseOpen: invoice.base === null ? null : split(invoice.base.open),
    }
    return own.map(({ category }, at) => {
      const [baseTotal, baseOpen] = [parts.baseTotal?.[at], parts.baseOpen?.[at]]
      return {
        ...invoice,
        category,
        total: parts.total[at] ?? invoice.total,
        open: parts.open[at] ?? invoice.open,
        net: parts.net?.[at] ?? null,
        base: baseTotal === undefined || baseOpen === undefined ? null : { total: baseTotal, open: baseOpen },
      }
    })
  })
}
