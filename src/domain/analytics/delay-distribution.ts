// How late invoices are paid: counts by stretches of days around the due day.

/** Stretches by their last day; the first holds what was paid before the due day. */
const stretches = [
  ['early', -1],
  ['on-day', 0],
  ['1-7', 7],
  ['8-14', 14],
  ['15-30', 30],
  ['31-60', 60],
  ['over-60', Number.POSITIVE_INFINITY],
] as const

export type DelayStretch = (typeof stretches)[number][0]

/** `delays` in days after the due day, negative when early. */
export function delayDistribution(delays: readonly number[]): readonly { readonly stretch: DelayStretch; readonly count: number }[] {
  return stretches.map(([stretch, last], at) => {
    const above = stretches[at - 1]?.[1] ?? Number.NEGATIVE_INFINITY
    return { stretch, count: delays.filter((days) => days > above && days <= last).length }
  })
}

/** The delay that a share of payments does not exceed (nearest rank); null of nothing. */
export function delayQuantile(delays: readonly number[], share: number): number | null {
  const sorted = delays.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}
