// Tells the firm's own systems what happened: one event for each webhook that takes its type, through the outbox.
import { type EventType, settingOfEvent } from '#ports/outgoing-event'
import { type Connection, listConnections } from '#store/connections'
import type { Executor, Tx } from '#store/database'
import { planEvent } from '#store/outbox'
import type { Id } from '#values/id'

export type PublishedEvent = {
  readonly companyId: Id
  readonly type: EventType
  /** What happened, for ever: the same type and key are told once to each receiver. */
  readonly key: string
  /** JSON; ids as the API writes them, amounts as text with a dot, no address of a person. */
  readonly data: object
  readonly invoiceId?: Id | null
  readonly at: Date
}

/** Plans the event inside the transaction of its cause; says how many receivers there are. */
export async function publishEvent(tx: Tx, event: PublishedEvent): Promise<number> {
  return publishEvents(tx, event.companyId, [event])
}

/** Webhooks of the company in use; nothing need be looked up where there are none. */
export const listReceivers = async (executor: Executor, companyId: Id): Promise<readonly Connection[]> =>
  (await listConnections(executor, companyId, 'channel')).filter(
    (connection) => connection.kinds.includes('webhook') && connection.state !== 'off',
  )

/** The same for many events of one company. */
export async function publishEvents(tx: Tx, companyId: Id, events: readonly Omit<PublishedEvent, 'companyId'>[]): Promise<number> {
  if (events.length === 0) return 0
  const receivers = await listReceivers(tx, companyId)
  let planned = 0
  for (const { connectionId, settings } of receivers)
    for (const { type, key, data, invoiceId, at } of events) {
      if (settings[settingOfEvent(type)] === false) continue
      const payload = { id: `${type}:${key}`, type, occurredAt: at.toISOString(), data }
      if (
        await planEvent(
          tx,
          companyId,
          { key: `event:${connectionId}:${type}:${key}`, connectionId, invoiceId: invoiceId ?? null, payload, cause: type },
          at,
        )
      )
        planned++
    }
  return planned
}
