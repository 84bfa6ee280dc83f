// Keeps how people said the columns of a table are to be read: with the import itself, and as a profile for the next file of that header.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table mapping_profiles (
    company_id uuid not null, profile_id uuid not null, name text not null, kind text not null, signature_hash text not null, mapping jsonb not null,
    created_by text not null, created_at timestamptz not null, uses integer not null default 0, last_used_at timestamptz,
    primary key (company_id, profile_id))`,
  `create unique index mapping_profiles_signature on mapping_profiles (company_id, signature_hash)`,
  `alter table imports add column mapping jsonb`,
  `create index imports_received on imports (received_at) where state = 'received'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
