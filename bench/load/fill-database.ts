// Writes a made firm into a database by COPY: without triggers and indexes while it comes, with both again afterwards.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import copy, { type CopyStreamQuery } from 'pg-copy-streams'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type MadeRow, madeCompany, type Size, tables } from './made-company.ts'

type Table = keyof typeof tables
const names = Object.keys(tables) as readonly Table[]

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' }
const line = (fields: MadeRow[1]): string =>
  `${fields.map((field) => (field === null ? '\\N' : String(field).replace(/[\\\t\n]/g, (sign) => escapes[sign] ?? ''))).join('\t')}\n`

/** One connection a table, so that rows of all tables flow at once. */
async function openTable(connectionString: string, table: Table) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('begin')
  await client.query('set local synchronous_commit = off')
  const into: CopyStreamQuery = client.query(copy.from(`copy ${table} (${tables[table]}) from stdin`))
  let waiting = ''
  return {
    add: async (row: string) => {
      waiting += row
      if (waiting.length < 262_144) return
      const text = waiting
      waiting = ''
      if (!into.write(text)) await once(into, 'drain')
    },
    end: async () => {
      into.end(waiting)
      await finished(into)
      await client.query('commit')
      await client.end()
    },
  }
}

export async function fillDatabase(
  connectionString: string,
  made: { readonly seed: number; readonly companyId: Id; readonly size: Size; readonly today: Day; readonly owners: readonly string[] },
): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const list = names.map((name) => `'${name}'`).join(', ')
  const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename in (${list}) and indexdef not like '%UNIQUE%'`,
  )
  for (const { indexname } of indexes) await client.query(`drop index ${indexname}`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  const open = new Map(await Promise.all(names.map(async (name) => [name, await openTable(connectionString, name)] as const)))
  for (const [table, fields] of madeCompany(made.seed, made.companyId, made.size, made.today, made.owners))
    await open.get(table)?.add(line(fields))
  for (const table of open.values()) await table.end()
  await client.query(`set maintenance_work_mem = '512MB'`)
  for (const { indexdef } of indexes) await client.query(indexdef)
  for (const name of names) await client.query(`alter table ${name} enable trigger user`)
  await client.query(`select rebuild_figures($1)`, [made.companyId])
  await client.query('vacuum analyze')
  await client.end()
}
