// How far the exchange rates of a company reach.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type RatesState = {
  readonly days: number
  readonly from: Day | null
  readonly to: Day | null
  readonly currencies: readonly string[]
}

export async function readRatesState(executor: Executor, companyId: Id): Promise<RatesState> {
  const { rows } = await sql<{ days: bigint; from: Day | null; to: Day | null; currencies: string[] | null }>`
    select count(distinct on_day) as days, min(on_day) as "from", max(on_day) as "to", array_agg(distinct currency) as currencies
    from exchange_rates where company_id = ${companyId}`.execute(executor)
  const [row] = rows
  return { days: Number(row?.days ?? 0), from: row?.from ?? null, to: row?.to ?? null, currencies: row?.currencies ?? [] }
}
