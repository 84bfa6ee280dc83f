// Whose customers are whose: the owner of a segment as a kept rule, whether an owner stands by it, and what was changed of many customers at once.
import { type Kysely, sql } from 'kysely'

const statements = [
  // The empty segment stands for customers without one.
  `create table owner_rules (
    company_id uuid not null, segment text not null, owner_user_id text not null, changed_by text not null, changed_at timestamptz not null,
    primary key (company_id, segment))`,
  `alter table customers add column owner_by_rule boolean not null default false`,
  `create table customer_changes (
    company_id uuid not null, change_id uuid not null, customers jsonb not null, rule jsonb, made_by text not null, made_at timestamptz not null,
    undone_at timestamptz, undone_by text, primary key (company_id, change_id))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
