// The figures of the first screen, each from one pass over the balances; in the company's own currency, others beside.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import { addDays, addMonths, type Day, daysBetween, firstOfMonth, weekday } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

type Scope = { readonly companyId: Id; readonly currency: Currency; readonly today: Day; readonly ownerUserId: string | null }

/** Narrows to the customers of one person where only those are his to see. */
const mine = (scope: Scope) =>
  scope.ownerUserId === null
    ? sql`true`
    : sql`b.customer_id in (select customer_id from customers where company_id = ${scope.companyId} and owner_user_id = ${scope.ownerUserId})`

export type Receivables = {
  readonly open: Money
  readonly invoices: number
  readonly customers: number
  readonly overdue: Money
  readonly overdueInvoices: number
  readonly others: readonly Money[]
}

export async function receivables(executor: Executor, scope: Scope): Promise<Receivables> {
  const { rows } = await sql<{
    currency: Currency
    open: string
    invoices: bigint
    customers: bigint
    overdue: string
    overdue_invoices: bigint
  }>`
    select b.currency, sum(b.open_minor)::text as open, count(*) as invoices, count(distinct b.customer_id) as customers,
      coalesce(sum(b.open_minor) filter (where b.due_on < ${scope.today}), 0)::text as overdue, count(*) filter (where b.due_on < ${scope.today}) as overdue_invoices
    from invoice_balances b where b.company_id = ${scope.companyId} and b.open_minor > 0 and b.type <> 'proforma' and ${mine(scope)} group by b.currency`.execute(
    executor,
  )
  const own = rows.find((row) => row.currency === scope.currency)
  return {
    open: money(BigInt(own?.open ?? '0'), scope.currency),
    invoices: Number(own?.invoices ?? 0),
    customers: Number(own?.customers ?? 0),
    overdue: money(BigInt(own?.overdue ?? '0'), scope.currency),
    overdueInvoices: Number(own?.overdue_invoices ?? 0),
    others: rows.filter((row) => row.currency !== scope.currency).map((row) => money(BigInt(row.open), row.currency)),
  }
}

export type ReviewFigures = { readonly payments: number; readonly certain: number; readonly amount: Money; readonly oldestOn: Day | null }

export async function toReview(executor: Executor, scope: Scope): Promise<ReviewFigures> {
  const { rows } = await sql<{ payments: bigint; certain: bigint; amount: string; oldest: Day | null }>`
    select count(*) as payments, count(*) filter (where exists (select 1 from matches m where m.company_id = p.company_id and m.payment_id = p.payment_id and m.state = 'proposed' and m.outcome = 'suggested' and m.probability >= 0.97)) as certain,
      coalesce(sum(b.unapplied_minor) filter (where p.currency = ${scope.currency}), 0)::text as amount, min(p.booked_on) as oldest
    from payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
    where p.company_id = ${scope.companyId} and b.unapplied_minor > 0 and b.status in ('new', 'partly-settled') and p.outside_reason is null and (p.snoozed_until is null or p.snoozed_until <= ${scope.today})
      and ${scope.ownerUserId === null ? sql`true` : sql`p.customer_id in (select customer_id from customers where company_id = ${scope.companyId} and owner_user_id = ${scope.ownerUserId})`}`.execute(
    executor,
  )
  const [row] = rows
  return {
    payments: Number(row?.payments ?? 0),
    certain: Number(row?.certain ?? 0),
    amount: money(BigInt(row?.amount ?? '0'), scope.currency),
    oldestOn: row?.oldest ?? null,
  }
}

export async function income(executor: Executor, scope: Scope): Promise<{ readonly today: Money; readonly week: Money }> {
  const monday = addDays(scope.today, 1 - weekday(scope.today))
  const { rows } = await sql<{
    today: string
    week: string
  }>`select coalesce(sum(p.amount_minor) filter (where p.booked_on = ${scope.today}), 0)::text as today, coalesce(sum(p.amount_minor), 0)::text as week
    from payments p where p.company_id = ${scope.companyId} and p.currency = ${scope.currency} and p.booked_on between ${monday} and ${scope.today} and p.outside_reason is null
      and ${scope.ownerUserId === null ? sql`true` : sql`p.customer_id in (select customer_id from customers where company_id = ${scope.companyId} and owner_user_id = ${scope.ownerUserId})`}`.execute(
    executor,
  )
  return { today: money(BigInt(rows[0]?.today ?? '0'), scope.currency), week: money(BigInt(rows[0]?.week ?? '0'), scope.currency) }
}

