// Keeps which candidate of a proposal a person took, and the curve by which a company's own decisions correct probabilities.
import { type Kysely, sql } from 'kysely'

const statements = [
  `alter table matches add column chosen integer not null default 0`,
  `create table matching_curves (
    company_id uuid primary key, on_day date not null, labels integer not null, right_labels integer not null, bins jsonb,
    created_at timestamptz not null)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
