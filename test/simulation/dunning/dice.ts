// Chance that a number gives again: the same seed, the same throws.

export type Dice = {
  (): number
  readonly below: (end: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(roll() * end)
  return Object.assign(roll, {
    below,
    chance: (probability: number) => roll() < probability,
    pick: <T>(from: readonly T[]): T => {
      const found = from[below(from.length)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
  })
}

/** A throw that depends on what it is about alone, whatever was thrown before: two workers change nothing of it. */
export function throwFor(seed: number, about: string): number {
  let hash = 2_166_136_261 ^ seed
  for (let at = 0; at < about.length; at++) hash = Math.imul(hash ^ about.charCodeAt(at), 16_777_619)
  return dice(hash >>> 0)()
}
