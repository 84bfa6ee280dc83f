// Payments as the list and the review queue show them.
import { type RawBuilder, sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { alphanumerics, foldText } from '#values/plain-text'
import type { Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type PaymentFilter = {
  readonly search?: string | undefined
  readonly status?: string | undefined
  readonly customerId?: Id | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
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

/** The newest living proposal or decision of each payment. */
const from = sql`payments p join payment_balances b on b.company_id = p.company_id and b.payment_id = p.payment_id
  left join customers c on c.company_id = p.company_id and c.customer_id = p.customer_id
  left join lateral (select m.probability, m.state, m.outcome, m.decision->>'customerId' as customer_id from matches m
    where m.company_id = p.company_id and m.payment_id = p.payment_id and m.state in ('proposed', 'posted', 'accepted') order by m.created_at desc, m.match_id desc limit 1) m on true
  left join customers mc on mc.company_id = p.company_id and mc.customer_id = m.customer_id::uuid`

/** Money that nobody has placed yet, not put off to a later day, not said to be no customer's. */
const toReview = (today: Day): RawBuilder<unknown> =>
  sql`(b.unapplied_minor > 0 and b.status in ('new', 'partly-settled') and p.outside_reason is null and (p.snoozed_until is null or p.snoozed_until <= ${today}))`

const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function conditions(companyId: Id, filter: PaymentFilter, today: Day): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`p.company_id = ${companyId}`]
  if (filter.ownerUserId !== null) all.push(sql`c.owner_user_id = ${filter.ownerUserId}`)
  if (filter.customerId !== undefined) all.push(sql`p.customer_id = ${filter.customerId}`)
  if (filter.from !== undefined) all.push(sql`p.booked_on >= ${filter.from}`)
  if (filter.to !== undefined) all.push(sql`p.booked_on <= ${filter.to}`)
  if (filter.status === 'to-review') all.push(toReview(today))
  else if (filter.status === 'suggested') all.push(toReview(today), sql`m.state = 'proposed' and m.outcome = 'suggested'`)
  else if (filter.status === 'new') all.push(toReview(today), sql`(m.state is null or m.outcome = 'none')`)
  else if (filter.status !== undefined) all.push(sql`b.status = ${filter.status}`)
  const search = filter.search?.trim() ?? ''
  if (search !== '') {
    const amount = /^-?\d[\d\s]*([.,]\d{1,2})?$/.test(search)
      ? BigInt(Math.round(Number(search.replace(/\s/g, '').replace(',', '.')) * 100))
      : null
    all.push(sql`(p.title ilike ${likePattern(search)} or p.payer_name ilike ${likePattern(search)} or c.name_folded like ${likePattern(foldText(search))}
      or regexp_replace(upper(p.title), '[^A-Z0-9]', '', 'g') like ${likePattern(alphanumerics(search) || '\u0001')} ${amount === null ? sql`` : sql`or p.amount_minor = ${amount}`})`)
  }
  return sql.join(all, sql` and `)
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

/** Newest first. The review queue comes by probability, the surest first. */
export async function listPaymentRows(
  executor: Executor,
  companyId: Id,
  options: {
    readonly filter: PaymentFilter
    readonly after?: string | undefined
    readonly limit?: number | undefined
    readonly today: Day
  },
): Promise<{ rows: PaymentListRow[]; next: string | null }> {
  const size = pageSize(options.limit)
  const where = conditions(companyId, options.filter, options.today)
  const review = options.filter.status === 'to-review'
  const value = review ? sql`coalesce(m.probability, 0)::numeric` : sql`p.booked_on`
  const cast = review ? sql`numeric` : sql`date`
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const beyond = place === undefined ? sql`true` : sql`(${value}, p.payment_id) < (${place}::${cast}, ${id}::uuid)`
  const { rows } =
    await sql<Row>`select ${columns}, ${value}::text as place from ${from} where ${where} and ${beyond} order by ${value} desc, p.payment_id desc limit ${size + 1}`.execute(
      executor,
    )
  const page = cutPage(rows, size, (row) => [row.place, row.payment_id])
  return { rows: page.rows.map(toRow), next: page.next }
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

export async function sumPaymentRows(
  executor: Executor,
  companyId: Id,
  filter: PaymentFilter,
  today: Day,
): Promise<{ readonly total: number; readonly sums: Money[] }> {
  const { rows } = await sql<{
    currency: Currency
    count: bigint
    sum: string
  }>`select p.currency, count(*) as count, sum(${filter.status === 'to-review' ? sql`b.unapplied_minor` : sql`p.amount_minor`})::text as sum
    from ${from} where ${conditions(companyId, filter, today)} group by p.currency order by 2 desc`.execute(executor)
  return { total: rows.reduce((sum, row) => sum + Number(row.count), 0), sums: rows.map((row) => money(BigInt(row.sum), row.currency)) }
}
