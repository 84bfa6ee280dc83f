// Keeps sums of a company in memory until its books change: the database says exactly whether any transaction has changed them since.
import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#values/id'
import type { Database } from '../database.ts'

/** What a sum is made of: invoices, customers and holds, or these and the payments too. */
export type Books = 'invoices' | 'all'
const partsOf: Readonly<Record<Books, readonly string[]>> = { invoices: ['invoices'], all: ['invoices', 'payments'] }

type Shelf = { readonly since: string; readonly sums: Map<string, Promise<unknown>> }
/** More than a working day of one company asks for; then it begins anew. */
const mostSums = 500
const mostCompanies = 500

const shelves = new WeakMap<Database, Map<string, Readonly<Record<Books, Shelf>>>>()

/** True too for a transaction that began before the snapshot was taken and ended after it. */
const changedSince = (companyId: Id, books: Books, shelf: Shelf | undefined): RawBuilder<boolean> =>
  shelf === undefined
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from book_changes where company_id = ${companyId} and part = any(${[...partsOf[books]]})
        and made_in >= pg_snapshot_xmin(${shelf.since}::pg_snapshot) and not pg_visible_in_snapshot(made_in, ${shelf.since}::pg_snapshot))`

/** Gives the sum that is kept under the key, else makes it. The key says everything that the sum depends on beside the books: filters, day. */
export type KeepSum = <T>(books: Books, key: readonly unknown[], make: () => Promise<T>) => Promise<T>

/** Asks once whether the books have changed; call it anew for each request. */
export async function keptSums(database: Database, companyId: Id): Promise<KeepSum> {
  const companies = shelves.get(database) ?? new Map<string, Readonly<Record<Books, Shelf>>>()
  shelves.set(database, companies)
  const kept = companies.get(companyId)
  const { rows } = await sql<{ now: string; invoices: boolean; all: boolean }>`select pg_current_snapshot()::text as now,
    ${changedSince(companyId, 'invoices', kept?.invoices)} as invoices, ${changedSince(companyId, 'all', kept?.all)} as all`.execute(
    database,
  )
  const [state] = rows
  const since = state?.now ?? ''
  const shelf = (books: Books): Shelf =>
    kept === undefined || state === undefined || state[books] ? { since, sums: new Map() } : kept[books]
  const current = { invoices: shelf('invoices'), all: shelf('all') }
  if (companies.size >= mostCompanies) companies.clear()
  companies.set(companyId, current)
  return <T>(books: Books, key: readonly unknown[], make: () => Promise<T>): Promise<T> => {
    const { sums } = current[books]
    const name = JSON.stringify(key)
    const found = sums.get(name)
    if (found !== undefined) return found as Promise<T>
    if (sums.size >= mostSums) sums.clear()
    const making = make()
    sums.set(name, making)
    making.catch(() => sums.delete(name))
    return making
  }
}
