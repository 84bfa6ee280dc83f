// The question "may we sell" as a function: its plan is made once a connection, and one answer needs one statement.
import { type Kysely, sql } from 'kysely'

const statements = [
  // One row a customer with one of these tax numbers, at least one row a company; what he owes and what we owe him each by an index of its own.
  `create function sale_facts(of_company uuid, of_tax_ids text[], of_owner text, at timestamptz) returns table (
    base_currency text, today date, customer_id uuid, name text, sums jsonb, basis_points bigint, level text, reasons jsonb, credit_limit text,
    blocked_since timestamptz, exception_until date)
  language plpgsql stable set jit = off as $$
  declare
    base text;
    on_day date;
  begin
    select co.base_currency, (at at time zone co.time_zone)::date into base, on_day from companies co where co.company_id = of_company;
    return query
      select base, on_day, c.customer_id, c.name, o.sums, s.basis_points, s.level, s.reasons, s.figures ->> 'creditLimitMinor',
        (select min(b.started_at) from credit_blocks b
          where b.company_id = of_company and b.customer_id = c.customer_id and b.state = 'active'),
        (select max(x.until_on) from credit_exceptions x where x.company_id = of_company and x.customer_id = c.customer_id
          and x.ended_at is null and x.approved_at is not null and x.until_on >= on_day)
      from (select 1) one
      left join customers c on c.company_id = of_company and c.tax_id = any(of_tax_ids) and c.merged_into is null
        and (of_owner is null or c.owner_user_id = of_owner)
      left join credit_standings s on s.company_id = of_company and s.customer_id = c.customer_id
      left join lateral (
        select jsonb_agg(jsonb_build_object('currency', q.currency, 'open', q.open::text, 'overdue', q.overdue::text)) as sums
        from (select b.currency, sum(b.open_minor) as open, coalesce(sum(b.open_minor) filter (where b.due_on < on_day), 0) as overdue
          from (
            select i.currency, i.open_minor, i.due_on from invoice_balances i
              where i.company_id = of_company and i.customer_id = c.customer_id and i.open_minor > 0 and i.type <> 'proforma'
            union all
            select i.currency, i.open_minor, null from invoice_balances i
              where i.company_id = of_company and i.customer_id = c.customer_id and i.open_minor < 0 and i.type <> 'proforma') b
          group by b.currency) q) o on true
      order by c.customer_id;
  end $$`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
