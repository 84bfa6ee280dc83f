// Who changed what about one customer, from the audit log.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type HistoryLine = {
  readonly at: Date
  readonly actorName: string | null
  readonly action: string
  readonly why: string | null
  /** JSON of what was changed. */
  readonly change: string
}

/** The latest first, at most 300. */
export async function listCustomerHistory(executor: Executor, companyId: Id, customerId: Id): Promise<readonly HistoryLine[]> {
  const rows = await executor
    .selectFrom('audit')
    .select(['at', 'actor_name', 'action', 'why', 'change'])
    .where('company_id', '=', companyId)
    .where('subject_kind', '=', 'customer')
    .where('subject_id', '=', customerId)
    .orderBy('sequence', 'desc')
    .limit(300)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    actorName: row.actor_name,
    action: row.action,
    why: row.why,
    change: JSON.stringify(row.change),
  }))
}
