// Saved views of lists and each person's columns; the figures that lists and tiles are summed from; indexes for a million rows.
import { type Kysely, sql } from 'kysely'

const views = [
  `create table saved_views (
    company_id uuid not null, view_id uuid not null, list text not null, name text not null, owner_user_id text not null, shared boolean not null default false,
    settings jsonb not null, created_at timestamptz not null, changed_at timestamptz not null, primary key (company_id, view_id))`,
  `create index saved_views_list on saved_views (company_id, list)`,
  `create table list_choices (
    company_id uuid not null, user_id text not null, list text not null, columns text[], default_view_id uuid,
    primary key (company_id, user_id, list))`,
]

const figureTables = [
  `alter table invoice_balances add column categories text[] not null default '{}'`,
  `update invoice_balances b set categories = found.categories from (
    select i.company_id, i.invoice_id, array_agg(distinct line->>'category') as categories from invoices i, jsonb_array_elements(i.lines) line
    where line->>'category' <> '' group by 1, 2) found where found.company_id = b.company_id and found.invoice_id = b.invoice_id`,
  // Rows are changes to be added up, never updated: two writers never wait for each other.
  `create table invoice_figures (
    company_id uuid not null, figure_id bigint generated always as identity, currency text not null, receivable boolean not null, owner_user_id text, segment text,
    category text, issue_month date not null, due_on date, paid_month date, status text not null, is_open boolean not null, partly boolean not null,
    invoices bigint not null, total_minor bigint not null, open_minor bigint not null, on_time bigint not null, delay_days bigint not null,
    primary key (company_id, figure_id))`,
  `create table payment_figures (
    company_id uuid not null, figure_id bigint generated always as identity, currency text not null, status text not null, payments bigint not null,
    amount_minor bigint not null, primary key (company_id, figure_id))`,
  `create index invoice_figures_category on invoice_figures (company_id, category)`,
]

const monthOf = (column: string) => `(${column} - (extract(day from ${column})::integer - 1))`

/** The part of the figures that some balances make up; `source` gives balances with a `sign`. Category null stands for the invoice as a whole. */
const invoiceFigures = (
  source: string,
) => `insert into invoice_figures (company_id, currency, receivable, owner_user_id, segment, category, issue_month, due_on,
    paid_month, status, is_open, partly, invoices, total_minor, open_minor, on_time, delay_days)
  select x.company_id, x.currency, x.type <> 'proforma', c.owner_user_id, c.segment, g.category, ${monthOf('x.issue_on')}, case when x.open_minor <> 0 then x.due_on end,
    case when x.open_minor = 0 and x.due_on is not null then ${monthOf('x.last_paid_on')} end, x.status, x.open_minor > 0, x.open_minor <> 0 and x.open_minor <> x.total_minor,
    sum(x.sign), sum(x.sign * x.total_minor), sum(x.sign * x.open_minor), coalesce(sum(x.sign) filter (where x.open_minor = 0 and x.last_paid_on <= x.due_on), 0),
    coalesce(sum(x.sign * greatest(x.last_paid_on - x.due_on, 0)) filter (where x.open_minor = 0), 0)
  from (${source}) x left join customers c on c.company_id = x.company_id and c.customer_id = x.customer_id
    cross join lateral unnest(array_append(x.categories, null)) as g(category)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  having sum(x.sign) <> 0 or sum(x.sign * x.total_minor) <> 0 or sum(x.sign * x.open_minor) <> 0
    or coalesce(sum(x.sign) filter (where x.open_minor = 0 and x.last_paid_on <= x.due_on), 0) <> 0
    or coalesce(sum(x.sign * greatest(x.last_paid_on - x.due_on, 0)) filter (where x.open_minor = 0), 0) <> 0`

const paymentFigures = (source: string) => `insert into payment_figures (company_id, currency, status, payments, amount_minor)
  select x.company_id, p.currency, x.status, sum(x.sign), sum(x.sign * p.amount_minor)
  from (${source}) x join payments p on p.company_id = x.company_id and p.payment_id = x.payment_id group by 1, 2, 3
  having sum(x.sign) <> 0 or sum(x.sign * p.amount_minor) <> 0`

const added = 'select 1 as sign, n.* from new_rows n'
const removed = 'select -1 as sign, o.* from old_rows o'

/** Writers of balances go together, but not while a customer moves from one owner or segment to another. */
const together = (rows: string) =>
  `perform pg_advisory_xact_lock_shared(7215007, hashtext(company_id::text)) from (select distinct company_id from ${rows}) as touched`

const onChange = (name: string, figures: (source: string) => string) => `create function ${name}() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    ${together('new_rows')};
    ${figures(added)};
  elsif tg_op = 'UPDATE' then
    ${together('new_rows')};
    ${figures(`${added} union all ${removed}`)};
  else
    ${together('old_rows')};
    ${figures(removed)};
  end if;
  return null;
end $$`

