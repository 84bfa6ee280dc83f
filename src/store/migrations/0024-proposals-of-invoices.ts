// Which proposals lean on an invoice: asked whenever a person has placed other money against it.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create index matches_proposed_invoices on matches using gin ((decision->'allocations') jsonb_path_ops) where state = 'proposed'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
