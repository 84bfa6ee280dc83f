// Demands that warned of an entry at a bureau of economic information, and the entries themselves.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table big_notices (
    company_id uuid not null, notice_id uuid not null, customer_id uuid not null, sent_on date not null, delivery text not null,
    bureau_name text not null, recorded_by text not null, recorded_by_name text, recorded_at timestamptz not null, removed_at timestamptz,
    removed_by text, primary key (company_id, notice_id))`,
  `create index big_notices_customer on big_notices (company_id, customer_id)`,
  `create table big_entries (
    company_id uuid not null, entry_id uuid not null, customer_id uuid not null, entered_on date not null, bureau_name text not null,
    bureau_seat text not null, facts jsonb not null, entered_by text not null, entered_by_name text, entered_at timestamptz not null,
    removed_on date, removed_at timestamptz, removed_by text, removed_by_name text, primary key (company_id, entry_id))`,
  `create index big_entries_customer on big_entries (company_id, customer_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
