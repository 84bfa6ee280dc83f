// Reads the rows of a long query by a cursor of the server: one snapshot, a few thousand rows in memory at a time.
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database.ts'

const rowsAtOnce = 2_000
/** A reader that takes nothing for so long has gone; the snapshot must not stay open for him. */
const patience = '5min'

/** Ending the iteration early closes the cursor. */
export async function* streamRows<R>(database: Database, query: RawBuilder<R>): AsyncGenerator<R[]> {
  const transaction = await database.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    await sql`set local idle_in_transaction_session_timeout = ${sql.lit(patience)}`.execute(transaction)
    await sql`declare streamed no scroll cursor for ${query}`.execute(transaction)
    for (;;) {
      const { rows } = await sql<R>`fetch ${sql.lit(rowsAtOnce)} from streamed`.execute(transaction)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined)
  }
}
