// Puts a table into Airtable: rows are known again by their first column, changed in place, and taken away when they are gone.
import * as z from 'zod'
import type { ConnectorContext, TableCell, TableWrite } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { call } from './api.ts'

const tablesSchema = z.object({
  tables: z.array(z.object({ id: z.string(), name: z.string(), fields: z.array(z.object({ name: z.string() })) })),
})
const pageSchema = z.object({
  records: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.unknown()) })),
  offset: z.string().optional(),
})

/** Records that one call takes. */
const most = 10

function read<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path })
  return parsed.data
}

const baseOf = (context: Pick<ConnectorContext, 'settings'>): string => String(context.settings['base'] ?? '')

export async function readTables(context: ConnectorContext): Promise<z.infer<typeof tablesSchema>['tables']> {
  const path = `/v0/meta/bases/${encodeURIComponent(baseOf(context))}/tables`
  return read(tablesSchema, await call(context, path), path).tables
}

/** The kind of a column by its first value; money is a number with two places. */
function fieldOf(name: string, values: readonly TableCell[]): object {
  const first = values.find((value) => value !== null && value !== '')
  if (typeof first === 'number') return { name, type: 'number', options: { precision: 2 } }
  if (typeof first === 'object' && first !== null) return { name, type: 'date', options: { dateFormat: { name: 'iso' } } }
  return { name, type: 'singleLineText' }
}

const written = (cell: TableCell): string | number | null => (typeof cell === 'object' && cell !== null ? cell.day : cell)

/** Rows whose first cells are alike are told apart by a number, because the first column is what they are known by. */
function rowsOf(table: TableWrite): readonly (readonly [key: string, fields: Record<string, string | number | null>])[] {
  const used = new Map<string, number>()
  return table.rows.map((row) => {
    const plain = String(written(row[0] ?? null) ?? '–')
    const times = (used.get(plain) ?? 0) + 1
    used.set(plain, times)
    const key = times === 1 ? plain : `${plain} (${times})`
    const [first = '', ...others] = table.columns
    return [key, { [first]: key, ...Object.fromEntries(others.map((column, at) => [column, written(row[at + 1] ?? null)])) }] as const
  })
}

const chunks = <T>(some: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(some.length / most) }, (_, at) => some.slice(at * most, (at + 1) * most))

export async function writeTable(context: ConnectorContext, table: TableWrite): Promise<{ readonly url: string | null }> {
  const [keyColumn = ''] = table.columns
  const tableId = await prepareTable(context, table)
  const path = `/v0/${encodeURIComponent(baseOf(context))}/${encodeURIComponent(tableId)}`
  const rows = rowsOf(table)
  for (const records of chunks(rows.map(([, fields]) => ({ fields }))))
    await call(context, path, {
      method: 'PATCH',
      repeatable: true,
      json: { performUpsert: { fieldsToMergeOn: [keyColumn] }, typecast: true, records },
    })
  const kept = new Set(rows.map(([key]) => key))
  const gone = (await listRecords(context, path, keyColumn)).filter(({ key }) => !kept.has(key)).map(({ id }) => id)
  for (const ids of chunks(gone)) await call(context, path, { method: 'DELETE', query: { 'records[]': [...ids] } })
  return { url: `https://airtable.com/${baseOf(context)}/${tableId}` }
}

/** The table and its missing columns are made; columns of people are left alone. */
async function prepareTable(context: ConnectorContext, table: TableWrite): Promise<string> {
  const known = (await readTables(context)).find(({ name }) => name === table.name)
  const path = `/v0/meta/bases/${encodeURIComponent(baseOf(context))}/tables`
  const fields = table.columns.map((column, at) =>
    at === 0
      ? { name: column, type: 'singleLineText' }
      : fieldOf(
          column,
          table.rows.map((row) => row[at] ?? null),
        ),
  )
  if (known === undefined)
    return read(z.object({ id: z.string() }), await call(context, path, { method: 'POST', json: { name: table.name, fields } }), path).id
  for (const [at, column] of table.columns.entries())
    if (!known.fields.some(({ name }) => name === column))
      await call(context, `${path}/${known.id}/fields`, { method: 'POST', json: fields[at] ?? {} })
  return known.id
}

async function listRecords(
  context: ConnectorContext,
  path: string,
  keyColumn: string,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  const found: { id: string; key: string }[] = []
  for (let offset: string | undefined; ; ) {
    const page = read(
      pageSchema,
      await call(context, path, { query: { pageSize: 100, 'fields[]': keyColumn, ...(offset === undefined ? {} : { offset }) } }),
      path,
    )
    for (const { id, fields } of page.records) {
      const key = fields[keyColumn]
      found.push({ id, key: typeof key === 'string' || typeof key === 'number' ? String(key) : '' })
    }
    offset = page.offset
    if (offset === undefined) return found
  }
}
