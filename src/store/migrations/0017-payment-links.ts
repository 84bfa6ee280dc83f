// Links to pay by the life of each link, what a payment says of the link it came by, attempts to fetch PDFs of invoices, and orders and offers of customers.
import { type Kysely, sql } from 'kysely'

const statements = [
  // The table of 0010 knew one link an invoice and sum and was never written to; a link has a life of its own: made, ended, shut at the gateway.
  `drop table payment_links`,
  `create table payment_links (
    company_id uuid not null, link_id uuid not null, invoice_id uuid not null, amount_minor bigint not null, currency text not null,
    connection_id uuid not null, reference text not null, url text, external_id text, failure text, attempts integer not null default 0,
    asked_at timestamptz not null, made_at timestamptz, expires_at timestamptz, ended_at timestamptz, ended_why text,
    primary key (company_id, link_id))`,
  `create unique index payment_links_living on payment_links (company_id, invoice_id) where ended_at is null`,
  `create unique index payment_links_reference on payment_links (company_id, reference)`,
  `alter table payments add column link_reference text`,
  `alter table invoice_files add column attempts integer not null default 0`,
  `create table orders (
    company_id uuid not null, order_id uuid not null, connection_id uuid, source_key text not null, external_id text not null, kind text not null,
    number text not null, title text, customer_id uuid, customer_facts jsonb not null default '{}', issued_on date not null, valid_until date,
    currency text not null, total_minor bigint not null, state text not null, source_state text, view_url text, invoice_number text,
    created_at timestamptz not null, changed_at timestamptz not null, gone_at timestamptz, primary key (company_id, order_id))`,
  `create unique index orders_source on orders (company_id, source_key, external_id)`,
  `create index orders_customer on orders (company_id, customer_id, issued_on desc)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
