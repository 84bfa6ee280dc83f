// Policies as their screen shows them: with whom each version is by.

import type { Policy } from '#domain/dunning/policy'
import type { PolicyBook } from '#domain/dunning/policy-choice'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { loadPolicyBook } from '../dunning/policies.ts'

export type ShownPolicy = {
  readonly policyId: Id | null
  readonly version: number
  readonly name: string
  readonly isDefault: boolean
  readonly policy: Policy
  readonly changedBy: string | null
  readonly changedAt: Date | null
}

/** The company's policies, its default first; the ready one where it keeps none as its default. */
export async function readPolicies(
  executor: Executor,
  companyId: Id,
): Promise<{ readonly book: PolicyBook; readonly rows: readonly ShownPolicy[] }> {
  const book = await loadPolicyBook(executor, companyId)
  const versions = await executor
    .selectFrom('dunning_policies as p')
    .innerJoin('dunning_policy_versions as v', (join) =>
      join.onRef('v.company_id', '=', 'p.company_id').onRef('v.policy_id', '=', 'p.policy_id').onRef('v.version', '=', 'p.version'),
    )
    .select(['p.policy_id', 'v.created_by', 'v.created_at'])
    .where('p.company_id', '=', companyId)
    .where('p.removed_at', 'is', null)
    .execute()
  const shown = book.policies.includes(book.byDefault) ? book.policies : [book.byDefault, ...book.policies]
  return {
    book,
    rows: shown.map((kept) => {
      const version = versions.find((each) => each.policy_id === kept.policyId)
      return { ...kept, isDefault: kept === book.byDefault, changedBy: version?.created_by ?? null, changedAt: version?.created_at ?? null }
    }),
  }
}
