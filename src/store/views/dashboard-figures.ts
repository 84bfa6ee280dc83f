// The figures of the first screen about invoices, summed from what the database keeps; in the company's own currency, others beside.
import { type RawBuilder, sql } from 'kysely'
import type { Currency } from '#values/currency'
import { addMonths, type Day, daysBetween, firstOfMonth } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'
import { type FigureScope, figureConditions } from './figure-sums.ts'

export type DashboardScope = FigureScope & {
  readonly companyId: Id
  readonly currency: Currency
  readonly today: Day
  /** First days of the first and the last month of issue, both within. */
  readonly issuedFrom?: Day | undefined
  readonly issuedTo?: Day | undefined
}

function receivableFigures(scope: DashboardScope): RawBuilder<unknown> {
  const from = scope.issuedFrom === undefined ? sql`` : sql` and f.issue_month >= ${scope.issuedFrom}`
  const to = scope.issuedTo === undefined ? sql`` : sql` and f.issue_month <= ${scope.issuedTo}`
  return sql`invoice_figures f where ${figureConditions(scope.companyId, scope)} and f.receivable${from}${to}`
}

export type Receivables = {
  readonly open: Money
  readonly invoices: number
  readonly overdue: Money
  readonly overdueInvoices: number
  readonly others: readonly Money[]
}

export async function receivables(executor: Executor, scope: DashboardScope): Promise<Receivables> {
  const { rows } = await sql<{ currency: Currency; open: string; invoices: string; overdue: string; overdue_invoices: string }>`
      select f.currency, sum(f.open_minor)::text as open, sum(f.invoices)::text as invoices,
        coalesce(sum(f.open_minor) filter (where f.due_on < ${scope.today}), 0)::text as overdue, coalesce(sum(f.invoices) filter (where f.due_on < ${scope.today}), 0)::text as overdue_invoices
      from ${receivableFigures(scope)} and f.is_open group by f.currency having sum(f.invoices) > 0`.execute(executor)
  const own = rows.find((row) => row.currency === scope.currency)
  return {
    open: money(BigInt(own?.open ?? '0'), scope.currency),
    invoices: Number(own?.invoices ?? 0),
    overdue: money(BigInt(own?.overdue ?? '0'), scope.currency),
    overdueInvoices: Number(own?.overdue_invoices ?? 0),
    others: rows.filter((row) => row.currency !== scope.currency).map((row) => money(BigInt(row.open), row.currency)),
  }
}

export type MonthFigures = {
  readonly month: string
  readonly paid: Money
  readonly inTerm: Money
  readonly partly: Money
  readonly overdue: Money
  readonly gross: Money
}

/** Invoices by month of issue, the last twelve months or those of the scope: what is settled, and what is open by its state. */
export async function byMonth(executor: Executor, scope: DashboardScope): Promise<MonthFigures[]> {
  const first = scope.issuedFrom ?? addMonths(firstOfMonth(scope.today), -11)
  const last = scope.issuedTo ?? firstOfMonth(scope.today)
  const { rows } = await sql<{ month: Day; paid: string; in_term: string; partly: string; overdue: string; gross: string }>`
    select f.issue_month as month, sum(f.total_minor)::text as gross, sum(f.total_minor - f.open_minor)::text as paid,
      coalesce(sum(f.open_minor) filter (where (f.due_on is null or f.due_on >= ${scope.today}) and not f.partly), 0)::text as in_term,
      coalesce(sum(f.open_minor) filter (where (f.due_on is null or f.due_on >= ${scope.today}) and f.partly), 0)::text as partly,
      coalesce(sum(f.open_minor) filter (where f.due_on < ${scope.today}), 0)::text as overdue
    from ${receivableFigures({ ...scope, issuedFrom: first, issuedTo: last })} and f.currency = ${scope.currency} group by 1`.execute(
    executor,
  )
  const of = (text: string | undefined): Money => money(BigInt(text ?? '0'), scope.currency)
  const months: Day[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return months.map((month) => {
    const row = rows.find((each) => each.month === month)
    return {
      month: month.slice(0, 7),
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
  scope: DashboardScope,
): Promise<readonly { readonly days: number; readonly amount: Money; readonly invoices: number }[]> {
  const { rows } = await sql<{ due_on: Day | null; amount: string; invoices: string }>`
    select f.due_on, sum(f.open_minor)::text as amount, sum(f.invoices)::text as invoices
    from ${receivableFigures(scope)} and f.currency = ${scope.currency} and f.is_open group by f.due_on having sum(f.invoices) > 0`.execute(
    executor,
  )
  return rows.map((row) => ({
    days: row.due_on === null ? 0 : daysBetween(row.due_on, scope.today),
    amount: money(BigInt(row.amount), scope.currency),
    invoices: Number(row.invoices),
  }))
}

export type Punctuality = { readonly onTimePercent: number | null; readonly averageDelayDays: number | null }

/** Of the invoices settled in this month and the twelve before: how many by their due day, and how late on average. */
export async function punctuality(executor: Executor, scope: DashboardScope): Promise<Punctuality> {
  const { rows } = await sql<{ settled: string | null; on_time: string | null; delay: string | null }>`
    select sum(f.invoices)::text as settled, sum(f.on_time)::text as on_time, sum(f.delay_days)::text as delay
    from ${receivableFigures(scope)} and f.paid_month >= ${addMonths(firstOfMonth(scope.today), -12)}`.execute(executor)
  const settled = Number(rows[0]?.settled ?? 0)
  return settled === 0
    ? { onTimePercent: null, averageDelayDays: null }
    : {
        onTimePercent: Math.round((Number(rows[0]?.on_time ?? 0) / settled) * 1000) / 10,
        averageDelayDays: Math.round((Number(rows[0]?.delay ?? 0) / settled) * 10) / 10,
      }
}

/** The distinct values of an indexed column, each found from the one before: a table of any size costs a step a value. */
const distinct = (first: RawBuilder<unknown>, next: RawBuilder<unknown>) =>
  sql<{
    value: string | null
  }>`with recursive known(value) as ((${first}) union all select (${next}) from known where known.value is not null) select value from known where value is not null limit 200`

/** What the filters of the screen offer: segments of customers and categories of invoice lines. */
export async function listScopes(
  executor: Executor,
  companyId: Id,
): Promise<{ readonly segments: string[]; readonly categories: string[] }> {
  const segments = sql`select c.segment from customers c where c.company_id = ${companyId} and c.merged_into is null`
  const categories = sql`select f.category from invoice_figures f where f.company_id = ${companyId}`
  const [ofCustomers, ofLines] = await Promise.all([
    distinct(
      sql`${segments} and c.segment is not null order by c.segment limit 1`,
      sql`${segments} and c.segment > known.value order by c.segment limit 1`,
    ).execute(executor),
    distinct(
      sql`${categories} and f.category is not null order by f.category limit 1`,
      sql`${categories} and f.category > known.value order by f.category limit 1`,
    ).execute(executor),
  ])
  return { segments: ofCustomers.rows.flatMap((row) => row.value ?? []), categories: ofLines.rows.flatMap((row) => row.value ?? []) }
}
