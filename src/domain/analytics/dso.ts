// Days sales outstanding: how many days of sales the receivables are.
import { addDays, addMonths, type Day, daysBetween, firstOfMonth, lastOfMonth, monthKey } from '#values/day'

/** Gross sales of a month, `2026-09`, in minor units. */
export type MonthSales = { readonly month: string; readonly grossMinor: bigint }

const rounded = (days: number): number => Math.round(days * 10) / 10

/** receivables ÷ gross sales × days; 420,000 ÷ 1,260,000 × 92 = 30.7. Null without sales. */
export function simpleDso(receivablesMinor: bigint, grossMinor: bigint, days: number): number | null {
  return grossMinor <= 0n ? null : rounded((Number(receivablesMinor) / Number(grossMinor)) * days)
}

/**
 * Countback: takes whole months of sales off the receivables, the latest first, and a part of the month in which they run out.
 * 420,000 on 30 September with 400,000 in September (30 days) and 380,000 in August (31) → 30 + 31 × 20,000 ÷ 380,000 = 31.6.
 * Null when the sales of the months given are less than the receivables. The current month counts its days so far.
 */
export function countbackDso(receivablesMinor: bigint, sales: readonly MonthSales[], asOf: Day): number | null {
  if (receivablesMinor <= 0n) return 0
  const byMonth = new Map(sales.map((each) => [each.month, each.grossMinor]))
  let rest = receivablesMinor
  let days = 0
  for (let month = firstOfMonth(asOf); byMonth.has(monthKey(month)); month = addMonths(month, -1)) {
    const gross = byMonth.get(monthKey(month)) ?? 0n
    const end = monthKey(month) === monthKey(asOf) ? asOf : lastOfMonth(month)
    const length = daysBetween(month, addDays(end, 1))
    if (gross > 0n && gross >= rest) return rounded(days + (length * Number(rest)) / Number(gross))
    rest -= gross > 0n ? gross : 0n
    days += length
  }
  return null
}
