// Who looks after the customers of a segment, as the company keeps it.
import type { OwnerRules } from '#domain/owners/keeping'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'

const written = (segment: string | null): string => segment ?? ''
const read = (segment: string): string | null => (segment === '' ? null : segment)

/** Of people who still belong to the company alone. */
export async function listOwnerRules(executor: Executor, companyId: Id): Promise<OwnerRules> {
  const rows = await executor
    .selectFrom('owner_rules as r')
    .innerJoin('members as m', (join) => join.onRef('m.company_id', '=', 'r.company_id').onRef('m.user_id', '=', 'r.owner_user_id'))
    .select(['r.segment', 'r.owner_user_id'])
    .where('r.company_id', '=', companyId)
    .execute()
  return new Map(rows.map((row) => [read(row.segment), row.owner_user_id]))
}

/** Null: nobody looks after the segment from now on. */
export async function saveOwnerRule(
  tx: Tx,
  companyId: Id,
  rule: { readonly segment: string | null; readonly ownerUserId: string | null },
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const segment = written(rule.segment)
  if (rule.ownerUserId === null) {
    await tx.deleteFrom('owner_rules').where('company_id', '=', companyId).where('segment', '=', segment).execute()
    return
  }
  const values = { owner_user_id: rule.ownerUserId, changed_by: by.actor, changed_at: by.at }
  await tx
    .insertInto('owner_rules')
    .values({ company_id: companyId, segment, ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'segment']).doUpdateSet(values))
    .execute()
}

/** Ends what a person looked after by rule and answers the segments. */
export const endOwnerRules = async (tx: Tx, companyId: Id, ownerUserId: string): Promise<readonly (string | null)[]> =>
  (
    await tx
      .deleteFrom('owner_rules')
      .where('company_id', '=', companyId)
      .where('owner_user_id', '=', ownerUserId)
      .returning('segment')
      .execute()
  ).map((row) => read(row.segment))
