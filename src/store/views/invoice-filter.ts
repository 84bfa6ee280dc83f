// Which invoices a list, its sums and its export mean.
import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { disputedIds } from '../disputes.ts'
import { type SearchedInvoices, searchedInvoices } from './search-probe.ts'

export type InvoiceFilter = {
  readonly search?: string | undefined
  readonly status?: string | undefined
  readonly customerId?: Id | undefined
  readonly issuedFrom?: Day | undefined
  readonly issuedTo?: Day | undefined
  readonly dueFrom?: Day | undefined
  readonly dueTo?: Day | undefined
  readonly daysPastDueFrom?: number | undefined
  readonly daysPastDueTo?: number | undefined
  readonly receivablesOnly?: boolean | undefined
  readonly currency?: string | undefined
  readonly segment?: string | undefined
  readonly owner?: string | undefined
  readonly category?: string | undefined
  /** Only invoices of customers whose owner is this person. */
  readonly ownerUserId: string | null
}

export const overdueOn = (today: Day): RawBuilder<boolean> =>
  sql<boolean>`(b.open_minor > 0 and b.due_on < ${today} and b.type <> 'proforma')`

/** Every balance has its invoice and its customer; the joins are left ones so that a query that asks nothing of them goes without. */
export const invoicesFrom = sql`invoice_balances b left join invoices i on i.company_id = b.company_id and i.invoice_id = b.invoice_id
  left join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id`

export type Narrowed = SearchedInvoices & {
  /** Everything but what was searched for. */
  readonly others: RawBuilder<unknown>
  /** True where nothing but the company and the search narrows. */
  readonly alone: boolean
}

/** Conditions on `b` (balances), `i` (invoices) and `c` (customers). */
export async function invoiceConditions(executor: Executor, companyId: Id, filter: InvoiceFilter, today: Day): Promise<Narrowed> {
  const all: RawBuilder<unknown>[] = [sql`b.company_id = ${companyId}`]
  if (filter.ownerUserId !== null) all.push(sql`c.owner_user_id = ${filter.ownerUserId}`)
  if (filter.owner !== undefined) all.push(sql`c.owner_user_id = ${filter.owner}`)
  if (filter.segment !== undefined) all.push(sql`c.segment = ${filter.segment}`)
  if (filter.category !== undefined) all.push(sql`b.categories @> ${[filter.category]}::text[]`)
  if (filter.customerId !== undefined) all.push(sql`b.customer_id = ${filter.customerId}`)
  if (filter.currency !== undefined) all.push(sql`b.currency = ${filter.currency}`)
  if (filter.issuedFrom !== undefined) all.push(sql`b.issue_on >= ${filter.issuedFrom}`)
  if (filter.issuedTo !== undefined) all.push(sql`b.issue_on <= ${filter.issuedTo}`)
  if (filter.dueFrom !== undefined) all.push(sql`b.due_on >= ${filter.dueFrom}`)
  if (filter.dueTo !== undefined) all.push(sql`b.due_on <= ${filter.dueTo}`)
  if (filter.daysPastDueFrom !== undefined) all.push(sql`b.due_on <= ${addDays(today, -filter.daysPastDueFrom)}`)
  if (filter.daysPastDueTo !== undefined) {
    const since = sql`b.due_on >= ${addDays(today, -filter.daysPastDueTo)}`
    // What has no due day is past none.
    all.push(filter.daysPastDueFrom === undefined ? sql`(b.due_on is null or ${since})` : since)
  }
  if (filter.receivablesOnly === true) all.push(sql`b.type <> 'proforma'`)
  if (filter.status === 'open') all.push(sql`b.open_minor > 0`)
  else if (filter.status === 'overdue') all.push(overdueOn(today))
  else if (filter.status === 'disputed') all.push(sql`b.open_minor > 0 and b.invoice_id in (${disputedIds(companyId)})`)
  else if (filter.status !== undefined) all.push(sql`b.status = ${filter.status}`)
  const search = filter.search?.trim() ?? ''
  const searched = search === '' ? null : await searchedInvoices(executor, companyId, search)
  const others = sql.join(all, sql` and `)
  const where = searched === null ? others : sql`${others} and ${searched.where}`
  return { where, few: searched?.few ?? true, many: searched?.many ?? null, others, alone: all.length === 1 }
}
