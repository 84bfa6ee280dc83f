// The credit rules of a company with the names of whom they are for, and the segments that there are.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import { type CreditSettings, getCreditSettings, listCreditRules, type StoredRule } from '../credit/settings.ts'
import type { Executor } from '../database.ts'

export type CreditRulesView = {
  readonly settings: CreditSettings
  readonly rules: readonly StoredRule[]
  readonly names: ReadonlyMap<Id, string>
  readonly segments: readonly string[]
}

export async function readCreditRules(executor: Executor, companyId: Id): Promise<CreditRulesView> {
  const rules = await listCreditRules(executor, companyId)
  const ids = rules.flatMap(({ scope }) => (scope.kind === 'customer' ? [scope.customerId] : []))
  const names = await executor
    .selectFrom('customers')
    .select(['customer_id', 'name'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${ids}::uuid[])`)
    .execute()
  const segments = await executor
    .selectFrom('customers')
    .select('segment')
    .distinct()
    .where('company_id', '=', companyId)
    .where('segment', 'is not', null)
    .where('merged_into', 'is', null)
    .orderBy('segment')
    .execute()
  return {
    settings: await getCreditSettings(executor, companyId),
    rules,
    names: new Map(names.map((row) => [row.customer_id, row.name])),
    segments: segments.flatMap(({ segment }) => segment ?? []),
  }
}
