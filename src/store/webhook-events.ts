// Webhook events by their outside id, kept for ever: a replay after days is known too.
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

/** Writes the event down; false when it has come before. */
export async function rememberWebhook(
  executor: Executor,
  connection: { readonly companyId: Id; readonly connectionId: Id },
  event: { readonly eventId: string; readonly streams: readonly string[]; readonly at: Date },
): Promise<boolean> {
  const written = await executor
    .insertInto('webhook_events')
    .values({
      company_id: connection.companyId,
      connection_id: connection.connectionId,
      event_id: event.eventId,
      received_at: event.at,
      streams: [...event.streams],
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'connection_id', 'event_id']).doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return written !== undefined
}
