// What became of matches: posted by the house, accepted or rejected by a person, undone afterwards.

export type MatchEnd = 'posted' | 'accepted' | 'rejected' | 'waiting'
export type MatchQuality = {
  readonly posted: number
  readonly accepted: number
  readonly rejected: number
  readonly waiting: number
  readonly undone: number
  /** Posted ÷ all that was settled or refused: what needed no hand. */
  readonly automaticPercent: number | null
  /** Undone ÷ (posted + accepted). */
  readonly undonePercent: number | null
}

const percent = (part: number, whole: number): number | null => (whole === 0 ? null : (part / whole) * 100)

export function matchingQuality(matches: readonly { readonly end: MatchEnd; readonly undone: boolean }[]): MatchQuality {
  const count = (end: MatchEnd) => matches.filter((match) => match.end === end).length
  const [posted, accepted, rejected] = [count('posted'), count('accepted'), count('rejected')]
  const undone = matches.filter((match) => match.undone && (match.end === 'posted' || match.end === 'accepted')).length
  return {
    posted,
    accepted,
    rejected,
    waiting: count('waiting'),
    undone,
    automaticPercent: percent(posted, posted + accepted + rejected),
    undonePercent: percent(undone, posted + accepted),
  }
}
