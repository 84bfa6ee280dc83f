// Exchange rates of a day into the base currency: the last ones that the bank's table gave up to that day.
import { sql } from 'kysely'
import type { EuroRate } from '#domain/interest/recovery-compensation'
import { type Currency, PLN } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

/** A rate older than this is no rate of the day: the table skips weekends and holidays, not weeks. */
const mostDaysOld = 10

/** An amount of a currency times `of` through `by` is in the base currency, whole units of both; null without a rate. */
export async function baseRates(
  executor: Executor,
  companyId: Id,
  base: Currency,
  asOf: Day,
): Promise<(of: Currency) => { readonly of: bigint; readonly by: bigint } | null> {
  const { rows } = await sql<{ currency: string; rate: bigint; per: bigint }>`
    select distinct on (currency) currency, ten_thousandths as rate, per_units as per from exchange_rates
    where company_id = ${companyId} and on_day <= ${asOf} and on_day >= ${asOf}::date - ${mostDaysOld}::integer order by currency, on_day desc`.execute(
    executor,
  )
  const inPln = new Map<string, { readonly rate: bigint; readonly per: bigint }>([
    [PLN, { rate: 10_000n, per: 1n }],
    ...rows.map((row) => [row.currency, row] as const),
  ])
  return (of) => {
    const [from, to] = [inPln.get(of), inPln.get(base)]
    return from === undefined || to === undefined ? null : { of: from.rate * to.per, by: to.rate * from.per }
  }
}

/** NBP's average euro rates that the company has loaded, by day: for the compensation of recovery costs. */
export async function euroRates(executor: Executor, companyId: Id): Promise<(on: Day) => EuroRate | null> {
  const rows = await executor
    .selectFrom('exchange_rates')
    .select(['on_day', 'ten_thousandths'])
    .where('company_id', '=', companyId)
    .where('currency', '=', 'EUR')
    .execute()
  const byDay = new Map(rows.map((row) => [row.on_day, row.ten_thousandths]))
  return (on) => {
    const rate = byDay.get(on)
    return rate === undefined ? null : { on, tenThousandths: rate, table: 'A' }
  }
}
