// Learns from a company's own decisions how far the probabilities of matching can be trusted; once a day.
import { recalibration } from '#domain/matching/calibration'
import { getCompany } from '#store/companies'
import { listMatchLabels, type MatchLabel } from '#store/match-labels'
import { findMatchingCurve, type MatchingCurve, saveMatchingCurve } from '#store/matching-curves'
import { dayOf } from '#values/day'
import type { Id } from '#values/id'
import type { Shell } from './shell.ts'

/** Days after which a posting that nobody undid counts as right. */
const standingDays = 14

/** The curve of today: the one there is, else made anew from all labels; without bins until there are fifty. */
export async function calibrateMatching(shell: Pick<Shell, 'database' | 'clock'>, companyId: Id): Promise<MatchingCurve> {
  const at = shell.clock.now()
  const onDay = dayOf(at, (await getCompany(shell.database, companyId)).timeZone)
  const known = await findMatchingCurve(shell.database, companyId)
  if (known?.onDay === onDay) return known
  const labels = await matchLabels(shell, companyId)
  const curve: MatchingCurve = {
    onDay,
    labels: labels.length,
    right: labels.filter((label) => label.right).length,
    bins: recalibration(labels),
  }
  await saveMatchingCurve(shell.database, companyId, curve, at)
  return curve
}

/** What became of proposals and postings so far. */
export const matchLabels = (shell: Pick<Shell, 'database' | 'clock'>, companyId: Id): Promise<MatchLabel[]> =>
  listMatchLabels(shell.database, companyId, new Date(shell.clock.now().getTime() - standingDays * 86_400_000))
