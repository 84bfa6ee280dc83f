// The figures of lists and tiles: kept by the database as changes, folded into few rows by night, and made anew whenever somebody doubts them.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

/** Folds the changes of one company into one row a key. Others may write meanwhile: what they add stays as it is. */
export async function compactFigures(executor: Executor, companyId: Id): Promise<void> {
  await sql`with gone as (delete from invoice_figures where company_id = ${companyId} returning *)
    insert into invoice_figures (company_id, currency, receivable, owner_user_id, segment, category, issue_month, due_on, paid_month, status, is_open, partly,
      invoices, total_minor, open_minor, on_time, delay_days)
    select company_id, currency, receivable, owner_user_id, segment, category, issue_month, due_on, paid_month, status, is_open, partly,
      sum(invoices), sum(total_minor), sum(open_minor), sum(on_time), sum(delay_days) from gone group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    having sum(invoices) <> 0 or sum(total_minor) <> 0 or sum(open_minor) <> 0 or sum(on_time) <> 0 or sum(delay_days) <> 0 order by 6 nulls first`.execute(
    executor,
  )
  await sql`with gone as (delete from payment_figures where company_id = ${companyId} returning *)
    insert into payment_figures (company_id, currency, status, payments, amount_minor)
    select company_id, currency, status, sum(payments), sum(amount_minor) from gone group by 1, 2, 3 having sum(payments) <> 0 or sum(amount_minor) <> 0`.execute(
    executor,
  )
  await forgetChanges(executor, companyId)
}

/** Forgets which transactions changed the books, but that something has: whoever kept a sum reads it anew. */
async function forgetChanges(executor: Executor, companyId: Id): Promise<void> {
  await sql`with gone as (delete from book_changes where company_id = ${companyId} returning part)
    insert into book_changes (company_id, part, made_in) select distinct ${companyId}::uuid, part, pg_current_xact_id() from gone
    on conflict do nothing`.execute(executor)
}

/** Makes them anew from the balances; writers of the company wait. */
export async function rebuildFigures(executor: Executor, companyId: Id): Promise<void> {
  await sql`select rebuild_figures(${companyId}::uuid)`.execute(executor)
  await sql`insert into book_changes (company_id, part, made_in) select ${companyId}, part, pg_current_xact_id() from unnest(array['invoices', 'payments']) part
    on conflict do nothing`.execute(executor)
}
