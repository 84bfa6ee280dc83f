// Own reports, their schedules, orders of files, what became of scheduled ones, and a read-only door for tools that draw from the database.
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table own_reports (
    company_id uuid not null, own_report_id uuid not null, name text not null, definition jsonb not null, created_by text not null,
    shared_roles text[] not null default '{}', shared_user_ids text[] not null default '{}', created_at timestamptz not null,
    changed_at timestamptz not null, removed_at timestamptz, primary key (company_id, own_report_id))`,
  `create table report_schedules (
    company_id uuid not null, report_schedule_id uuid not null, name text not null, report jsonb not null, format text not null, rule jsonb not null,
    recipients jsonb not null default '[]', targets jsonb not null default '[]', enabled boolean not null default true,
    next_run_at timestamptz not null, last_run_at timestamptz, last_outcome jsonb, created_by text not null, created_at timestamptz not null,
    removed_at timestamptz, primary key (company_id, report_schedule_id))`,
  `create index report_schedules_due on report_schedules (next_run_at) where enabled and removed_at is null`,
  `create table report_orders (
    company_id uuid not null, report_order_id uuid not null, name text not null, report jsonb not null, format text not null, state text not null,
    rows_done integer not null default 0, rows_total integer, file_id uuid, failure jsonb, created_by text not null, created_at timestamptz not null,
    finished_at timestamptz, primary key (company_id, report_order_id))`,
  `create index report_orders_waiting on report_orders (company_id, created_at) where state in ('waiting', 'working')`,
  `alter table reports add column name text, add column report_schedule_id uuid, add column outcome jsonb`,
  `create schema reporting`,
  `create table reporting.readers (role_name text not null, company_id uuid not null, primary key (role_name, company_id))`,
  // session_user is the role that signed in; nothing that it runs can change it.
  `create view reporting.invoices as
    select i.company_id, i.number as invoice_no, i.type, c.name as customer, c.tax_id, c.segment, i.issue_on as issued, i.due_on as due, i.currency,
      b.total_minor / 100.0 as gross, b.open_minor / 100.0 as open, b.settled_minor / 100.0 as paid, b.status, b.last_paid_on as last_paid
    from public.invoices i
    join public.invoice_balances b on b.company_id = i.company_id and b.invoice_id = i.invoice_id
    join public.customers c on c.company_id = i.company_id and c.customer_id = i.customer_id
    where i.company_id in (select r.company_id from reporting.readers r where r.role_name = session_user)`,
  `create view reporting.payments as
    select p.company_id, p.booked_on as booked, p.payer_name as payer, c.name as customer, p.currency, p.amount_minor / 100.0 as amount,
      b.unapplied_minor / 100.0 as unapplied, b.status
    from public.payments p
    join public.payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    left join public.customers c on c.company_id = p.company_id and c.customer_id = p.customer_id
    where p.company_id in (select r.company_id from reporting.readers r where r.role_name = session_user)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
