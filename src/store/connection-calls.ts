// Writes the log of calls to outside systems; the newest few hundred of a connection are kept.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { insertMany } from './insert-many.ts'
import { newId } from './new-id.ts'

export type ConnectionCall = {
  readonly companyId: Id
  readonly connectionId: Id
  readonly at: Date
  readonly method: string
  /** Without secrets. */
  readonly url: string
  readonly status: number | null
  readonly durationMs: number
  readonly failure: string | null
}

const columns = {
  company_id: 'uuid',
  call_id: 'uuid',
  connection_id: 'uuid',
  at: 'timestamptz',
  method: 'text',
  url: 'text',
  status: 'integer',
  duration_ms: 'integer',
  failure: 'text',
} as const
const kept = 500

/** Appends calls in the order given. */
export async function appendCalls(executor: Executor, calls: readonly ConnectionCall[]): Promise<void> {
  await insertMany(
    executor,
    'connection_calls',
    columns,
    calls.map((call) => ({
      company_id: call.companyId,
      call_id: newId(),
      connection_id: call.connectionId,
      at: call.at,
      method: call.method,
      url: call.url,
      status: call.status,
      duration_ms: call.durationMs,
      failure: call.failure,
    })),
  )
}

/** Drops all but the newest five hundred calls of a connection. */
export async function pruneCalls(executor: Executor, connection: { readonly companyId: Id; readonly connectionId: Id }): Promise<void> {
  const oldest = await executor
    .selectFrom('connection_calls')
    .select('call_id')
    .where('company_id', '=', connection.companyId)
    .where('connection_id', '=', connection.connectionId)
    .orderBy('call_id', 'desc')
    .offset(kept)
    .limit(1)
    .executeTakeFirst()
  if (oldest === undefined) return
  await executor
    .deleteFrom('connection_calls')
    .where('company_id', '=', connection.companyId)
    .where('connection_id', '=', connection.connectionId)
    .where('call_id', '<=', oldest.call_id)
    .execute()
}
