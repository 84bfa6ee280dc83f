// Invoices as the list shows them: filtered, in any of its orders, page by page or all of them one after the other.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import { type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Database, Executor } from '../database.ts'
import { isDisputed } from '../disputes.ts'
import { type InvoiceFilter, invoiceConditions, invoicesFrom } from './invoice-filter.ts'
import { found, type InvoiceOrder, invoicePage, orders } from './invoice-page.ts'
import { cutPage, pageSize } from './keyset.ts'
import { streamRows } from './stream-rows.ts'

export type InvoiceListRow = {
  readonly invoiceId: Id
  readonly number: string
  readonly type: 'invoice' | 'proforma' | 'credit-note' | 'advance' | 'final'
  readonly customerId: Id
  readonly customerName: string
  readonly taxId: string | null
  readonly segment: string | null
  readonly ownerUserId: string | null
  readonly categories: readonly string[]
  readonly ksefNumber: string | null
  readonly orderReference: string | null
  readonly lastPaidOn: Day | null
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
  tax_id: string | null
  segment: string | null
  owner_user_id: string | null
  categories: string[]
  ksef_number: string | null
  order_reference: string | null
  last_paid_on: Day | null
  issue_on: Day
  due_on: Day | null
  status: string
  disputed: boolean
  currency: Currency
  total_minor: bigint
  open_minor: bigint
  place: string
}

const columns = sql`b.invoice_id, i.number, b.type, b.customer_id, c.name as customer_name, c.tax_id, c.segment, c.owner_user_id, b.categories, i.ksef_number, i.order_reference,
  b.last_paid_on, b.issue_on, b.due_on, b.status, ${isDisputed('b')} as disputed, b.currency, b.total_minor, b.open_minor`

const toRow =
  (today: Day) =>
  (row: Row): InvoiceListRow => ({
    invoiceId: row.invoice_id,
    number: row.number,
    type: row.type,
    customerId: row.customer_id,
    customerName: row.customer_name,
    taxId: row.tax_id,
    segment: row.segment,
    ownerUserId: row.owner_user_id,
    categories: row.categories,
    ksefNumber: row.ksef_number,
    orderReference: row.order_reference,
    lastPaidOn: row.last_paid_on,
    issueOn: row.issue_on,
    dueOn: row.due_on,
    daysPastDue: row.due_on === null || row.open_minor <= 0n ? 0 : Math.max(0, daysBetween(row.due_on, today)),
    status: row.disputed && row.open_minor > 0n ? 'disputed' : row.status,
    overdue: row.open_minor > 0n && row.type !== 'proforma' && row.due_on !== null && row.due_on < today,
    total: money(row.total_minor, row.currency),
    open: money(row.open_minor, row.currency),
  })

type Listed = { readonly filter: InvoiceFilter; readonly order: InvoiceOrder; readonly today: Day }

export async function listInvoiceRows(
  executor: Executor,
  companyId: Id,
  options: Listed & { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<{ rows: InvoiceListRow[]; next: string | null }> {
  const size = pageSize(options.limit)
  const narrowed = await invoiceConditions(executor, companyId, options.filter, options.today)
  const page = invoicePage(companyId, narrowed, { order: options.order, after: options.after, most: size + 1 })
  const direction = orders[options.order].down ? sql`desc` : sql`asc`
  // Names and numbers are looked up for the rows of the page alone.
  const { rows } = await sql<Row>`select ${columns}, b.place::text as place from (${page}) b
    left join invoices i on i.company_id = b.company_id and i.invoice_id = b.invoice_id left join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id
    order by b.place ${direction}, b.invoice_id ${direction}`.execute(executor)
  const cut = cutPage(rows, size, (row) => [row.place, row.invoice_id])
  return { rows: cut.rows.map(toRow(options.today)), next: cut.next }
}

/** All rows of the list, some thousand at a time, as they stood when the first was read. */
export async function* streamInvoiceRows(
  database: Database,
  companyId: Id,
  { filter, order, today }: Listed,
): AsyncGenerator<InvoiceListRow[]> {
  const { value, id, down } = orders[order]
  const { where } = await invoiceConditions(database, companyId, filter, today)
  const direction = down ? sql`desc` : sql`asc`
  const query = sql<Row>`select ${columns}, '' as place from ${invoicesFrom} where ${where} and ${found(order)} order by ${value} ${direction}, ${id} ${direction}`
  for await (const rows of streamRows(database, query)) yield rows.map(toRow(today))
}

export async function findInvoiceRow(
  executor: Executor,
  companyId: Id,
  invoiceId: Id,
  ownerUserId: string | null,
  today: Day,
): Promise<InvoiceListRow | null> {
  const { where } = await invoiceConditions(executor, companyId, { ownerUserId }, today)
  const { rows } =
    await sql<Row>`select ${columns}, '' as place from ${invoicesFrom} where ${where} and b.invoice_id = ${invoiceId}`.execute(executor)
  return rows[0] === undefined ? null : toRow(today)(rows[0])
}
