// Invoices as the list shows them: filtered, in any of its orders, page by page or all of them one after the other.
import { type RawBuilder, sql } from 'kysely'
import type { Currency } from '#values/currency'
import { type Day, daysBetween } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Database, Executor } from '../database.ts'
import { disputed, type InvoiceFilter, invoiceConditions, invoicesFrom } from './invoice-filter.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'
import { streamRows } from './stream-rows.ts'

export const invoiceOrders = ['due', '-due', 'issued', '-issued', 'open', '-open', 'number', '-number'] as const
export type InvoiceOrder = (typeof invoiceOrders)[number]

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

/** Never null, so that a cursor can carry it; invoices without a due day come after all others. */
const due = sql`coalesce(b.due_on, date '9999-12-31')`

type Order = {
  readonly value: RawBuilder<unknown>
  readonly id: RawBuilder<unknown>
  readonly cast: RawBuilder<unknown>
  readonly down: boolean
}
const balance = sql`b.invoice_id`
const orders: Readonly<Record<InvoiceOrder, Order>> = {
  due: { value: due, id: balance, cast: sql`date`, down: false },
  '-due': { value: due, id: balance, cast: sql`date`, down: true },
  issued: { value: sql`b.issue_on`, id: balance, cast: sql`date`, down: false },
  '-issued': { value: sql`b.issue_on`, id: balance, cast: sql`date`, down: true },
  open: { value: sql`b.open_minor`, id: balance, cast: sql`bigint`, down: false },
  '-open': { value: sql`b.open_minor`, id: balance, cast: sql`bigint`, down: true },
  number: { value: sql`i.number_key`, id: sql`i.invoice_id`, cast: sql`text`, down: false },
  '-number': { value: sql`i.number_key`, id: sql`i.invoice_id`, cast: sql`text`, down: true },
}

const columns = sql`b.invoice_id, i.number, b.type, b.customer_id, c.name as customer_name, c.tax_id, c.segment, c.owner_user_id, b.categories, i.ksef_number, i.order_reference,
  b.last_paid_on, b.issue_on, b.due_on, b.status, ${disputed} as disputed, b.currency, b.total_minor, b.open_minor`

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

/** Says of a left join that it finds its row always, so that the list can be read along the index of numbers. */
const found = (order: InvoiceOrder): RawBuilder<unknown> => (order.endsWith('number') ? sql`i.number_key is not null` : sql`true`)

type Listed = { readonly filter: InvoiceFilter; readonly order: InvoiceOrder; readonly today: Day }

export async function listInvoiceRows(
  executor: Executor,
  companyId: Id,
  options: Listed & { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<{ rows: InvoiceListRow[]; next: string | null }> {
  const { value, id: byId, cast, down } = orders[options.order]
  const size = pageSize(options.limit)
  const { where } = await invoiceConditions(executor, companyId, options.filter, options.today)
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const beyond = place === undefined ? sql`true` : sql`(${value}, ${byId}) ${down ? sql`<` : sql`>`} (${place}::${cast}, ${id}::uuid)`
  const direction = down ? sql`desc` : sql`asc`
  const { rows } =
    await sql<Row>`select ${columns}, ${value}::text as place from ${invoicesFrom} where ${where} and ${found(options.order)} and ${beyond} order by ${value} ${direction}, ${byId} ${direction} limit ${size + 1}`.execute(
      executor,
    )
  const page = cutPage(rows, size, (row) => [row.place, row.invoice_id])
  return { rows: page.rows.map(toRow(options.today)), next: page.next }
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