export type MonthFigures = {
  readonly month: string
  readonly paid: Money
  readonly inTerm: Money
  readonly partly: Money
  readonly overdue: Money
  readonly gross: Money
}

/** Invoices of the last twelve months by month of issue: what is settled, and what is open by its state. */
export async function byMonth(executor: Executor, scope: Scope): Promise<MonthFigures[]> {
  const first = addMonths(firstOfMonth(scope.today), -11)
  const { rows } = await sql<{ month: string; paid: string; in_term: string; partly: string; overdue: string; gross: string }>`
    select to_char(b.issue_on, 'YYYY-MM') as month, sum(b.total_minor)::text as gross, sum(b.total_minor - b.open_minor)::text as paid,
      coalesce(sum(b.open_minor) filter (where (b.due_on is null or b.due_on >= ${scope.today}) and b.open_minor = b.total_minor), 0)::text as in_term,
      coalesce(sum(b.open_minor) filter (where (b.due_on is null or b.due_on >= ${scope.today}) and b.open_minor <> b.total_minor), 0)::text as partly,
      coalesce(sum(b.open_minor) filter (where b.due_on < ${scope.today}), 0)::text as overdue
    from invoice_balances b where b.company_id = ${scope.companyId} and b.currency = ${scope.currency} and b.type <> 'proforma' and b.issue_on >= ${first} and b.issue_on <= ${scope.today} and ${mine(scope)} group by 1`.execute(
    executor,
  )
  const of = (text: string | undefined): Money => money(BigInt(text ?? '0'), scope.currency)
  return Array.from({ length: 12 }, (_, i) => {
    const month = addMonths(first, i).slice(0, 7)
    const row = rows.find((each) => each.month === month)
    return {
      month,
      paid: of(row?.paid),
      inTerm: of(row?.in_term),
      partly: of(row?.partly),
      overdue: of(row?.overdue),
      gross: of(row?.gross),
    }
  })
}

/** Open amounts by days past due, for cutting into any scheme of buckets. */
export async function openByDaysPastDue(
  executor: Executor,
  scope: Scope,
): Promise<readonly { readonly days: number; readonly amount: Money; readonly invoices: number }[]> {
  const { rows } = await sql<{
    due_on: Day | null
    amount: string
    invoices: bigint
  }>`select b.due_on, sum(b.open_minor)::text as amount, count(*) as invoices from invoice_balances b
    where b.company_id = ${scope.companyId} and b.currency = ${scope.currency} and b.open_minor > 0 and b.type <> 'proforma' and ${mine(scope)} group by b.due_on`.execute(
    executor,
  )
  return rows.map((row) => ({
    days: row.due_on === null ? 0 : daysBetween(row.due_on, scope.today),
    amount: money(BigInt(row.amount), scope.currency),
    invoices: Number(row.invoices),
  }))
}

export type Punctuality = { readonly onTimePercent: number | null; readonly averageDelayDays: number | null }

/** Of the invoices settled in the last twelve months: how many by their due day, and how late on average. */
export async function punctuality(executor: Executor, scope: Scope): Promise<Punctuality> {
  const { rows } = await sql<{
    settled: bigint
    on_time: bigint
    delay: string | null
  }>`select count(*) as settled, count(*) filter (where b.last_paid_on <= b.due_on) as on_time, avg(greatest(b.last_paid_on - b.due_on, 0))::text as delay
    from invoice_balances b where b.company_id = ${scope.companyId} and b.open_minor = 0 and b.due_on is not null and b.last_paid_on between ${addDays(scope.today, -365)} and ${scope.today} and ${mine(scope)}`.execute(
    executor,
  )
  const settled = Number(rows[0]?.settled ?? 0)
  return settled === 0
    ? { onTimePercent: null, averageDelayDays: null }
    : {
        onTimePercent: Math.round((Number(rows[0]?.on_time ?? 0) / settled) * 1000) / 10,
        averageDelayDays: Math.round(Number(rows[0]?.delay ?? 0) * 10) / 10,
      }
}
