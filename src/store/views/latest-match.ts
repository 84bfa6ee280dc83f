// What matching last said of a payment, for the review.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { findLatestMatches, type StoredMatch } from '../matches.ts'

export type MatchView = StoredMatch

/** The latest match that was not replaced; null when there is none. */
export const latestMatch = async (executor: Executor, companyId: Id, paymentId: Id): Promise<MatchView | null> =>
  (await findLatestMatches(executor, companyId, [paymentId])).get(paymentId) ?? null
