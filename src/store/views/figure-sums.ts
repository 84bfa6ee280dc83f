// Sums of invoices from the figures that the database keeps of them, for whatever the figures can tell apart.
import { type RawBuilder, sql } from 'kysely'
import type { Currency } from '#values/currency'
import { addDays, type Day, firstOfMonth } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import type { InvoiceFilter } from './invoice-filter.ts'

/** Narrows figures to customers and lines; without a category the figures of whole invoices are meant. */
export type FigureScope = Pick<InvoiceFilter, 'segment' | 'owner' | 'category' | 'ownerUserId'>

export function figureConditions(companyId: Id, scope: FigureScope): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [
    sql`f.company_id = ${companyId}`,
    scope.category === undefined ? sql`f.category is null` : sql`f.category = ${scope.category}`,
  ]
  if (scope.ownerUserId !== null) all.push(sql`f.owner_user_id = ${scope.ownerUserId}`)
  if (scope.owner !== undefined) all.push(sql`f.owner_user_id = ${scope.owner}`)
  if (scope.segment !== undefined) all.push(sql`f.segment = ${scope.segment}`)
  return sql.join(all, sql` and `)
}

const isMonthEnd = (day: Day): boolean => addDays(day, 1) === firstOfMonth(addDays(day, 1))

/** The figures know months of issue, and due days of what is open alone. */
function canTell(filter: InvoiceFilter): boolean {
  const byDue = [filter.dueFrom, filter.dueTo, filter.daysPastDueFrom, filter.daysPastDueTo].some((bound) => bound !== undefined)
  return (
    (filter.search?.trim() ?? '') === '' &&
    filter.customerId === undefined &&
    filter.status !== 'disputed' &&
    (!byDue || filter.status === 'open' || filter.status === 'overdue') &&
    (filter.issuedFrom === undefined || filter.issuedFrom === firstOfMonth(filter.issuedFrom)) &&
    (filter.issuedTo === undefined || isMonthEnd(filter.issuedTo))
  )
}

export type CurrencySum = { readonly currency: Currency; readonly count: number; readonly openMinor: bigint }

/** How many invoices in each currency, and what is open of them; null where the figures cannot tell them apart. */
export async function sumFigures(executor: Executor, companyId: Id, filter: InvoiceFilter, today: Day): Promise<CurrencySum[] | null> {
  if (!canTell(filter)) return null
  const all: RawBuilder<unknown>[] = [figureConditions(companyId, filter)]
  if (filter.issuedFrom !== undefined) all.push(sql`f.issue_month >= ${filter.issuedFrom}`)
  if (filter.issuedTo !== undefined) all.push(sql`f.issue_month <= ${filter.issuedTo}`)
  if (filter.dueFrom !== undefined) all.push(sql`f.due_on >= ${filter.dueFrom}`)
  if (filter.dueTo !== undefined) all.push(sql`f.due_on <= ${filter.dueTo}`)
  if (filter.daysPastDueFrom !== undefined) all.push(sql`f.due_on <= ${addDays(today, -filter.daysPastDueFrom)}`)
  if (filter.daysPastDueTo !== undefined) {
    const since = sql`f.due_on >= ${addDays(today, -filter.daysPastDueTo)}`
    all.push(filter.daysPastDueFrom === undefined ? sql`(f.due_on is null or ${since})` : since)
  }
  if (filter.receivablesOnly === true) all.push(sql`f.receivable`)
  if (filter.status === 'open') all.push(sql`f.is_open`)
  else if (filter.status === 'overdue') all.push(sql`f.is_open and f.receivable and f.due_on < ${today}`)
  else if (filter.status !== undefined) all.push(sql`f.status = ${filter.status}`)
  const { rows } = await sql<{ currency: Currency; count: string; open: string }>`
    select f.currency, sum(f.invoices)::text as count, coalesce(sum(f.open_minor) filter (where f.is_open), 0)::text as open
    from invoice_figures f where ${sql.join(all, sql` and `)} group by f.currency having sum(f.invoices) > 0 order by sum(f.invoices) desc`.execute(
    executor,
  )
  return rows.map((row) => ({ currency: row.currency, count: Number(row.count), openMinor: BigInt(row.open) }))
}
