// Writes many rows by one statement: the rows travel as one JSON parameter.
import { type RawBuilder, sql } from 'kysely'
import type { Executor } from './database.ts'
import { safeJson } from './safe-json.ts'
import type { Schema } from './schema.ts'

/** Every column with its SQL type; a column that is missing in a row becomes null. */
export type ColumnTypes = Readonly<
  Record<string, 'uuid' | 'text' | 'date' | 'timestamptz' | 'bigint' | 'integer' | 'boolean' | 'jsonb' | 'text[]' | 'double precision'>
>

const rowsAtOnce = 5_000

/**
 * Inserts rows in chunks; `onConflict` is what follows the values (`on conflict do nothing`). Answers the named columns of the rows that were
 * really written, in no particular order.
 */
export async function insertMany<R extends object = object>(
  executor: Executor,
  table: keyof Schema,
  columns: ColumnTypes,
  rows: readonly object[],
  options: { readonly onConflict?: RawBuilder<unknown>; readonly returning?: readonly string[] } = {},
): Promise<R[]> {
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
  const typed = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `"${name}" ${type}`)
      .join(', '),
  )
  const written: R[] = []
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const json = safeJson(rows.slice(from, from + rowsAtOnce))
    const returning = options.returning === undefined ? sql`` : sql`returning ${sql.join(options.returning.map((name) => sql.ref(name)))}`
    const result =
      await sql<R>`insert into ${sql.table(table)} (${names}) select ${names} from jsonb_to_recordset(${json}::jsonb) as r(${typed}) ${options.onConflict ?? sql``} ${returning}`.execute(
        executor,
      )
    for (const row of result.rows) written.push(row)
  }
  return written
}
