// Addresses that are written to no more, what each person wants to be told, and what became of a message after it was taken.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table suppressed_addresses (
    company_id uuid not null, suppression_id uuid not null, address text not null, reason text not null, detail text, customer_id uuid, outbox_id uuid,
    created_by text not null, created_at timestamptz not null, lifted_by text, lifted_at timestamptz, primary key (company_id, suppression_id))`,
  `create unique index suppressed_addresses_once on suppressed_addresses (company_id, address) where lifted_at is null`,
  `create table alert_choices (
    company_id uuid not null, user_id text not null, media jsonb not null default '{}', quiet_from text, quiet_until text, digest_at text,
    large_from_minor bigint, unplaced_days integer, email text, phone text, slack text, telegram text, telegram_name text,
    link_code text, link_code_until timestamptz, changed_at timestamptz not null, primary key (company_id, user_id))`,
  `create unique index alert_choices_code on alert_choices (link_code) where link_code is not null`,
  // The handle is the one name that the message bears outside: in the Message-ID of a mail, in the parameter of an SMS.
  `alter table outbox add column handle text`,
  `alter table outbox add column delivery text`,
  `alter table outbox add column delivered_at timestamptz`,
  `alter table outbox add column delivery_detail text`,
  `create index outbox_handle on outbox (company_id, handle) where handle is not null`,
  `create index outbox_event_invoice on outbox (company_id, invoice_id) where kind = 'event' and invoice_id is not null`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
