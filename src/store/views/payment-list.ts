// Payments as the list and the review queue show them.
import { type RawBuilder, sql } from 'kysely'
import { confidenceBands, leastOf } from '#values/confidence-band'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Database, Executor } from '../database.ts'
import { countedAtMost } from './invoice-sums.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'
import { type Searched, searchedPayments } from './search-probe.ts'
import { streamRows } from './stream-rows.ts'

export const paymentOrders = ['booked', '-booked', 'amount', '-amount'] as const
export type PaymentOrder = (typeof paymentOrders)[number]

export type PaymentFilter = {
  readonly search?: string | undefined
  readonly status?: string | undefined
  readonly customerId?: Id | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly source?: string | undefined
  readonly ownerUserId: string | null
}

export type PaymentListRow = {
  readonly paymentId: Id
  readonly bookedOn: Day
  readonly amount: Money
  readonly unapplied: Money
  readonly payerName: string | null
  readonly payerAccount: string | null
  readonly title: string
  readonly source: string
  readonly status: string
  readonly customerId: Id | null
  readonly customerName: string | null
  readonly outsideReason: string | null
  readonly probability: number | null
}

type Row = {
  payment_id: Id
  booked_on: Day
  amount_minor: bigint
  unapplied_minor: bigint
  currency: Currency
  payer_name: string | null
  payer_account: string | null
  title: string
  source: string
  status: string
  customer_id: Id | null
  customer_name: string | null
  outside_reason: string | null
  probability: number | null
  place: string
  proposed: boolean
}

const counted = sql`payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
  left join customers c on c.company_id = p.company_id and c.customer_id = p.customer_id`

/** With the newest living proposal or decision of each payment. */
const from = sql`${counted}
  left join lateral (select m.probability, m.state, m.outcome, m.decision->>'customerId' as customer_id from matches m
    where m.company_id = p.company_id and m.payment_id = p.payment_id and m.state in ('proposed', 'posted', 'accepted') order by m.created_at desc, m.match_id desc limit 1) m on true
  left join customers mc on mc.company_id = p.company_id and mc.customer_id = m.customer_id::uuid`

/** Money that nobody has placed yet, not put off to a later day, not said to be no customer's. */
const toReview = (today: Day): RawBuilder<unknown> =>
  sql`(b.unapplied_minor > 0 and b.status in ('new', 'partly-settled') and p.outside_reason is null and (p.snoozed_until is null or p.snoozed_until <= ${today}))`

async function conditions(executor: Executor, companyId: Id, filter: PaymentFilter, today: Day): Promise<Searched> {
  const all: RawBuilder<unknown>[] = [sql`p.company_id = ${companyId}`]
  if (filter.ownerUserId !== null) all.push(sql`c.owner_user_id = ${filter.ownerUserId}`)
  if (filter.customerId !== undefined) all.push(sql`p.customer_id = ${filter.customerId}`)
  if (filter.from !== undefined) all.push(sql`p.booked_on >= ${filter.from}`)
  if (filter.to !== undefined) all.push(sql`p.booked_on <= ${filter.to}`)
  if (filter.source !== undefined) all.push(sql`p.source = ${filter.source}`)
  if (filter.status === 'to-review') all.push(toReview(today))
  else if (filter.status === 'suggested') all.push(toReview(today), sql`m.state = 'proposed' and m.outcome = 'suggested'`)
  else if (filter.status === 'new') all.push(toReview(today), sql`(m.state is null or m.outcome = 'none')`)
  else if (filter.status !== undefined) all.push(sql`b.status = ${filter.status}`)
  const search = filter.search?.trim() ?? ''
  const searched = search === '' ? null : await searchedPayments(executor, companyId, search)
  if (searched !== null) all.push(searched.where)
  return { where: sql.join(all, sql` and `), few: searched?.few ?? true }
}

const toRow = (row: Row): PaymentListRow => ({
  paymentId: row.payment_id,
  bookedOn: row.booked_on,
  amount: money(row.amount_minor, row.currency),
  unapplied: money(row.unapplied_minor, row.currency),
  payerName: row.payer_name,
  payerAccount: row.payer_account,
  title: row.title,
  source: row.source,
  status: row.status === 'new' && row.proposed ? 'suggested' : row.status,
  customerId: row.customer_id,
  customerName: row.customer_name,
  outsideReason: row.outside_reason,
  probability: row.probability,
})

const columns = sql`p.payment_id, p.booked_on, p.amount_minor, b.unapplied_minor, p.currency, p.payer_name, p.payer_account, p.title, p.source, b.status,
  coalesce(p.customer_id, m.customer_id::uuid) as customer_id, coalesce(c.name, mc.name) as customer_name, p.outside_reason, m.probability, p.booked_on::text as place,
  coalesce(m.state = 'proposed' and m.outcome = 'suggested', false) as proposed`

type Order = { readonly value: RawBuilder<unknown>; readonly cast: RawBuilder<unknown>; readonly down: boolean }
const booked = { value: sql`p.booked_on`, cast: sql`date` }
const amount = { value: sql`p.amount_minor`, cast: sql`bigint` }
const orders: Readonly<Record<PaymentOrder, Order>> = {
  booked: { ...booked, down: false },
  '-booked': { ...booked, down: true },
  amount: { ...amount, down: false },
  '-amount': { ...amount, down: true },
}

