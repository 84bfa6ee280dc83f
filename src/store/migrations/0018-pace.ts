// The pace of reminders is looked at before each of them: what left in the last hour is found without reading all that ever left.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index outbox_left on outbox (company_id, (coalesce(sent_at, next_attempt_at)))
        where kind = 'message' and state in ('sending', 'done', 'unknown')`,
    )
    .execute(db)
}
