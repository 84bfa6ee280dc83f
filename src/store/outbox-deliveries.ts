// What became of messages after a channel had taken them, and the messages of unknown outcome that are looked into.
import { sql } from 'kysely'
import { addressKey } from '#values/address-key'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import type { OutboxRow } from './outbox.ts'

export const deliveries = ['bounced', 'delivered', 'complained'] as const
export type Delivery = (typeof deliveries)[number]

export async function findByHandle(executor: Executor, companyId: Id, handle: string): Promise<OutboxRow | null> {
  const row = await executor
    .selectFrom('outbox')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('handle', '=', handle)
    .orderBy('outbox_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The address's own signs alone, so that two writings of a phone number are one. */
const addressed = (address: string) =>
  addressKey(address).startsWith('+')
    ? sql<boolean>`exists (select 1 from jsonb_array_elements(coalesce(payload->'content'->'to', '[]')) r
        where right(regexp_replace(r->>'address', '\\D', '', 'g'), 9) = ${addressKey(address).slice(-9)})`
    : sql<boolean>`exists (select 1 from jsonb_array_elements(coalesce(payload->'content'->'to', '[]')) r
        where lower(r->>'address') = ${addressKey(address)})`

/** The newest message that was handed over for this address; null when we have never written to it. */
export async function findLatestTo(executor: Executor, companyId: Id, address: string): Promise<OutboxRow | null> {
  const row = await executor
    .selectFrom('outbox')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('kind', '=', 'message')
    .where('handle', 'is not', null)
    .where(addressed(address))
    .orderBy('outbox_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** How many messages to this address have bounced since. */
export async function countBounces(executor: Executor, companyId: Id, address: string, since: Date): Promise<number> {
  const { bounces } = await executor
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<bigint>().as('bounces'))
    .where('company_id', '=', companyId)
    .where('delivery', '=', 'bounced')
    .where('delivered_at', '>=', since)
    .where(addressed(address))
    .executeTakeFirstOrThrow()
  return Number(bounces)
}

/**
 * Writes what a report says; false when as much is known already. The order of reports does not matter: a complaint outweighs a delivery, a
 * delivery a bounce. A report also settles an unknown outcome: the message was taken.
 */
export async function noteDelivery(
  executor: Executor,
  row: Pick<OutboxRow, 'company_id' | 'outbox_id'>,
  news: { readonly delivery: Delivery; readonly detail: string; readonly at: Date },
): Promise<boolean> {
  const weaker = deliveries.slice(0, deliveries.indexOf(news.delivery))
  const written = await executor
    .updateTable('outbox')
    .set((eb) => ({
      delivery: news.delivery,
      delivered_at: news.at,
      delivery_detail: news.detail.slice(0, 300),
      state: eb.case().when('state', '=', 'unknown').then('done').else(eb.ref('state')).end(),
      reason: eb.case().when('state', '=', 'unknown').then('report').else(eb.ref('reason')).end(),
      sent_at: eb.fn.coalesce('sent_at', eb.val(news.at)),
    }))
    .where('company_id', '=', row.company_id)
    .where('outbox_id', '=', row.outbox_id)
    .where((eb) => (weaker.length === 0 ? eb('delivery', 'is', null) : eb.or([eb('delivery', 'is', null), eb('delivery', 'in', weaker)])))
    .executeTakeFirst()
  return written.numUpdatedRows > 0n
}

/** Messages of unknown outcome whose next look is due, of the last days alone. */
export const listUnknownDue = (executor: Executor, at: Date, since: Date, limit: number): Promise<OutboxRow[]> =>
  executor
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'unknown')
    .where('kind', '=', 'message')
    .where('next_attempt_at', '<=', at)
    .where('created_at', '>=', since)
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute()

/** Writes what a look has shown, while nobody has decided meanwhile. */
export async function noteLook(
  executor: Executor,
  row: Pick<OutboxRow, 'company_id' | 'outbox_id'>,
  seen: { readonly reason: string; readonly next: Date } | { readonly found: object; readonly at: Date },
): Promise<boolean> {
  const written = await executor
    .updateTable('outbox')
    .set(
      'found' in seen
        ? { state: 'done', reason: 'found', outcome: JSON.stringify(seen.found), sent_at: seen.at }
        : { reason: seen.reason, next_attempt_at: seen.next },
    )
    .where('company_id', '=', row.company_id)
    .where('outbox_id', '=', row.outbox_id)
    .where('state', '=', 'unknown')
    .executeTakeFirst()
  return written.numUpdatedRows > 0n
}
