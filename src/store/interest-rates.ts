// Rates of interest that a person added, after those that come with the house.
import type { RateTable } from '#domain/interest/rate-table'
import { type RateTables, statutoryRates } from '#domain/interest/regime'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type AddedRate = {
  readonly table: keyof RateTables
  readonly from: Day
  readonly basisPoints: number
  readonly knownThrough: Day
  readonly source: string
}

const isTable = (text: string): text is keyof RateTables => Object.hasOwn(statutoryRates, text)

export async function listAddedRates(executor: Executor, companyId: Id): Promise<readonly AddedRate[]> {
  const rows = await executor.selectFrom('interest_rates').selectAll().where('company_id', '=', companyId).orderBy('from_on').execute()
  return rows.flatMap((row) =>
    isTable(row.table_id)
      ? [{ table: row.table_id, from: row.from_on, basisPoints: row.basis_points, knownThrough: row.known_through, source: row.source }]
      : [],
  )
}

/** The house's tables with the company's rows: a row of the same day takes its place, and the table holds as far as the latest says. */
export async function rateTables(executor: Executor, companyId: Id): Promise<RateTables> {
  const added = await listAddedRates(executor, companyId)
  const merged = (id: keyof RateTables): RateTable => {
    const base = statutoryRates[id]
    const own = added.filter((rate) => rate.table === id)
    const rows = [
      ...base.rows.filter((row) => !own.some((rate) => rate.from === row.from)),
      ...own.map((rate) => ({ from: rate.from, basisPoints: rate.basisPoints, certainty: 'published' as const, source: rate.source })),
    ].toSorted((a, b) => (a.from < b.from ? -1 : 1))
    const known = [base.knownThrough, ...own.map((rate) => rate.knownThrough)].toSorted().at(-1) ?? base.knownThrough
    return { id: base.id, rows, knownThrough: known }
  }
  return { commercial: merged('commercial'), 'commercial-medical-public': merged('commercial-medical-public'), civil: merged('civil') }
}

export async function saveRate(
  executor: Executor,
  companyId: Id,
  rate: AddedRate,
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  const values = {
    basis_points: rate.basisPoints,
    known_through: rate.knownThrough,
    source: rate.source,
    made_by: by.actor,
    made_at: by.at,
  }
  await executor
    .insertInto('interest_rates')
    .values({ company_id: companyId, table_id: rate.table, from_on: rate.from, ...values })
    .onConflict((conflict) => conflict.columns(['company_id', 'table_id', 'from_on']).doUpdateSet(values))
    .execute()
}
