// The log of calls to outside systems, as the screens show it; old lines make room.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export type Call = { readonly at: Date; readonly method: string; readonly url: string; readonly status: number | null; readonly ms: number; readonly failure: string | null }

export async function appendCalls(executor: Executor, companyId: Id, connectionId: Id, call: Call): Promise<void> {
  await executor.insertInto('connection_calls').values({
    company_id: companyId, call_id: newId(), connection_id: connectionId, at: call.at, method: call.method, url: call.url.slice(0, 2000), status: call.status, duration_ms: call.ms, failure: call.failure,
  }).execute()
}

/** Forgets calls from before `until`. */
export async function forgetCalls(executor: Executor, companyId: Id, until: Date): Promise<void> {
  await executor.deleteFrom('connection_calls').where('company_id', '=', companyId).where('at', '<', until).execute()
}
