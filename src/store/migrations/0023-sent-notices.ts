// A demand with the warning of a bureau that the house itself sent: which message it was, which debts it named, and what proves its delivery.
import { type Kysely, sql } from 'kysely'

const statements = [
  // Without named invoices a demand is of everything that was due on its day.
  `alter table big_notices add column outbox_id uuid, add column invoice_ids uuid[], add column proof text`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
