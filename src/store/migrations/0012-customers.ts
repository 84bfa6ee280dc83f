// What is agreed with customers: promises, disputes and instalments as kinds of holds, their contacts, notes and tasks, merges, and links to their page.
import { type Kysely, sql } from 'kysely'

const statements = [
  // A hold keeps what was said as it was said: the amount, by whom, on which way, and what became of it.
  `alter table holds add column reason text, add column amount_minor bigint, add column currency text, add column by_whom text,
    add column channel text, add column invoice_ids uuid[], add column outcome text, add column outcome_at timestamptz,
    add column settled_minor bigint, add column proof_file_id uuid, add column ended_by text, add column ended_why text`,
  `create index holds_customer on holds (company_id, customer_id)`,
  `create index holds_judged on holds (company_id, kind) where outcome is null and ended_at is null`,
  `create table instalments (
    company_id uuid not null, hold_id uuid not null, ordinal integer not null, due_on date not null, amount_minor bigint not null,
    primary key (company_id, hold_id, ordinal))`,
  `create table tasks (
    company_id uuid not null, task_id uuid not null, kind text not null, key text not null, customer_id uuid, invoice_id uuid, payment_id uuid,
    facts jsonb not null default '{}', due_on date not null, assignee_user_id text, created_by text not null, created_at timestamptz not null,
    done_at timestamptz, done_by text, snoozed_until date, primary key (company_id, task_id))`,
  `create unique index tasks_key on tasks (company_id, key)`,
  `create index tasks_open on tasks (company_id, due_on) where done_at is null`,
  `create table notes (
    company_id uuid not null, note_id uuid not null, customer_id uuid not null, text text not null, mentions text[] not null default '{}',
    created_by text not null, created_by_name text, created_at timestamptz not null, removed_at timestamptz,
    primary key (company_id, note_id))`,
  `create index notes_customer on notes (company_id, customer_id)`,
  `create table contacts (
    company_id uuid not null, contact_id uuid not null, customer_id uuid not null, name text not null, role text not null, email text,
    phone text, language text, created_at timestamptz not null, removed_at timestamptz, primary key (company_id, contact_id))`,
  `create index contacts_customer on contacts (company_id, customer_id)`,
  `create table customer_merges (
    company_id uuid not null, merge_id uuid not null, from_customer_id uuid not null, into_customer_id uuid not null, moved jsonb not null,
    created_by text not null, created_at timestamptz not null, undone_at timestamptz, undone_by text, primary key (company_id, merge_id))`,
  `create index customer_merges_into on customer_merges (company_id, into_customer_id)`,
  `create table portal_links (
    company_id uuid not null, link_id uuid not null, customer_id uuid not null, token_hash text not null, sealed_token bytea not null,
    created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz, last_seen_at timestamptz,
    visits integer not null default 0, primary key (company_id, link_id))`,
  `create unique index portal_links_token on portal_links (token_hash)`,
  `create index portal_links_customer on portal_links (company_id, customer_id)`,
  `alter table customers add column payment_term_days integer, add column erased_at timestamptz`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