const triggers = (table: string, name: string) => [
  `create trigger ${name}_inserted after insert on ${table} referencing new table as new_rows for each statement execute function ${name}()`,
  `create trigger ${name}_updated after update on ${table} referencing new table as new_rows old table as old_rows for each statement execute function ${name}()`,
  `create trigger ${name}_deleted after delete on ${table} referencing old table as old_rows for each statement execute function ${name}()`,
]

const moved = (sign: number, rows: string) => `select ${sign} as sign, b.*, k.owner_user_id, k.segment from ${rows} k
  join old_rows o on o.company_id = k.company_id and o.customer_id = k.customer_id join new_rows n on n.company_id = k.company_id and n.customer_id = k.customer_id
  join invoice_balances b on b.company_id = k.company_id and b.customer_id = k.customer_id
  where o.owner_user_id is distinct from n.owner_user_id or o.segment is distinct from n.segment`

const figureTriggers = [
  onChange('invoice_figures_follow', invoiceFigures),
  ...triggers('invoice_balances', 'invoice_figures_follow'),
  onChange('payment_figures_follow', paymentFigures),
  ...triggers('payment_balances', 'payment_figures_follow'),
  `create function invoice_figures_move() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from old_rows o join new_rows n using (company_id, customer_id)
    where o.owner_user_id is distinct from n.owner_user_id or o.segment is distinct from n.segment) then
    return null;
  end if;
  perform pg_advisory_xact_lock(7215007, hashtext(company_id::text)) from (select distinct company_id from new_rows) as touched;
  ${invoiceFigures(`${moved(1, 'new_rows')} union all ${moved(-1, 'old_rows')}`)
    .replaceAll('c.owner_user_id', 'x.owner_user_id')
    .replaceAll('c.segment', 'x.segment')};
  return null;
end $$`,
  `create trigger invoice_figures_move after update on customers referencing new table as new_rows old table as old_rows for each statement execute function invoice_figures_move()`,
  `create function rebuild_figures(of_company uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7215007, hashtext(of_company::text));
  delete from invoice_figures where company_id = of_company;
  delete from payment_figures where company_id = of_company;
  -- Whole invoices stand together on disk: most sums want those alone.
  ${invoiceFigures('select 1 as sign, b.* from invoice_balances b where b.company_id = of_company')} order by 6 nulls first;
  ${paymentFigures('select 1 as sign, b.* from payment_balances b where b.company_id = of_company')};
end $$`,
  `select rebuild_figures(company_id) from companies`,
]

const indexes = [
  // As the house folds text: capitals without diacritics, Ł among them.
  `create function folded(value text) returns text language sql immutable parallel safe as
    $$ select regexp_replace(normalize(replace(translate(upper(normalize(value, NFKC)), 'ŁĐØ', 'LDO'), 'ß', 'SS'), NFD), '[\\u0300-\\u036f]', '', 'g') $$`,
  `create function search_key(value text) returns text language sql immutable parallel safe as
    $$ select translate(public.folded(value), E' \\t/\\\\-.,;:_()[]\\'"#*+&|', '') $$`,
  `alter table payments add column search_text text generated always as (search_key(coalesce(payer_name, '') || ' ' || title)) stored`,
  // Servers without the extension search by reading every row: slower, never wrong.
  `do $$ begin create extension if not exists pg_trgm; exception when others then raise notice 'pg_trgm is missing, search will read every row'; end $$`,
  `do $$ begin if exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create index invoices_number_parts on invoices using gin (number_key gin_trgm_ops);
    create index customers_name_parts on customers using gin (name_folded gin_trgm_ops);
    create index payments_text_parts on payments using gin (search_text gin_trgm_ops);
  end if; end $$`,
  `create index invoices_ksef on invoices (company_id, ksef_number) where ksef_number is not null`,
  `create index invoice_balances_issued on invoice_balances (company_id, issue_on, invoice_id)`,
  `create index invoice_balances_due on invoice_balances (company_id, (coalesce(due_on, date '9999-12-31')), invoice_id)`,
  `create index invoice_balances_amount on invoice_balances (company_id, open_minor, invoice_id)`,
  `create index invoice_balances_total on invoice_balances (company_id, total_minor)`,
  `create index invoice_balances_status on invoice_balances (company_id, status, issue_on, invoice_id)`,
  `create index invoice_balances_owed on invoice_balances (company_id, customer_id) include (currency, due_on, open_minor, type) where open_minor > 0`,
  `create index invoice_balances_categories on invoice_balances using gin (categories)`,
  `create index holds_invoice on holds (company_id, invoice_id) where ended_at is null`,
  `create index payments_amount on payments (company_id, amount_minor)`,
  `create index payment_balances_review on payment_balances (company_id, payment_id) where unapplied_minor > 0 and status in ('new', 'partly-settled')`,
  `create index customers_segment on customers (company_id, segment) where merged_into is null`,
  `create index customers_by_name on customers (company_id, name_folded, customer_id) where merged_into is null`,
  `create index outbox_waiting on outbox (company_id, state) where state in ('unknown', 'awaiting-approval')`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...views, ...figureTables, ...figureTriggers, ...indexes]) await sql.raw(statement).execute(db)
}
