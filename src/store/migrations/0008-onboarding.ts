// Keeps how far a company has come in its first steps, what people note on payments, and answers that a browser may ask for twice.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table onboarding_steps (
    company_id uuid not null, step text not null, state text not null, decided_by text not null, decided_at timestamptz not null,
    primary key (company_id, step))`,
  `create table payment_notes (
    company_id uuid not null, note_id uuid not null, payment_id uuid not null, text text not null, created_by text not null, author text,
    created_at timestamptz not null, removed_at timestamptz, primary key (company_id, note_id))`,
  `create index payment_notes_payment on payment_notes (company_id, payment_id)`,
  `create table kept_answers (
    company_id uuid not null, caller text not null, key text not null, route text not null, started_at timestamptz not null, answer jsonb,
    primary key (company_id, caller, key))`,
  `create index kept_answers_started on kept_answers (started_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
