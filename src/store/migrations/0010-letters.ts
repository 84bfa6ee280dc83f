// What is written to customers: the company's letterhead, its templates by version, notes and demands that were issued, links to pay, rates of interest.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table letter_settings (
    company_id uuid not null primary key, address text, bank_name text, bank_account text, logo_file_id uuid, sms_plain boolean not null default true,
    note_pattern text not null default 'NO/{nr}/{rok}', term_days integer not null default 7, maturity text not null default 'day-after-due',
    crediting text not null default 'principal-first', big_name text, big_seat text, changed_at timestamptz not null)`,
  `create table customer_terms (
    company_id uuid not null, customer_id uuid not null, debtor text not null, regime text not null, basis_points integer,
    compensation boolean not null default true, email_demands boolean not null default false, changed_by text not null,
    changed_at timestamptz not null, primary key (company_id, customer_id))`,
  // Versions are added, never changed; a version with ready = true goes back to the text that comes with the house.
  `create table message_templates (
    company_id uuid not null, template_id text not null, version integer not null, kind text not null, tone text not null, language text not null,
    subject text not null, title text not null, body text not null, sms text not null, ready boolean not null default false,
    made_by text not null, made_by_name text, made_at timestamptz not null, primary key (company_id, template_id, version))`,
  `create table documents (
    company_id uuid not null, document_id uuid not null, kind text not null, number text, series text not null, ordinal integer not null,
    customer_id uuid not null, issued_on date not null, language text not null, amount_minor bigint not null, currency text not null,
    facts jsonb not null, file_id uuid, invoice_id uuid, created_by text not null, created_by_name text, created_at timestamptz not null,
    cancelled_at timestamptz, cancelled_by text, cancelled_why text, primary key (company_id, document_id))`,
  `create unique index documents_series on documents (company_id, kind, series, ordinal)`,
  `create index documents_customer on documents (company_id, customer_id)`,
  `create table payment_links (
    company_id uuid not null, invoice_id uuid not null, amount_minor bigint not null, currency text not null, connection_id uuid not null,
    url text, failure text, asked_at timestamptz not null, made_at timestamptz, primary key (company_id, invoice_id, amount_minor, currency))`,
  `create table invoice_files (
    company_id uuid not null, invoice_id uuid not null, source_url text not null, file_id uuid, failure text, asked_at timestamptz not null,
    primary key (company_id, invoice_id))`,
  `create table interest_rates (
    company_id uuid not null, table_id text not null, from_on date not null, basis_points integer not null, known_through date not null,
    source text not null, made_by text not null, made_at timestamptz not null, primary key (company_id, table_id, from_on))`,
  // A file of one customer goes with a message to him alone; the same bytes under the same name are kept once.
  `alter table files add column customer_id uuid, add column content_key text`,
  `create unique index files_content on files (company_id, content_key) where content_key is not null`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
