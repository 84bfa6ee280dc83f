// Whether a customer is blocked: by a rule or by hand, unless an exception stands over both.
import type { Day } from '#values/day'

export const blockSources = ['rule', 'manual'] as const
/** proposed: waits for a person · active · refused: a person said no, until the debt is paid once · ended. */
export const blockStates = ['proposed', 'active', 'refused', 'ended'] as const
export type BlockState = (typeof blockStates)[number]

export type StandingBlock = { readonly source: (typeof blockSources)[number]; readonly state: BlockState }
export type StandingException = { readonly approved: boolean; readonly untilOn: Day; readonly endedAt: Date | null }

export const exceptionHolds = (exception: StandingException, today: Day): boolean =>
  exception.approved && exception.endedAt === null && exception.untilOn >= today

/** I12: rule result ∪ manual − overrides. An exception lifts the effect and ends no block: the day after it they count again. */
export const isBlocked = (
  standing: { readonly blocks: readonly StandingBlock[]; readonly exceptions: readonly StandingException[] },
  today: Day,
): boolean => standing.blocks.some(({ state }) => state === 'active') && !standing.exceptions.some((each) => exceptionHolds(each, today))
