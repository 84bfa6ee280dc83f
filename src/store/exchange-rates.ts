// Exchange rates of a company, from the tables that it has loaded.
import { sql } from 'kysely'
import type { RateLookup } from '#domain/matching/types'
import type { NbpRate } from '#domain/rates/nbp-table'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import type { ExchangeRatesTable } from './schema/ledger.ts'

const columns = {
  company_id: 'uuid',
  currency: 'text',
  on_day: 'date',
  ten_thousandths: 'bigint',
  per_units: 'bigint',
  loaded_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<keyof ExchangeRatesTable, string>

/** Keeps the rates; a day loaded again is replaced. */
export async function saveRates(executor: Executor, companyId: Id, rates: readonly NbpRate[], at: Date): Promise<void> {
  const unique = new Map(rates.map((rate) => [`${rate.currency} ${rate.on}`, rate]))
  const rows = [...unique.values()].map((rate) => ({
    company_id: companyId,
    currency: rate.currency,
    on_day: rate.on,
    ten_thousandths: rate.tenThousandths,
    per_units: rate.per,
    loaded_at: at,
  }))
  await insertMany(executor, 'exchange_rates', columns, rows, {
    onConflict: sql`on conflict (company_id, currency, on_day) do update set ten_thousandths = excluded.ten_thousandths,
      per_units = excluded.per_units, loaded_at = excluded.loaded_at`,
  })
}

/** A lookup over the rates from `from` on; null when the company has loaded none. */
export async function loadRateLookup(executor: Executor, companyId: Id, from: Day): Promise<RateLookup | null> {
  const rows = await executor
    .selectFrom('exchange_rates')
    .select(['currency', 'on_day', 'ten_thousandths', 'per_units'])
    .where('company_id', '=', companyId)
    .where('on_day', '>=', from)
    .execute()
  if (rows.length === 0) return null
  const byPlace = new Map(rows.map((row) => [`${row.currency} ${row.on_day}`, row]))
  return (currency, on) => {
    const row = byPlace.get(`${currency} ${on}`)
    return row === undefined ? null : { tenThousandths: row.ten_thousandths, per: row.per_units, on }
  }
}
