// How many payments were decided in this sitting and how long one took, so that a person sees that it goes forward.

/** A longer pause is not work on a payment. */
const longestMs = 5 * 60_000

export type Pace = { readonly decided: number; readonly workMs: number; readonly lastAt: number | null }

export const noPace: Pace = { decided: 0, workMs: 0, lastAt: null }

/** One more was decided at `at`; the time since the last counts unless somebody was away. */
export function oneMore(pace: Pace, at: number): Pace {
  const since = pace.lastAt === null ? null : at - pace.lastAt
  return { decided: pace.decided + 1, workMs: pace.workMs + (since !== null && since < longestMs ? since : 0), lastAt: at }
}

/** Seconds for one payment; null until two were decided one after the other. */
export const secondsEach = (pace: Pace): number | null =>
  pace.workMs === 0 || pace.decided < 2 ? null : pace.workMs / 1_000 / (pace.decided - 1)

const key = 'skarbnik.pace'

export function readPace(shelf: Pick<Storage, 'getItem'> = sessionStorage): Pace {
  try {
    const parsed: unknown = JSON.parse(shelf.getItem(key) ?? 'null')
    return typeof parsed === 'object' && parsed !== null && 'decided' in parsed ? (parsed as Pace) : noPace
  } catch {
    return noPace
  }
}

export const countDecision = (): void => sessionStorage.setItem(key, JSON.stringify(oneMore(readPace(), Date.now())))
