// One page of the list of invoices, cut from the balances in any of its orders.
import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#values/id'
import { invoicesFrom, type Narrowed } from './invoice-filter.ts'
import { readCursor } from './keyset.ts'
import type { ManyNumbers } from './search-probe.ts'

export const invoiceOrders = ['due', '-due', 'issued', '-issued', 'open', '-open', 'number', '-number'] as const
export type InvoiceOrder = (typeof invoiceOrders)[number]

/** Never null, so that a cursor can carry it; invoices without a due day come after all others. */
const due = sql`coalesce(b.due_on, date '9999-12-31')`

type Order = {
  readonly value: RawBuilder<unknown>
  readonly id: RawBuilder<unknown>
  readonly cast: RawBuilder<unknown>
  readonly down: boolean
}
const balance = sql`b.invoice_id`
export const orders: Readonly<Record<InvoiceOrder, Order>> = {
  due: { value: due, id: balance, cast: sql`date`, down: false },
  '-due': { value: due, id: balance, cast: sql`date`, down: true },
  issued: { value: sql`b.issue_on`, id: balance, cast: sql`date`, down: false },
  '-issued': { value: sql`b.issue_on`, id: balance, cast: sql`date`, down: true },
  open: { value: sql`b.open_minor`, id: balance, cast: sql`bigint`, down: false },
  '-open': { value: sql`b.open_minor`, id: balance, cast: sql`bigint`, down: true },
  number: { value: sql`i.number_key`, id: sql`i.invoice_id`, cast: sql`text`, down: false },
  '-number': { value: sql`i.number_key`, id: sql`i.invoice_id`, cast: sql`text`, down: true },
}

/** Says of a left join that it finds its row always, so that the list can be read along the index of numbers. */
export const found = (order: InvoiceOrder): RawBuilder<unknown> => (order.endsWith('number') ? sql`i.number_key is not null` : sql`true`)

type Cut = { readonly order: InvoiceOrder; readonly after: string | undefined; readonly most: number }

/** Where the page begins and ends, of any table that has the order's value and the id. */
function cutOf({ order, after, most }: Cut) {
  const { cast, down } = orders[order]
  const [place, id] = after === undefined ? [] : readCursor(after, 2)
  const direction = down ? sql`desc` : sql`asc`
  return (value: RawBuilder<unknown>, byId: RawBuilder<unknown>, where: RawBuilder<unknown>) => {
    const beyond = place === undefined ? sql`true` : sql`(${value}, ${byId}) ${down ? sql`<` : sql`>`} (${place}::${cast}, ${id}::uuid)`
    return sql`where ${where} and ${beyond} order by ${value} ${direction}, ${byId} ${direction} limit ${most}`
  }
}

/** Of thousands of numbers only those of the page are looked up among the balances. */
function numberedPage(companyId: Id, { like, tooMany, latest }: ManyNumbers, { others }: Narrowed, options: Cut) {
  const cut = cutOf(options)
  const numbered = sql`i.company_id = ${companyId} and ${like}`
  const issued = sql`i.issue_on`
  const id = sql`i.invoice_id`
  if (tooMany)
    return sql`select b.*, ${issued} as place from invoices i join invoice_balances b on b.company_id = i.company_id and b.invoice_id = i.invoice_id
    left join customers c on c.company_id = b.company_id and c.customer_id = b.customer_id ${cut(issued, id, sql`${numbered} and ${others}`)}`
  if (latest !== null && options.order === '-issued' && options.after === undefined)
    return sql`select b.*, b.issue_on as place from invoice_balances b ${cut(sql`b.issue_on`, balance, sql`b.company_id = ${companyId} and b.invoice_id = any(${[...latest]}::uuid[])`)}`
  return sql`with hits as materialized (select i.invoice_id, i.issue_on from invoices i where ${numbered}), page as (select * from hits i ${cut(issued, id, sql`true`)})
    select b.*, page.issue_on as place from page join invoice_balances b on b.company_id = ${companyId} and b.invoice_id = page.invoice_id`
}

/** All columns of `invoice_balances`, and `place`: the value that the list is ordered by. */
export function invoicePage(companyId: Id, narrowed: Narrowed, options: Cut): RawBuilder<unknown> {
  const { value, id } = orders[options.order]
  const { where, many, others, alone } = narrowed
  const cut = cutOf(options)
  const listed = (conditions: RawBuilder<unknown>) =>
    sql`select b.*, ${value} as place from ${invoicesFrom} ${cut(value, id, sql`${conditions} and ${found(options.order)}`)}`
  if (many === null || !options.order.endsWith('issued') || !(many.tooMany || alone)) return listed(where)
  const numbered = numberedPage(companyId, many, narrowed, options)
  return many.byName === null ? numbered : sql`(${numbered}) union (${listed(sql`${others} and ${many.byName}`)}) ${lastCut(options)}`
}

/** Both halves come in order; the page is the first of both together. */
const lastCut = ({ order, most }: Cut): RawBuilder<unknown> => {
  const direction = orders[order].down ? sql`desc` : sql`asc`
  return sql`order by place ${direction}, invoice_id ${direction} limit ${most}`
}
