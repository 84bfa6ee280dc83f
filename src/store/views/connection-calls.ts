// The log of calls to the outside systems of one connection.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type CallLine = {
  readonly at: Date
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly durationMs: number
  readonly failure: string | null
}

/** The last hundred, newest first. */
export async function listCalls(executor: Executor, companyId: Id, connectionId: Id): Promise<CallLine[]> {
  const rows = await executor
    .selectFrom('connection_calls')
    .select(['at', 'method', 'url', 'status', 'duration_ms', 'failure'])
    .where('company_id', '=', companyId)
    .where('connection_id', '=', connectionId)
    .orderBy('call_id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    method: row.method,
    url: row.url,
    status: row.status,
    durationMs: row.duration_ms,
    failure: row.failure,
  }))
}
