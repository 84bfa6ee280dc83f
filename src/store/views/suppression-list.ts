// Addresses that are written to no more, as people search and lift them.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import type { SuppressionReason } from '../suppressions.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type SuppressionRow = {
  readonly suppressionId: Id
  readonly address: string
  readonly reason: SuppressionReason
  readonly detail: string | null
  readonly customerId: Id | null
  readonly customer: string | null
  readonly createdAt: Date
}

/** `ownerUserId`: only those of this person's customers. */
export async function listSuppressions(
  executor: Executor,
  companyId: Id,
  filter: {
    readonly after?: string | undefined
    readonly limit?: number | undefined
    readonly q?: string | undefined
    readonly ownerUserId: string | null
  },
): Promise<{ readonly rows: SuppressionRow[]; readonly next: string | null; readonly total: number }> {
  const size = pageSize(filter.limit)
  const [after = null] = filter.after === undefined ? [] : readCursor(filter.after, 1)
  const like = `%${(filter.q ?? '')
    .trim()
    .toLowerCase()
    .replace(/[%_\\]/g, '\\$&')}%`
  const wanted = sql`s.company_id = ${companyId} and s.lifted_at is null and (s.address like ${like} or lower(coalesce(c.name, '')) like ${like})
    and (${filter.ownerUserId}::text is null or c.owner_user_id = ${filter.ownerUserId})`
  const joined = sql`suppressed_addresses s left join customers c on c.company_id = s.company_id and c.customer_id = s.customer_id`
  const { rows } = await sql<SuppressionRow>`
    select s.suppression_id as "suppressionId", s.address, s.reason, s.detail, s.customer_id as "customerId", c.name as customer, s.created_at as "createdAt"
    from ${joined} where ${wanted} and (${after}::uuid is null or s.suppression_id < ${after}::uuid)
    order by s.suppression_id desc limit ${size + 1}`.execute(executor)
  const { rows: counted } = await sql<{ total: bigint }>`select count(*) as total from ${joined} where ${wanted}`.execute(executor)
  return { ...cutPage(rows, size, (row) => [row.suppressionId]), total: Number(counted[0]?.total ?? 0) }
}
