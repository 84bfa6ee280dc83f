// How sure a proposal is, in the words that people read: each word begins at a probability.

/** The least probability of each word, the surest first. */
const bandFrom = { certain: 0.97, likely: 0.8, possible: 0.55, weak: 0 } as const

export const confidenceBands = Object.keys(bandFrom) as readonly ConfidenceBand[]
export type ConfidenceBand = keyof typeof bandFrom

/** The least probability, from 0 to 1, that is called by this word. */
export const leastOf = (band: ConfidenceBand): number => bandFrom[band]

export const confidenceBandOf = (probability: number): ConfidenceBand =>
  confidenceBands.find((band) => probability >= bandFrom[band]) ?? 'weak'
