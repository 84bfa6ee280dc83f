// Says whether this process can work: the database answers, and how long that takes.
import type { Context } from 'hono'
import { sql } from 'kysely'
import type { Shell } from '#flows/shell'

export async function health(context: Context, shell: Shell, version: string): Promise<Response> {
  const started = performance.now()
  try {
    await sql`select 1`.execute(shell.database)
    return context.json({ status: 'ok', version, databaseMs: Math.round(performance.now() - started) })
  } catch (error) {
    shell.log.error({ error: error instanceof Error ? error.message : String(error) }, 'health: database does not answer')
    return context.json({ status: 'failing', version, databaseMs: null }, 503)
  }
}
