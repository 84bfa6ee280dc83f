// How many reminders of a company left in the last hour: after days without sending they go at a pace and not all at once.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'

const hourMs = 3_600_000

type Pace = { readonly companyId: Id; readonly outboxId: Id; readonly mostPerHour: number; readonly now: Date }

/** Null when one more may leave now, else when the oldest of the last hour is an hour old. */
export async function whenHourHasRoom(executor: Executor, { companyId, outboxId, mostPerHour, now }: Pace): Promise<Date | null> {
  const rows = await executor
    .selectFrom('outbox')
    .select(({ fn }) => fn.coalesce('sent_at', 'next_attempt_at').as('at'))
    .where('company_id', '=', companyId)
    .where('key', 'like', 'reminder:%')
    .where('outbox_id', '<>', outboxId)
    // Written out as in the index that answers this.
    .where(sql<boolean>`kind = 'message' and state in ('sending', 'done', 'unknown')`)
    .where(({ fn }) => sql<boolean>`${fn.coalesce('sent_at', 'next_attempt_at')} > ${new Date(now.getTime() - hourMs)}`)
    .execute()
  if (rows.length < mostPerHour) return null
  const oldest = Math.min(...rows.map((row) => row.at.getTime()))
  return new Date(Math.max(oldest, now.getTime() - hourMs) + hourMs)
}

/** Takes a place in the hour: senders of one company take turns until the transaction ends, so that two of them do not take the same. */
export async function takePlaceInHour(tx: Tx, pace: Pace): Promise<Date | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reminders:${pace.companyId}`}, 0))`.execute(tx)
  return whenHourHasRoom(tx, pace)
}
