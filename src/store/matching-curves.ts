// The curve by which a company's own decisions correct the probabilities of matching: one row a company, made anew once a day.
import type { CalibrationBin } from '#domain/matching/types'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { safeJson } from './safe-json.ts'

export type MatchingCurve = {
  readonly onDay: Day
  /** Decisions of people, and postings that were left standing, which the curve was made of. */
  readonly labels: number
  readonly right: number
  /** Null while there are too few labels. */
  readonly bins: readonly CalibrationBin[] | null
}

export async function findMatchingCurve(executor: Executor, companyId: Id): Promise<MatchingCurve | null> {
  const row = await executor.selectFrom('matching_curves').selectAll().where('company_id', '=', companyId).executeTakeFirst()
  if (row === undefined) return null
  return { onDay: row.on_day, labels: row.labels, right: row.right_labels, bins: row.bins as readonly CalibrationBin[] | null }
}

/** Writes the curve of a day over the one before. */
export async function saveMatchingCurve(executor: Executor, companyId: Id, curve: MatchingCurve, at: Date): Promise<void> {
  const values = {
    on_day: curve.onDay,
    labels: curve.labels,
    right_labels: curve.right,
    bins: curve.bins === null ? null : safeJson(curve.bins),
    created_at: at,
  }
  await executor
    .insertInto('matching_curves')
    .values({ company_id: companyId, ...values })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet(values))
    .execute()
}
