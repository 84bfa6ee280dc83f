// Proposals of the queue that are sure enough to be accepted together, the least sure first.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

export type BulkCandidate = { readonly paymentId: Id; readonly matchId: Id; readonly probability: number; readonly amount: Money }

/** As many as one person is asked about at once. */
const most = 2_000

/**
 * Payments that wait with a proposal of at least `from` that settles something; of these payments alone where `paymentIds` are given.
 * What matching held back for a reason (an unbalanced statement) is left to a person, one by one.
 */
export async function listBulkCandidates(
  executor: Executor,
  companyId: Id,
  wanted: {
    readonly from: number
    readonly today: Day
    readonly ownerUserId: string | null
    readonly paymentIds?: readonly Id[] | undefined
  },
): Promise<BulkCandidate[]> {
  const { rows } = await sql<{
    payment_id: Id
    match_id: Id
    probability: number
    minor: bigint
    currency: Currency
  }>`select p.payment_id, m.match_id, m.probability, b.unapplied_minor as minor, p.currency
    from payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    join matches m on m.company_id = p.company_id and m.payment_id = p.payment_id and m.state = 'proposed' and m.outcome = 'suggested'
    left join customers c on c.company_id = p.company_id and c.customer_id = coalesce(p.customer_id, (m.decision->>'customerId')::uuid)
    where p.company_id = ${companyId} and b.unapplied_minor > 0 and b.status in ('new', 'partly-settled') and p.outside_reason is null
      and (p.snoozed_until is null or p.snoozed_until <= ${wanted.today}) and m.probability >= ${wanted.from}
      and jsonb_array_length(m.decision->'allocations') > 0
      and not exists (select 1 from jsonb_array_elements(m.decision->'against') as a where a->>'because' = 'input.unbalanced-statement')
      and ${wanted.ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${wanted.ownerUserId}`}
      and ${wanted.paymentIds === undefined ? sql`true` : sql`p.payment_id = any(${[...wanted.paymentIds]}::uuid[])`}
    order by m.probability, p.payment_id limit ${most}`.execute(executor)
  return rows.map((row) => ({
    paymentId: row.payment_id,
    matchId: row.match_id,
    probability: row.probability,
    amount: money(BigInt(row.minor), row.currency),
  }))
}
