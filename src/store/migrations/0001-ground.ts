// The first tables. Every table has company_id first in its keys; ids are UUIDv7 made in the app; days are dates, instants timestamptz.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table installation (key text primary key, value jsonb not null)`,

  `create table companies (
    company_id uuid primary key, name text not null, nip text, time_zone text not null default 'Europe/Warsaw',
    base_currency text not null default 'PLN', language text not null default 'pl', demo boolean not null default false,
    sending_mode text not null default 'dry-run', locked_until date, settings jsonb not null default '{}', created_at timestamptz not null)`,

  `create table members (
    company_id uuid not null, user_id text not null, role text not null, created_at timestamptz not null,
    primary key (company_id, user_id))`,
  `create index members_user on members (user_id)`,
  `create table invitations (
    company_id uuid not null, invitation_id uuid not null, email text not null, role text not null, token_hash text not null,
    created_by text not null, created_at timestamptz not null, expires_at timestamptz not null, accepted_at timestamptz, revoked_at timestamptz,
    primary key (company_id, invitation_id))`,
  `create unique index invitations_token on invitations (token_hash)`,
  `create table api_tokens (
    company_id uuid not null, token_id uuid not null, name text not null, token_hash text not null, hint text not null, scopes text[] not null,
    created_by text not null, created_at timestamptz not null, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz,
    primary key (company_id, token_id))`,
  `create unique index api_tokens_hash on api_tokens (token_hash)`,

  `create table connections (
    company_id uuid not null, connection_id uuid not null, shelf text not null, plugin_id text not null, name text not null,
    settings jsonb not null, secrets bytea, kinds text[] not null, state text not null default 'connected', failure jsonb,
    cursors jsonb not null default '{}', memory jsonb not null default '{}', webhook_key text not null,
    last_attempt_at timestamptz, last_success_at timestamptz, created_at timestamptz not null, removed_at timestamptz,
    primary key (company_id, connection_id))`,
  `create unique index connections_webhook on connections (webhook_key)`,
  `create table connection_calls (
    company_id uuid not null, call_id uuid not null, connection_id uuid not null, at timestamptz not null, method text not null, url text not null,
    status integer, duration_ms integer not null, failure text, primary key (company_id, call_id))`,
  `create index connection_calls_recent on connection_calls (company_id, connection_id, call_id)`,
  `create table webhook_events (
    company_id uuid not null, connection_id uuid not null, event_id text not null, received_at timestamptz not null, streams text[] not null,
    primary key (company_id, connection_id, event_id))`,

  `create table imports (
    company_id uuid not null, import_id uuid not null, source text not null, connection_id uuid, stream text, file_name text, content_hash text,
    byte_size bigint, format text, state text not null, counts jsonb not null default '{}', failure jsonb, created_by text not null,
    received_at timestamptz not null, finished_at timestamptz, primary key (company_id, import_id))`,
  `create index imports_hash on imports (company_id, content_hash)`,
  `create table import_chunks (
    company_id uuid not null, import_id uuid not null, ordinal integer not null, bytes bytea not null,
    primary key (company_id, import_id, ordinal))`,
  `create table records (
    company_id uuid not null, record_id uuid not null, import_id uuid not null, source_key text not null, stream text not null,
    external_id text not null, fingerprint text not null, occurrence integer not null, payload jsonb, place text, outcome text not null,
    rejection jsonb, subject_id uuid, received_at timestamptz not null, resolved_at timestamptz, primary key (company_id, record_id))`,
  `create unique index records_known on records (company_id, source_key, stream, external_id, fingerprint, occurrence)`,
  `create index records_import on records (company_id, import_id)`,
  `create index records_rejected on records (company_id, received_at) where outcome = 'rejected' and resolved_at is null`,

  `create table bank_accounts (
    company_id uuid not null, account_id uuid not null, account text not null, currency text not null, name text, bank text,
    kind text not null default 'settlement', last_booked_on date, last_read_at timestamptz, created_at timestamptz not null,
    primary key (company_id, account_id))`,
  `create unique index bank_accounts_known on bank_accounts (company_id, account, currency)`,
  `create table statements (
    company_id uuid not null, statement_id uuid not null, import_id uuid not null, account_id uuid not null, format text not null, number text,
    currency text not null, opening_minor bigint, closing_minor bigint, opening_on date, closing_on date, balanced boolean,
    difference_minor bigint, confirmed_by text, confirmed_at timestamptz, primary key (company_id, statement_id))`,
  `create index statements_import on statements (company_id, import_id)`,
  `create table statement_lines (
    company_id uuid not null, line_id uuid not null, statement_id uuid not null, import_id uuid not null, account_id uuid not null,
    fingerprint text not null, occurrence integer not null, booked_on date not null, value_on date, amount_minor bigint not null,
    currency text not null, title text not null, counterparty_name text, counterparty_account text, credited_account text,
    bank_reference text, customer_reference text, end_to_end_id text, operation text, state text not null, reversal boolean not null default false,
    original_minor bigint, original_currency text, charges_minor bigint, not_a_payment text, payment_id uuid,
    primary key (company_id, line_id))`,
  `create unique index statement_lines_known on statement_lines (company_id, account_id, fingerprint, occurrence)`,
  `create index statement_lines_import on statement_lines (company_id, import_id)`,

  `create table customers (
    company_id uuid not null, customer_id uuid not null, name text not null, name_folded text not null, tax_id text, email text, phone text,
    address text, language text not null default 'pl', segment text, owner_user_id text, created_at timestamptz not null, merged_into uuid,
    primary key (company_id, customer_id))`,
  `create index customers_tax on customers (company_id, tax_id)`,
  `create index customers_name on customers (company_id, name_folded)`,
  `create table customer_sources (
    company_id uuid not null, source_key text not null, external_id text not null, customer_id uuid not null,
    primary key (company_id, source_key, external_id))`,
  `create index customer_sources_customer on customer_sources (company_id, customer_id)`,
  `create table learnt (
    company_id uuid not null, learnt_id uuid not null, kind text not null, key text not null, customer_id uuid, payment_id uuid, invoice_id uuid,
    times integer not null default 1, created_by text not null, created_at timestamptz not null, last_seen_at timestamptz not null, removed_at timestamptz,
    primary key (company_id, learnt_id))`,
  `create unique index learnt_known on learnt (company_id, kind, key)`,

  `create table invoices (
    company_id uuid not null, invoice_id uuid not null, source_key text not null, external_id text not null, connection_id uuid, import_id uuid,
    number text not null, number_key text not null, type text not null, issue_on date not null, due_on date, sale_on date, currency text not null,
    total_minor bigint not null, net_minor bigint, source_settled_minor bigint not null default 0, customer_id uuid not null, order_reference text,
    ksef_number text, corrects text[] not null default '{}', lines jsonb not null default '[]', payment_url text, view_url text, pdf_url text,
    pay_to_account text, cancelled boolean not null default false, split_payment boolean not null default false, created_at timestamptz not null,
    changed_at timestamptz not null, primary key (company_id, invoice_id))`,
  `create unique index invoices_known on invoices (company_id, source_key, external_id)`,
  `create index invoices_number on invoices (company_id, number_key)`,
  `create index invoices_customer on invoices (company_id, customer_id, issue_on)`,
  `create index invoices_issued on invoices (company_id, issue_on, invoice_id)`,
  `create table payments (
    company_id uuid not null, payment_id uuid not null, source text not null, source_key text not null, external_id text not null, import_id uuid,
    line_id uuid, connection_id uuid, booked_on date not null, amount_minor bigint not null, currency text not null, payer_name text, payer_account text,
    payer_email text, title text not null, credited_account text, gateway_reference text, order_reference text, customer_id uuid,
    outside_reason text, snoozed_until date, created_at timestamptz not null, primary key (company_id, payment_id))`,
  `create unique index payments_known on payments (company_id, source_key, external_id)`,
  `create index payments_booked on payments (company_id, booked_on, payment_id)`,
  `create index payments_customer on payments (company_id, customer_id)`,

  `create table entries (
    company_id uuid not null, entry_id uuid not null, group_id uuid not null, kind text not null, on_day date not null, recorded_at timestamptz not null,
    actor text not null, why text, invoice_id uuid, payment_id uuid, amount_minor bigint not null, currency text not null, payment_minor bigint,
    payment_currency text, match_id uuid, reverses uuid, key text, primary key (company_id, entry_id))`,
  `create index entries_invoice on entries (company_id, invoice_id, on_day)`,
  `create index entries_payment on entries (company_id, payment_id)`,
  `create index entries_group on entries (company_id, group_id)`,
  `create unique index entries_reversed_once on entries (company_id, reverses) where reverses is not null`,
  `create unique index entries_key on entries (company_id, key) where key is not null`,
  `create table invoice_balances (
    company_id uuid not null, invoice_id uuid not null, customer_id uuid not null, due_on date, issue_on date not null, type text not null, currency text not null,
    total_minor bigint not null, open_minor bigint not null, settled_minor bigint not null, overpaid_minor bigint not null default 0,
    status text not null, since_on date not null, last_paid_on date, primary key (company_id, invoice_id))`,
  `create index invoice_balances_open on invoice_balances (company_id, due_on) where open_minor <> 0`,
  `create index invoice_balances_customer on invoice_balances (company_id, customer_id)`,
  `create table payment_balances (
    company_id uuid not null, payment_id uuid not null, currency text not null, amount_minor bigint not null, unapplied_minor bigint not null,
    status text not null, primary key (company_id, payment_id))`,
  `create index payment_balances_unapplied on payment_balances (company_id, status)`,
  `create table matches (
    company_id uuid not null, match_id uuid not null, payment_id uuid not null, outcome text not null, kind text not null, probability double precision not null,
    decision jsonb not null, state text not null, decided_by text, created_at timestamptz not null, decided_at timestamptz,
    primary key (company_id, match_id))`,
  `create index matches_payment on matches (company_id, payment_id)`,
  `create index matches_proposed on matches (company_id, state)`,

  `create table holds (
    company_id uuid not null, hold_id uuid not null, kind text not null, customer_id uuid, invoice_id uuid, until_on date, why text not null,
    created_by text not null, created_at timestamptz not null, ended_at timestamptz, primary key (company_id, hold_id))`,
  `create table dunning_policies (
    company_id uuid not null, policy_id uuid not null, name text not null, steps jsonb not null, is_default boolean not null default false,
    created_at timestamptz not null, primary key (company_id, policy_id))`,

  `create table files (
    company_id uuid not null, file_id uuid not null, name text not null, content_type text not null, bytes bytea not null, created_at timestamptz not null,
    primary key (company_id, file_id))`,
  `create table outbox (
    company_id uuid not null, outbox_id uuid not null, kind text not null, key text not null, connection_id uuid, customer_id uuid, invoice_id uuid,
    payload jsonb not null, state text not null, reason text, attempts integer not null default 0, wanted integer not null default 1, done integer not null default 0,
    next_attempt_at timestamptz not null, lease_until timestamptz, lease_token uuid, outcome jsonb, failure jsonb, cause text not null,
    created_at timestamptz not null, sent_at timestamptz, primary key (company_id, outbox_id))`,
  `create unique index outbox_key on outbox (company_id, key)`,
  `create index outbox_due on outbox (state, next_attempt_at)`,
  `create index outbox_customer on outbox (company_id, customer_id)`,

  `create table audit (
    company_id uuid not null, audit_id uuid not null, sequence bigint not null, at timestamptz not null, actor text not null, actor_name text,
    action text not null, subject_kind text, subject_id text, why text, change jsonb not null default '{}', previous_hash text not null, hash text not null,
    primary key (company_id, audit_id))`,
  `create unique index audit_sequence on audit (company_id, sequence)`,
  `create index audit_subject on audit (company_id, subject_kind, subject_id)`,
  `create table audit_heads (company_id uuid primary key, sequence bigint not null, hash text not null)`,

  `create table schedules (
    company_id uuid not null, schedule_id uuid not null, job text not null, connection_id uuid, rule jsonb not null, enabled boolean not null default true,
    next_run_at timestamptz not null, last_run_at timestamptz, primary key (company_id, schedule_id))`,
  `create index schedules_due on schedules (next_run_at) where enabled`,
  `create table job_runs (
    company_id uuid not null, run_id uuid not null, job text not null, key text not null, schedule_id uuid, connection_id uuid, import_id uuid, trigger text not null,
    scheduled_for timestamptz not null, state text not null, step text, progress_done integer not null default 0, progress_total integer,
    result jsonb, failure jsonb, attempt integer not null default 0, started_at timestamptz, finished_at timestamptz, created_at timestamptz not null,
    lease_until timestamptz, lease_token uuid, primary key (company_id, run_id))`,
  `create unique index job_runs_once on job_runs (company_id, job, key)`,
  `create index job_runs_recent on job_runs (company_id, created_at)`,
  `create table reports (
    company_id uuid not null, report_id uuid not null, kind text not null, period_key text not null, as_of date not null, file_id uuid not null,
    created_at timestamptz not null, primary key (company_id, report_id))`,
  `create unique index reports_once on reports (company_id, kind, period_key)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
