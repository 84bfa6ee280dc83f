// Invoices as the list shows them: filtered, in any of its orders, with the sum of what is open.
import { type RawBuilder, sql } from 'kysely'
import type { Currency } from '#values/currency'
import { addDays, type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { type Money, money } from '#values/money'
import { foldText } from '#values/plain-text'
import type { Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type InvoiceOrder = 'due' | '-due' | 'issued' | '-issued' | 'open' | '-open' | 'number' | '-number'

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
  /** Only invoices of customers whose owner is this person. */
  readonly ownerUserId: string | null
}

export type InvoiceListRow = {
  readonly invoiceId: Id
  readonly number: string
  readonly type: 'invoice' | 'proforma' | 'credit-note' | 'advance' | 'final'
  readonly customerId: Id
  readonly customerName: string
  readonly issueOn: Day
  readonly dueOn: Day | null
  readonly daysPastDue: number
  readonly status: string
  readonly overdue: boolean
  readonly total: Money
  readonly open: Money
}

type Row = {
  invoice_id: Id
  number: string
  type: InvoiceListRow['type']
  customer_id: Id
  customer_name: string
  issue_on: Day
  due_on: Day | null
  status: string
  disputed: boolean
  currency: Currency
  total_minor: bigint
  open_minor: bigint
  place: string
}

/** A dispute is a hold on the invoice, not a state of its money. */
const disputed = sql<boolean>`exists (select 1 from holds h where h.company_id = b.company_id and h.invoice_id = b.invoice_id and h.kind = 'dispute' and h.ended_at is null)`

export const overdueOn = (today: Day): RawBuilder<boolean> =>
  sql<boolean>`(b.open_minor > 0 and b.due_on < ${today} and b.type <> 'proforma')`

const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function conditions(companyId: Id, filter: InvoiceFilter, today: Day): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`b.company_id = ${companyId}`]
  if (filter.ownerUserId !== null) all.push(sql`c.owner_user_id = ${filter.ownerUserId}`)
  if (filter.customerId !== undefined) all.push(sql`b.customer_id = ${filter.customerId}`)
  if (filter.issuedFrom !== undefined) all.push(sql`b.issue_on >= ${filter.issuedFrom}`)
  if (filter.issuedTo !== undefined) all.push(sql`b.issue_on <= ${filter.issuedTo}`)
  if (filter.dueFrom !== undefined) all.push(sql`b.due_on >= ${filter.dueFrom}`)
  if (filter.dueTo !== undefined) all.push(sql`b.due_on <= ${filter.dueTo}`)
  if (filter.daysPastDueFrom !== undefined) all.push(sql`b.due_on <= ${addDays(today, -filter.daysPastDueFrom)}`)
  if (filter.daysPastDueTo !== undefined) all.push(sql`b.due_on >= ${addDays(today, -filter.daysPastDueTo)}`)
  if (filter.receivablesOnly === true) all.push(sql`b.type <> 'proforma'`)
  if (filter.status === 'open') all.push(sql`b.open_minor > 0`)
  else if (filter.status === 'overdue') all.push(overdueOn(today))
  else if (filter.status === 'disputed') all.push(disputed)
  else if (filter.status !== undefined) all.push(sql`b.status = ${filter.status}`)
  const search = filter.search?.trim() ?? ''
  if (search !== '') {
    // As the key is written, so that a part of a number finds it whatever its separators.
    const number = canonicalInvoiceNumber(search)
    all.push(
      sql`(c.name_folded like ${likePattern(foldText(search))} ${number === '' ? sql`` : sql`or i.number_key like ${likePattern(number)}`} or i.ksef_number = ${search.toUpperCase()})`,
    )
  }
  return sql.join(all, sql` and `)
}

const from = sql`invoice_balances b join invoices i on i.company_id = b.company_id and i.invoice_id = b.invoice_id
  join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id`

/** The value a list is ordered by, never null, as text can carry it. */
const orders: Readonly<
  Record<InvoiceOrder, { readonly value: RawBuilder<unknown>; readonly cast: RawBuilder<unknown>; readonly down: boolean }>
> = {
  due: { value: sql`coalesce(b.due_on, date '9999-12-31')`, cast: sql`date`, down: false },
  '-due': { value: sql`coalesce(b.due_on, date '0001-01-01')`, cast: sql`date`, down: true },
  issued: { value: sql`b.issue_on`, cast: sql`date`, down: false },
  '-issued': { value: sql`b.issue_on`, cast: sql`date`, down: true },
  open: { value: sql`b.open_minor`, cast: sql`bigint`, down: false },
  '-open': { value: sql`b.open_minor`, cast: sql`bigint`, down: true },
  number: { value: sql`i.number_key`, cast: sql`text`, down: false },
  '-number': { value: sql`i.number_key`, cast: sql`text`, down: true },
}

