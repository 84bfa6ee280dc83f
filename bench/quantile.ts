// The value below which a share of measurements lies.

/** The nearest rank of the measurements, in any order: 0.5 is the median, 0.95 what one in twenty exceeds. NaN of none. */
export function quantile(measured: readonly number[], share: number): number {
  const sorted = measured.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