type Listed = { readonly filter: PaymentFilter; readonly order?: PaymentOrder | undefined; readonly today: Day }

/** Of the queue: the word of confidence, the surest first, and the day within it, as one number. */
const bandAndDay = sql`(case ${sql.join(
  confidenceBands.map(
    (band, place) =>
      sql`when b.status = 'new' and m.state = 'proposed' and m.outcome = 'suggested' and m.probability >= ${leastOf(band)}::float8 then ${confidenceBands.length - place}::bigint`,
  ),
  sql` `,
)} else 0 end * 10000000 + (p.booked_on - date '0001-01-01'))`

/** Newest first unless asked otherwise. The review queue comes by its words of confidence, newest first within one. */
const orderOf = ({ filter, order }: Listed): Order =>
  order !== undefined
    ? orders[order]
    : filter.status === 'to-review'
      ? { value: bandAndDay, cast: sql`bigint`, down: true }
      : orders['-booked']

export async function listPaymentRows(
  executor: Executor,
  companyId: Id,
  options: Listed & { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<{ rows: PaymentListRow[]; next: string | null }> {
  const size = pageSize(options.limit)
  const { where } = await conditions(executor, companyId, options.filter, options.today)
  const { value, cast, down } = orderOf(options)
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const beyond = place === undefined ? sql`true` : sql`(${value}, p.payment_id) ${down ? sql`<` : sql`>`} (${place}::${cast}, ${id}::uuid)`
  const direction = down ? sql`desc` : sql`asc`
  const { rows } =
    await sql<Row>`select ${columns}, ${value}::text as place from ${from} where ${where} and ${beyond} order by ${value} ${direction}, p.payment_id ${direction} limit ${size + 1}`.execute(
      executor,
    )
  const page = cutPage(rows, size, (row) => [row.place, row.payment_id])
  return { rows: page.rows.map(toRow), next: page.next }
}

/** All rows of the list, some thousand at a time, as they stood when the first was read. */
export async function* streamPaymentRows(database: Database, companyId: Id, listed: Listed): AsyncGenerator<PaymentListRow[]> {
  const { where } = await conditions(database, companyId, listed.filter, listed.today)
  const { value, down } = orderOf(listed)
  const direction = down ? sql`desc` : sql`asc`
  const query = sql<Row>`select ${columns}, '' as place from ${from} where ${where} order by ${value} ${direction}, p.payment_id ${direction}`
  for await (const rows of streamRows(database, query)) yield rows.map(toRow)
}

export async function findPaymentRow(
  executor: Executor,
  companyId: Id,
  paymentId: Id,
  ownerUserId: string | null,
): Promise<PaymentListRow | null> {
  const { rows } =
    await sql<Row>`select ${columns} from ${from} where p.company_id = ${companyId} and p.payment_id = ${paymentId} and ${ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${ownerUserId}`}`.execute(
      executor,
    )
  return rows[0] === undefined ? null : toRow(rows[0])
}

export type PaymentSums = { readonly total: number | null; readonly sums: Money[] }

/** The figures that the database keeps know currencies and statuses alone. */
async function sumFigures(executor: Executor, companyId: Id, filter: PaymentFilter): Promise<PaymentSums | null> {
  const { status, ownerUserId, ...others } = filter
  const kept = status !== 'to-review' && status !== 'suggested' && status !== 'new' && ownerUserId === null
  if (!kept || Object.values(others).some((value) => value !== undefined && value !== '')) return null
  const { rows } = await sql<{ currency: Currency; count: string; sum: string }>`
    select f.currency, sum(f.payments)::text as count, sum(f.amount_minor)::text as sum from payment_figures f
    where f.company_id = ${companyId} and ${status === undefined ? sql`true` : sql`f.status = ${status}`} group by 1 having sum(f.payments) > 0 order by sum(f.payments) desc`.execute(
    executor,
  )
  return { total: rows.reduce((sum, row) => sum + Number(row.count), 0), sums: rows.map((row) => money(BigInt(row.sum), row.currency)) }
}

/** Exact, or `total` null: more rows than anybody counts by reading them. */
export async function sumPaymentRows(executor: Executor, companyId: Id, filter: PaymentFilter, today: Day): Promise<PaymentSums> {
  const kept = await sumFigures(executor, companyId, filter)
  if (kept !== null) return kept
  const { where, few } = await conditions(executor, companyId, filter, today)
  if (!few) return { total: null, sums: [] }
  const { rows } = await sql<{ currency: Currency; count: bigint; sum: string }>`
    select currency, count(*) as count, sum(minor)::text as sum from (
      select p.currency, ${filter.status === 'to-review' ? sql`b.unapplied_minor` : sql`p.amount_minor`} as minor from ${filter.status === 'suggested' || filter.status === 'new' ? from : counted} where ${where} limit ${countedAtMost + 1}) counted
    group by currency order by 2 desc`.execute(executor)
  const total = rows.reduce((sum, row) => sum + Number(row.count), 0)
  return total > countedAtMost ? { total: null, sums: [] } : { total, sums: rows.map((row) => money(BigInt(row.sum), row.currency)) }
}
