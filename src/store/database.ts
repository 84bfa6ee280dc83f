// The connection to PostgreSQL: one pool, one Kysely, transactions that are tried again on a clash.
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>
/** A database or an open transaction of it. */
export type Executor = Kysely<Schema> | Transaction<Schema>
export type Tx = Transaction<Schema>

const int8 = 20
const date = 1082

/** bigint columns come as bigint, date columns as `YYYY-MM-DD` text; everything else as the driver does. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return (value: string) => BigInt(value)
    if (oid === date) return (value: string) => value
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
  },
}

export type OpenDatabase = { readonly database: Database; readonly pool: pg.Pool; close(): Promise<void> }

/** Opens a pool of at most `connections` (10) on a connection string. */
export function openDatabase(
  connectionString: string,
  options: { readonly connections?: number; readonly onError?: (error: Error) => void } = {},
): OpenDatabase {
  const pool = new pg.Pool({ connectionString, types, max: options.connections ?? 10, application_name: 'skarbnik' })
  const onError = options.onError ?? (() => undefined)
  // A connection that the server ends while nothing is asked on it, in the pool or in the middle of a transaction, would otherwise end the
  // process; whoever holds it is told by his next question.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const database = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool,
      // Compiling a query of a screen takes longer than running it, and workers beside it are missed by whoever else clicks.
      onCreateConnection: async (connection) =>
        void (await connection.executeQuery(CompiledQuery.raw('set jit = off; set max_parallel_workers_per_gather = 0'))),
    }),
  })
  return { database, pool, close: () => database.destroy() }
}

/** Serialisation failure and deadlock: the transaction did nothing and may be tried again. */
const clashes = new Set(['40001', '40P01'])

const isClash = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && clashes.has(String(error.code))

/** Runs `work` in one transaction, again up to five times when it clashes with another. `work` must have no effect outside the database. */
export async function inTransaction<T>(executor: Executor, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (executor.isTransaction) return work(executor as Tx)
  for (let attempt = 1; ; attempt++) {
    try {
      return await executor.transaction().execute(work)
    } catch (error) {
      if (!isClash(error) || attempt === 5) throw error
    }
  }
}

/** Carries the work out and takes it back: answers what would be, and nothing that it wrote stays. */
export async function withoutTrace<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const takenBack = new Error('taken back')
  const answers: T[] = []
  try {
    await inTransaction(database, async (tx) => {
      answers.push(await work(tx))
      throw takenBack
    })
  } catch (error) {
    if (error !== takenBack) throw error
  }
  return answers.at(-1) as T
}

/** Reads what stands at one moment, whatever others write meanwhile; `work` writes nothing. */
export const inSnapshot = <T>(executor: Executor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  executor.isTransaction
    ? work(executor as Tx)
    : executor.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
