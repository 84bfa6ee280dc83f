// What became of the matches that were proposed or posted, as labels: was the proposal right?
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type MatchLabel = {
  /** As the engine said before the company's own curve. */
  readonly probability: number
  readonly right: boolean
  /** person: somebody decided · time: posted by itself and left standing. */
  readonly by: 'person' | 'time'
}

/** Older labels say little of how matching does today. */
const newest = 5_000

/**
 * The newest labels of a company. Right: the first candidate accepted as it was, by hand exactly the same, or posted before `postedBefore` and left
 * standing. Wrong: rejected, undone, another candidate taken, placed by hand otherwise, or declared to be no customer's payment.
 */
export async function listMatchLabels(executor: Executor, companyId: Id, postedBefore: Date): Promise<MatchLabel[]> {
  const { rows } = await sql<{ probability: number; right: boolean; by: 'person' | 'time' }>`
    with proposals as (
      select m.*, coalesce((m.decision ->> 'uncalibrated')::double precision, m.probability) as said
      from matches m where m.company_id = ${companyId} and m.outcome <> 'none' and jsonb_array_length(m.decision -> 'allocations') > 0
    ), decided as (
      select m.match_id, m.payment_id, m.said, m.state,
        m.state = 'posted' or (m.state = 'accepted' and m.chosen = 0) as "right",
        case when m.state = 'posted' then 'time' else 'person' end as "by"
      from proposals m
      where m.state in ('accepted', 'rejected', 'undone') or (m.state = 'posted' and m.decided_at < ${postedBefore})
    ), placed as (
      select e.payment_id, min(e.recorded_at) as since,
        array_agg(concat_ws(' ', e.invoice_id, e.amount_minor, e.currency) order by e.invoice_id, e.amount_minor) as parts
      from entries e where e.company_id = ${companyId} and e.kind = 'allocation' and e.match_id is null and e.reverses is null
        and e.actor like 'person:%' and e.payment_id is not null
        and not exists (select 1 from entries r where r.company_id = e.company_id and r.reverses = e.entry_id)
      group by e.payment_id
    ), by_hand as (
      select distinct on (m.payment_id) m.match_id, m.payment_id, m.said, placed.parts is not null and placed.parts = (
          select array_agg(concat_ws(' ', a ->> 'invoiceId', a -> 'amount' ->> 'minor', a -> 'amount' ->> 'currency')
            order by (a ->> 'invoiceId')::uuid, (a -> 'amount' ->> 'minor')::bigint)
          from jsonb_array_elements(m.decision -> 'allocations') a) as "right"
      from proposals m
      join payments p on p.company_id = m.company_id and p.payment_id = m.payment_id
      left join placed on placed.payment_id = m.payment_id and placed.since >= m.created_at
      where m.state = 'superseded' and (placed.payment_id is not null or p.outside_reason is not null)
        and not exists (select 1 from decided d where d.payment_id = m.payment_id and d.match_id > m.match_id)
      order by m.payment_id, m.match_id desc
    )
    select said as probability, "right", "by" from (
      select match_id, said, "right", "by" from decided union all select match_id, said, "right", 'person' from by_hand) labels
    order by match_id desc limit ${newest}`.execute(executor)
  return rows
}