const toRow =
  (today: Day) =>
  (row: Row): InvoiceListRow => ({
    invoiceId: row.invoice_id,
    number: row.number,
    type: row.type,
    customerId: row.customer_id,
    customerName: row.customer_name,
    issueOn: row.issue_on,
    dueOn: row.due_on,
    daysPastDue: row.due_on === null || row.open_minor <= 0n ? 0 : Math.max(0, daysBetween(row.due_on, today)),
    status: row.disputed && row.open_minor > 0n ? 'disputed' : row.status,
    overdue: row.open_minor > 0n && row.type !== 'proforma' && row.due_on !== null && row.due_on < today,
    total: money(row.total_minor, row.currency),
    open: money(row.open_minor, row.currency),
  })

export async function listInvoiceRows(
  executor: Executor,
  companyId: Id,
  options: {
    readonly filter: InvoiceFilter
    readonly order: InvoiceOrder
    readonly after?: string | undefined
    readonly limit?: number | undefined
    readonly today: Day
  },
): Promise<{ rows: InvoiceListRow[]; next: string | null }> {
  const { value, cast, down } = orders[options.order]
  const size = pageSize(options.limit)
  const where = conditions(companyId, options.filter, options.today)
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const beyond = place === undefined ? sql`true` : sql`(${value}, b.invoice_id) ${down ? sql`<` : sql`>`} (${place}::${cast}, ${id}::uuid)`
  const direction = down ? sql`desc` : sql`asc`
  const { rows } =
    await sql<Row>`select b.invoice_id, i.number, b.type, b.customer_id, c.name as customer_name, b.issue_on, b.due_on, b.status, ${disputed} as disputed, b.currency, b.total_minor, b.open_minor, ${value}::text as place
    from ${from} where ${where} and ${beyond} order by ${value} ${direction}, b.invoice_id ${direction} limit ${size + 1}`.execute(executor)
  const page = cutPage(rows, size, (row) => [row.place, row.invoice_id])
  return { rows: page.rows.map(toRow(options.today)), next: page.next }
}

/** What is open in each currency over all rows of the filter, and how many rows there are. */
export async function sumInvoiceRows(
  executor: Executor,
  companyId: Id,
  filter: InvoiceFilter,
  today: Day,
): Promise<{ readonly total: number; readonly open: Money[] }> {
  const { rows } = await sql<{
    currency: Currency
    count: bigint
    open: string
  }>`select b.currency, count(*) as count, sum(greatest(b.open_minor, 0))::text as open from ${from} where ${conditions(companyId, filter, today)} group by b.currency order by 2 desc`.execute(
    executor,
  )
  return { total: rows.reduce((sum, row) => sum + Number(row.count), 0), open: rows.map((row) => money(BigInt(row.open), row.currency)) }
}

/** Counts for the tabs above the list. */
export async function countInvoices(
  executor: Executor,
  companyId: Id,
  ownerUserId: string | null,
  today: Day,
): Promise<{ all: number; overdue: number; open: number; disputed: number }> {
  const where = conditions(companyId, { ownerUserId }, today)
  const { rows } = await sql<{
    all: bigint
    overdue: bigint
    open: bigint
    disputed: bigint
  }>`select count(*) as all, count(*) filter (where ${overdueOn(today)}) as overdue, count(*) filter (where b.open_minor > 0) as open,
    count(*) filter (where ${disputed}) as disputed from ${from} where ${where}`.execute(executor)
  const [row] = rows
  return {
    all: Number(row?.all ?? 0),
    overdue: Number(row?.overdue ?? 0),
    open: Number(row?.open ?? 0),
    disputed: Number(row?.disputed ?? 0),
  }
}

export async function findInvoiceRow(
  executor: Executor,
  companyId: Id,
  invoiceId: Id,
  ownerUserId: string | null,
  today: Day,
): Promise<InvoiceListRow | null> {
  const { rows } =
    await sql<Row>`select b.invoice_id, i.number, b.type, b.customer_id, c.name as customer_name, b.issue_on, b.due_on, b.status, ${disputed} as disputed, b.currency, b.total_minor, b.open_minor, '' as place
    from ${from} where ${conditions(companyId, { ownerUserId }, today)} and b.invoice_id = ${invoiceId}`.execute(executor)
  return rows[0] === undefined ? null : toRow(today)(rows[0])
}
