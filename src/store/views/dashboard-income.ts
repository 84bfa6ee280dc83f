// The figures of the first screen about payments: what came in, and what waits for a person.
import { sql } from 'kysely'
import { leastOf } from '#values/confidence-band'
import { addDays, type Day, weekday } from '#values/day'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'
import type { DashboardScope } from './dashboard-figures.ts'

const ofCustomers = ({ companyId, ownerUserId, owner, segment }: DashboardScope) =>
  ownerUserId === null && owner === undefined && segment === undefined
    ? sql`true`
    : sql`p.customer_id in (select customer_id from customers where company_id = ${companyId}
        and ${ownerUserId === null ? sql`true` : sql`owner_user_id = ${ownerUserId}`} and ${owner === undefined ? sql`true` : sql`owner_user_id = ${owner}`}
        and ${segment === undefined ? sql`true` : sql`segment = ${segment}`})`

/** With a category: what of the payments settled invoices that have it. */
export async function income(executor: Executor, scope: DashboardScope): Promise<{ readonly today: Money; readonly week: Money }> {
  const { companyId, category, today } = scope
  const monday = addDays(today, 1 - weekday(today))
  const amount = category === undefined ? sql`p.amount_minor` : sql`e.amount_minor`
  const through =
    category === undefined
      ? sql``
      : sql`join entries e on e.company_id = p.company_id and e.payment_id = p.payment_id and e.kind = 'allocation'
          join invoice_balances b on b.company_id = e.company_id and b.invoice_id = e.invoice_id and b.categories @> ${[category]}::text[]`
  const { rows } = await sql<{ today: string; week: string }>`
    select coalesce(sum(${amount}) filter (where p.booked_on = ${today}), 0)::text as today, coalesce(sum(${amount}), 0)::text as week from payments p ${through}
    where p.company_id = ${companyId} and p.currency = ${scope.currency} and p.booked_on between ${monday} and ${today} and p.outside_reason is null and ${ofCustomers(scope)}`.execute(
    executor,
  )
  return { today: money(BigInt(rows[0]?.today ?? '0'), scope.currency), week: money(BigInt(rows[0]?.week ?? '0'), scope.currency) }
}

export type ReviewFigures = { readonly payments: number; readonly certain: number; readonly amount: Money; readonly oldestOn: Day | null }

/** Money that nobody has placed; whose it is is not known yet, so no filter but the caller's own customers narrows it. */
export async function toReview(executor: Executor, scope: DashboardScope): Promise<ReviewFigures> {
  const { companyId, currency, today, ownerUserId } = scope
  const { rows } = await sql<{ payments: bigint; certain: bigint; amount: string; oldest: Day | null }>`
    select count(*) as payments, count(*) filter (where exists (select 1 from matches m where m.company_id = p.company_id and m.payment_id = p.payment_id and m.state = 'proposed' and m.outcome = 'suggested' and m.probability >= ${leastOf('certain')}::float8)) as certain,
      coalesce(sum(b.unapplied_minor) filter (where p.currency = ${currency}), 0)::text as amount, min(p.booked_on) as oldest
    from payment_balances b join payments p on p.company_id = b.company_id and p.payment_id = b.payment_id
    where b.company_id = ${companyId} and b.unapplied_minor > 0 and b.status in ('new', 'partly-settled') and p.outside_reason is null and (p.snoozed_until is null or p.snoozed_until <= ${today})
      and ${ownerUserId === null ? sql`true` : sql`p.customer_id in (select customer_id from customers where company_id = ${companyId} and owner_user_id = ${ownerUserId})`}`.execute(
    executor,
  )
  const [row] = rows
  return {
    payments: Number(row?.payments ?? 0),
    certain: Number(row?.certain ?? 0),
    amount: money(BigInt(row?.amount ?? '0'), currency),
    oldestOn: row?.oldest ?? null,
  }
}
