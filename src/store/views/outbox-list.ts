// What leaves the house as its screen shows it: one row a message or status, filtered and counted by what became of it.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import type { Delivery } from '../outbox-deliveries.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type OutboxDay = { readonly day: Day; readonly startsAt: Date }

/** Reminders of the day that go, went, or would go but for the dry run. What a row says is read last: it is the dearest to look at. */
const goesOn = ({ day, startsAt }: OutboxDay) => sql<boolean>`(o.kind = 'message' and o.key like 'reminder:%'
  and (o.state in ('planned', 'awaiting-approval', 'sending', 'unknown') or (o.state = 'done' and o.sent_at >= ${startsAt}::timestamptz)
    or (o.state = 'withheld' and o.reason = 'dry-run'))
  and o.payload ->> 'on' = ${day})`

type Page = { readonly after?: string | undefined; readonly limit?: number | undefined }

const outboxQuery = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('outbox as o')
    .leftJoin('connections as k', (join) =>
      join.onRef('k.company_id', '=', 'o.company_id').onRef('k.connection_id', '=', 'o.connection_id'),
    )
    .leftJoin('customers as c', (join) => join.onRef('c.company_id', '=', 'o.company_id').onRef('c.customer_id', '=', 'o.customer_id'))
    .select([
      'o.outbox_id',
      'o.kind',
      'o.state',
      'o.reason',
      'o.payload',
      'o.customer_id',
      'c.name as customer_name',
      'k.name as connection_name',
      'o.attempts',
      'o.failure',
      'o.created_at',
      'o.next_attempt_at',
      'o.sent_at',
      'o.delivery',
      'o.delivered_at',
      'o.delivery_detail',
    ])
    .where('o.company_id', '=', companyId)

export type OutboxFilter = Page & {
  readonly kind?: 'message' | 'write-back' | undefined
  readonly state?: string | undefined
  readonly reason?: string | undefined
  readonly delivery?: Delivery | 'unreported' | undefined
  readonly customerId?: Id | undefined
  /** Only reminders that go, or in a dry run would go, on this day. */
  readonly on?: OutboxDay | undefined
  readonly ownerUserId: string | null
}

export async function listOutboxRows(executor: Executor, companyId: Id, filter: OutboxFilter) {
  const size = pageSize(filter.limit)
  const [after] = filter.after === undefined ? [] : readCursor(filter.after, 1)
  let query = outboxQuery(executor, companyId)
  if (after !== undefined) query = query.where('o.outbox_id', '<', after)
  if (filter.kind !== undefined)
    query = filter.kind === 'message' ? query.where('o.kind', '=', 'message') : query.where('o.kind', '<>', 'message')
  if (filter.state !== undefined) query = query.where('o.state', '=', filter.state)
  if (filter.reason !== undefined) query = query.where('o.reason', '=', filter.reason)
  if (filter.delivery === 'unreported')
    query = query.where('o.kind', '=', 'message').where('o.state', '=', 'done').where('o.delivery', 'is', null)
  else if (filter.delivery !== undefined) query = query.where('o.delivery', '=', filter.delivery)
  if (filter.on !== undefined) query = query.where(goesOn(filter.on))
  if (filter.customerId !== undefined) query = query.where('o.customer_id', '=', filter.customerId)
  if (filter.ownerUserId !== null) query = query.where('c.owner_user_id', '=', filter.ownerUserId)
  const rows = await query
    .orderBy('o.outbox_id', 'desc')
    .limit(size + 1)
    .execute()
  return cutPage(rows, size, (row) => [row.outbox_id])
}

export type OutboxLine = Awaited<ReturnType<typeof listOutboxRows>>['rows'][number]

export async function findOutboxRow(
  executor: Executor,
  companyId: Id,
  outboxId: Id,
  ownerUserId: string | null,
): Promise<OutboxLine | null> {
  let query = outboxQuery(executor, companyId).where('o.outbox_id', '=', outboxId)
  if (ownerUserId !== null) query = query.where('c.owner_user_id', '=', ownerUserId)
  return (await query.executeTakeFirst()) ?? null
}

export type OutboxCounts = {
  readonly states: Readonly<Record<string, number>>
  readonly reasons: Readonly<Record<string, number>>
  readonly deliveries: Readonly<Record<string, number>>
  readonly today: number
}

/** How many rows there are by state, what was kept back by reason, what became of what was sent, and what goes on the day. */
export async function countOutbox(
  executor: Executor,
  companyId: Id,
  kind: 'message' | 'write-back' | undefined,
  on: OutboxDay,
): Promise<OutboxCounts> {
  const { rows } = await sql<{ state: string; reason: string | null; delivery: string | null; count: bigint; today: bigint }>`
    select state, case when state = 'withheld' then reason end as reason, delivery, count(*) as count, count(*) filter (where ${goesOn(on)}) as today
    from outbox o where company_id = ${companyId}
      and ${kind === undefined ? sql`true` : kind === 'message' ? sql`kind = 'message'` : sql`kind <> 'message'`}
    group by 1, 2, 3`.execute(executor)
  const sums = (key: (row: (typeof rows)[number]) => string | null): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const row of rows) {
      const name = key(row)
      if (name !== null) counts[name] = (counts[name] ?? 0) + Number(row.count)
    }
    return counts
  }
  return {
    states: sums((row) => row.state),
    reasons: sums((row) => row.reason),
    deliveries: sums((row) => row.delivery),
    today: rows.reduce((sum, row) => sum + Number(row.today), 0),
  }
}
