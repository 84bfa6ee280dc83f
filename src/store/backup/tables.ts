// Which tables a backup holds, in an order in which they can be filled again.
import type pg from 'pg'

export type TableShape = { readonly schema: string; readonly table: string; readonly columns: readonly string[] }

/** Our own tables and those of sign-in; the job queue is left out, so that nothing fires on a restored copy, and what the database derives by itself. */
export async function listTables(client: pg.ClientBase): Promise<readonly TableShape[]> {
  const { rows } = await client.query<{ schema: string; table: string; columns: string[] }>(`
    select c.table_schema as schema, c.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'sign_in') and c.table_name not like 'kysely_%'
      and c.table_name not in ('invoice_figures', 'payment_figures', 'book_changes') and c.is_generated = 'NEVER'
    group by 1, 2 order by (c.table_name = 'users') desc, 1, 2`)
  return rows
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const copyOut = (shape: TableShape): string =>
  `copy ${quoted(shape.schema)}.${quoted(shape.table)} (${shape.columns.map(quoted).join(', ')}) to stdout`

export const copyIn = (shape: TableShape): string =>
  `copy ${quoted(shape.schema)}.${quoted(shape.table)} (${shape.columns.map(quoted).join(', ')}) from stdin`
