// Debt ratios of customers as they were kept: of the last day counted the present standing, of an earlier one the row that stood on it.
import { type RawBuilder, sql } from 'kysely'
import type { RatioFact } from '#domain/reporting/customer-facts'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import type { Executor } from '../database.ts'

type KeptRow = { customer_id: Id; basis_points: bigint | null; numerator_minor: bigint; turnover_minor: bigint; lack: string | null }

/** One row a customer: `customer_id`, `basis_points`, `numerator_minor`, `turnover_minor`, `lack`; in the base currency. */
export async function keptRatioRows(executor: Executor, companyId: Id, asOf: Day): Promise<RawBuilder<KeptRow>> {
  const settings = await executor
    .selectFrom('credit_settings')
    .select('history_until')
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  const until = settings?.history_until ?? null
  const days = sql<KeptRow>`select distinct on (customer_id) customer_id, basis_points, numerator_minor, turnover_minor, lack from credit_days
    where company_id = ${companyId} and on_day <= ${asOf} order by customer_id, on_day desc`
  if (until !== null && asOf < until) return days
  return sql<KeptRow>`select * from (select customer_id, basis_points, (figures ->> 'numeratorMinor')::bigint as numerator_minor,
      (figures ->> 'turnoverMinor')::bigint as turnover_minor, lack from credit_standings
      where company_id = ${companyId} and evaluated_at is not null and figures is not null) now
    union all select * from (${days}) past where not exists (select 1 from credit_standings s where s.company_id = ${companyId}
      and s.customer_id = past.customer_id and s.evaluated_at is not null and s.figures is not null)`
}

/** By customer; without those whose figures lack a rate, as they are half of the truth. */
export async function readRatioFacts(executor: Executor, companyId: Id, asOf: Day, base: Currency): Promise<ReadonlyMap<Id, RatioFact>> {
  const { rows } = await sql<KeptRow>`select * from (${await keptRatioRows(executor, companyId, asOf)}) kept
    where lack is distinct from 'rate-missing'`.execute(executor)
  return new Map(
    rows.map((row) => [
      row.customer_id,
      {
        percent: row.basis_points === null ? null : Number(row.basis_points) / 100,
        debt: money(row.numerator_minor, base),
        turnover: money(row.turnover_minor, base),
      },
    ]),
  )
}
