// Debt ratios, blocks, promises and disputes of customers as they stood at the end of a day.
import { sql } from 'kysely'
import { type DebtorFact, nothingKnown } from '#domain/reporting/debtor-fact'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { keptRatioRows } from './kept-ratios.ts'

type On = { readonly asOf: Day; readonly timeZone: string }

/** The kept ratios, per cent by customer. */
export async function readDebtRatios(executor: Executor, companyId: Id, asOf: Day): Promise<ReadonlyMap<Id, number>> {
  const { rows } = await sql<{ customer_id: Id; basis_points: bigint }>`
    select customer_id, basis_points from (${await keptRatioRows(executor, companyId, asOf)}) kept where basis_points is not null`.execute(
    executor,
  )
  return new Map(rows.map((row) => [row.customer_id, Number(row.basis_points) / 100]))
}

/** One fact for each customer of whom something is known. */
export async function readDebtorFacts(executor: Executor, companyId: Id, { asOf, timeZone }: On): Promise<ReadonlyMap<Id, DebtorFact>> {
  const after = (column: string) => sql`(${sql.ref(column)} at time zone ${timeZone})::date > ${asOf}`
  const by = (column: string) => sql`(${sql.ref(column)} at time zone ${timeZone})::date <= ${asOf}`
  const blocks = await sql<{ customer_id: Id; started: boolean; since_on: Day }>`
    select b.customer_id, b.started_at is not null and ${by('b.started_at')} as started,
      (case when b.started_at is not null and ${by('b.started_at')} then b.started_at else b.created_at end at time zone ${timeZone})::date as since_on
    from credit_blocks b
    where b.company_id = ${companyId} and ${by('b.created_at')} and (b.ended_at is null or ${after('b.ended_at')})
      and not (b.state = 'refused' and ${by('b.decided_at')})
      and not exists (select 1 from credit_exceptions x where x.company_id = b.company_id and x.customer_id = b.customer_id
        and x.approved_at is not null and ${by('x.approved_at')} and x.until_on >= ${asOf} and (x.ended_at is null or ${after('x.ended_at')}))
    order by b.created_at`.execute(executor)
  const holds = await sql<{ customer_id: Id; kind: string; until_on: Day | null }>`
    select h.customer_id, h.kind, min(h.until_on) as until_on from holds h
    where h.company_id = ${companyId} and h.kind in ('promise', 'dispute') and ${by('h.created_at')}
      and (h.ended_at is null or ${after('h.ended_at')}) and (h.until_on is null or h.until_on >= ${asOf})
    group by h.customer_id, h.kind`.execute(executor)
  const facts = new Map<Id, DebtorFact>()
  const note = (id: Id, more: Partial<DebtorFact>) => facts.set(id, { ...(facts.get(id) ?? nothingKnown), ...more })
  for (const [id, ratioPercent] of await readDebtRatios(executor, companyId, asOf)) note(id, { ratioPercent })
  for (const { customer_id, started, since_on } of blocks.rows)
    if (started || facts.get(customer_id)?.block?.state !== 'active')
      note(customer_id, { block: { state: started ? 'active' : 'proposed', sinceOn: since_on } })
  for (const { customer_id, kind, until_on } of holds.rows)
    note(customer_id, kind === 'dispute' ? { disputed: true } : { promisedOn: until_on })
  return facts
}
