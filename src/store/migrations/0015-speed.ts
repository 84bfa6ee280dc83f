// Indexes that answer lists from themselves alone, and marks by which kept sums know that the books have changed since.
import { type Kysely, sql } from 'kysely'

const indexes = [
  // What each customer has settled and when, for his average delay.
  `create index invoice_balances_settled on invoice_balances (company_id, customer_id, last_paid_on) include (currency, due_on)
    where open_minor = 0 and due_on is not null and type <> 'proforma'`,
  // A customer's invoices in the order of the list; sums of many customers without reading the rows.
  `create index invoice_balances_by_customer on invoice_balances (company_id, customer_id, issue_on, invoice_id) include (currency, open_minor)`,
  `drop index invoice_balances_customer`,
  // What each customer owes, of some category of lines too.
  `drop index invoice_balances_owed`,
  `create index invoice_balances_owed on invoice_balances (company_id, customer_id) include (currency, due_on, open_minor, type, categories) where open_minor > 0`,
  // What is open by the day on which it falls due, as the list shows it first.
  `create index invoice_balances_open_due on invoice_balances (company_id, (coalesce(due_on, date '9999-12-31')), invoice_id) where open_minor > 0`,
  // Parts of numbers without what stands between them: groups of three signs that reach over a stroke narrow far better.
  `create function bare_number(value text) returns text language sql immutable parallel safe as $$ select replace(value, '|', '') $$`,
  `drop index if exists invoices_number_parts`,
  `do $$ begin if exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create index invoices_number_parts on invoices using gin (bare_number(number_key) gin_trgm_ops);
  end if; end $$`,
  `drop index invoices_issued`,
  `create index invoices_issued on invoices (company_id, issue_on, invoice_id) include (number_key)`,
  // What came in on which days.
  `create index payments_income on payments (company_id, booked_on) include (currency, amount_minor, customer_id, payment_id) where outside_reason is null`,
]

/** Of which part of the books a table tells. */
const parts = { invoices: ['invoice_balances', 'customers', 'holds'], payments: ['payment_balances', 'payments', 'matches'] } as const

const changed = (part: string) => `create function ${part}_changed() returns trigger language plpgsql as $$
begin
  insert into book_changes (company_id, part, made_in) select distinct company_id, '${part}', pg_current_xact_id() from changed_rows on conflict do nothing;
  return null;
end $$`

const triggers = (table: string, part: string) =>
  [
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ].map(
    ([event, rows]) =>
      `create trigger ${table}_${event}_changes_${part} after ${event} on ${table} referencing ${rows} table as changed_rows for each statement execute function ${part}_changed()`,
  )

const marks = [
  // One row a transaction: nobody waits for another, and a transaction that ends later than one begun after it is still seen.
  `create table book_changes (
    company_id uuid not null, part text not null, made_in xid8 not null, primary key (company_id, part, made_in))`,
  ...Object.entries(parts).flatMap(([part, tables]) => [changed(part), ...tables.flatMap((table) => triggers(table, part))]),
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...indexes, ...marks]) await sql.raw(statement).execute(db)
}
