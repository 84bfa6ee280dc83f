// What matching does in a company and how well: its choices, what people made of its proposals, the curve in force.
import { getCompany } from '#store/companies'
import { findMatchingCurve, type MatchingCurve } from '#store/matching-curves'
import type { Id } from '#values/id'
import { matchLabels } from './calibrate-matching.ts'
import { type MatchingChoices, matchingChoices } from './matching-choices.ts'
import type { Shell } from './shell.ts'

export type MatchingState = {
  readonly choices: MatchingChoices
  /** Proposals that a person decided, and those taken as they were; postings left standing. */
  readonly record: { readonly decided: number; readonly accepted: number; readonly standing: number }
  readonly curve: MatchingCurve | null
}

export async function readMatching(shell: Shell, companyId: Id): Promise<MatchingState> {
  const choices = matchingChoices(await getCompany(shell.database, companyId))
  const labels = await matchLabels(shell, companyId)
  const decided = labels.filter((label) => label.by === 'person')
  return {
    choices,
    record: {
      decided: decided.length,
      accepted: decided.filter((label) => label.right).length,
      standing: labels.length - decided.length,
    },
    curve: await findMatchingCurve(shell.database, companyId),
  }
}
