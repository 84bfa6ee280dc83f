// Teams that hear of blocks and releases: their people and their shared addresses.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table alert_teams (
    company_id uuid not null, team text not null, user_ids text[] not null default '{}', email text, slack text,
    changed_by text not null, changed_at timestamptz not null, primary key (company_id, team))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
