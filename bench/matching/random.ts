// Repeatable randomness for generated cases.

export type Random = {
  /** 0 ≤ x < 1. */
  readonly unit: () => number
  /** Whole number from `low` to `high`, both ends in. */
  readonly between: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

/** Mulberry32: the same seed gives the same case on every machine. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1))
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick: <T>(from: readonly T[]): T => {
      const found = from[between(0, from.length - 1)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
  }
}

/** The two halves of every list of words, names and schemes: the work half is seen while the engine is built, the unseen half is not. */
export type Half = 'work' | 'unseen'

/** Every second entry of a list; `|` separates entries. */
export const halfOf = (list: string, half: Half): readonly string[] =>
  list
    .trim()
    .split(/\s*\|\s*/)
    .filter((_, at) => (at % 2 === 0) === (half === 'work'))
