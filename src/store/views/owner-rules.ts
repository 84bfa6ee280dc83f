// Who looks after each segment, as the panel of owners shows it.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type OwnedSegment = {
  /** Null: customers without one. */
  readonly segment: string | null
  readonly ownerUserId: string | null
  readonly customers: number
  readonly withoutOwner: number
}

/** Every segment that a customer has or that somebody was chosen for, those without a segment last. */
export async function listOwnedSegments(executor: Executor, companyId: Id): Promise<readonly OwnedSegment[]> {
  const { rows } = await sql<{ segment: string; owner: string | null; customers: bigint; without: bigint }>`
    select coalesce(s.segment, r.segment) as segment, m.user_id as owner, coalesce(s.customers, 0) as customers, coalesce(s.without, 0) as without
    from (select coalesce(segment, '') as segment, count(*) as customers, count(*) filter (where owner_user_id is null) as without from customers
      where company_id = ${companyId} and merged_into is null and erased_at is null group by 1) s
    full join (select segment, owner_user_id from owner_rules where company_id = ${companyId}) r on r.segment = s.segment
    left join members m on m.company_id = ${companyId} and m.user_id = r.owner_user_id
    order by coalesce(s.segment, r.segment) = '', lower(coalesce(s.segment, r.segment))`.execute(executor)
  return rows.map((row) => ({
    segment: row.segment === '' ? null : row.segment,
    ownerUserId: row.owner,
    customers: Number(row.customers),
    withoutOwner: Number(row.without),
  }))
}
