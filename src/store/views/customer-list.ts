// Customers as the list shows them: what each owes in the company's currency and beside it in others, and how late he pays.
import { type RawBuilder, sql } from 'kysely'
import type { RiskClass } from '#domain/credit/risk-class'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { foldText } from '#values/plain-text'
import type { Database, Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'
import { likePattern } from './like-pattern.ts'
import { streamRows } from './stream-rows.ts'

export type CustomerFilter = {
  readonly search?: string | undefined
  readonly owing?: 'open' | 'overdue' | undefined
  readonly customerId?: Id
  readonly segment?: string | undefined
  readonly owner?: string | undefined
  /** Counts only invoices with a line of this category. */
  readonly category?: string | undefined
  readonly ownerUserId: string | null
}
export const customerOrders = ['name', '-name', 'open', '-open', 'overdue', '-overdue'] as const
export type CustomerOrder = (typeof customerOrders)[number]

export type Owed = { readonly open: Money; readonly overdue: Money }

export type CustomerListRow = {
  readonly customerId: Id
  readonly name: string
  readonly taxId: string | null
  readonly email: string | null
  readonly segment: string | null
  readonly ownerUserId: string | null
  readonly open: Money
  readonly overdue: Money
  /** What he owes in other currencies. */
  readonly others: readonly Owed[]
  readonly oldestOverdueOn: Day | null
  readonly averageDelayDays: number | null
  /** Per cent, as of the last time that he was judged. */
  readonly debtRatio: number | null
  readonly risk: RiskClass | null
  readonly blocked: boolean
}

type Row = {
  customer_id: Id
  name: string
  tax_id: string | null
  email: string | null
  segment: string | null
  owner_user_id: string | null
  open: string
  overdue: string
  others: readonly { readonly currency: Currency; readonly open: string; readonly overdue: string }[] | null
  oldest: Day | null
  delay: string | null
  basis_points: bigint | null
  risk: RiskClass | null
  blocked: boolean | null
  place: string
}

type Order = { readonly value: RawBuilder<unknown>; readonly cast: RawBuilder<unknown>; readonly down: boolean; readonly byName: boolean }
const name = { value: sql`c.name_folded`, cast: sql`text`, byName: true }
const open = { value: sql`coalesce(o.open, 0)`, cast: sql`numeric`, byName: false }
const overdue = { value: sql`coalesce(o.overdue, 0)`, cast: sql`numeric`, byName: false }
const orders: Readonly<Record<CustomerOrder, Order>> = {
  name: { ...name, down: false },
  '-name': { ...name, down: true },
  open: { ...open, down: false },
  '-open': { ...open, down: true },
  overdue: { ...overdue, down: false },
  '-overdue': { ...overdue, down: true },
}

type Listed = { readonly filter: CustomerFilter; readonly currency: Currency; readonly today: Day }

/** Amounts of the company's currency; the oldest of any. */
const sums = ({ today, currency }: Listed) =>
  sql`coalesce(sum(b.open_minor) filter (where b.currency = ${currency}), 0) as open, coalesce(sum(b.open_minor) filter (where b.currency = ${currency} and b.due_on < ${today}), 0) as overdue,
    min(b.due_on) filter (where b.due_on < ${today}) as oldest`

const owedBalances = (companyId: Id, { filter }: Listed) =>
  sql`invoice_balances b where b.company_id = ${companyId} and b.open_minor > 0 and b.type <> 'proforma'
    and ${filter.category === undefined ? sql`true` : sql`b.categories @> ${[filter.category]}::text[]`}`

/** Whoever has something open is in the sums already. */
const owingOnly = (owing: CustomerFilter['owing'], today: Day): RawBuilder<unknown> =>
  owing === 'overdue' ? sql`having bool_or(b.due_on < ${today})` : sql``

const allSums = (companyId: Id, listed: Listed) =>
  sql`select b.customer_id, ${sums(listed)} from ${owedBalances(companyId, listed)} group by b.customer_id ${owingOnly(listed.filter.owing, listed.today)}`

/** Who owes: the sums of all customers at once, over the index of what is open. */
const byAmount = (companyId: Id, listed: Listed) =>
  sql`customers c ${listed.filter.owing === undefined ? sql`left` : sql``} join (${allSums(companyId, listed)}) o on o.customer_id = c.customer_id`

/** True where nothing of the customer himself is asked: then he is looked up only when he is on the page. */
const everyone = ({ search, customerId, segment, owner, ownerUserId }: CustomerFilter): boolean =>
  (search?.trim() ?? '') === '' && customerId === undefined && segment === undefined && owner === undefined && ownerUserId === null

/** Who there is: the sums of one customer only when he is on the page. */
const oneByOne = (companyId: Id, listed: Listed) =>
  sql`customers c left join lateral (select ${sums(listed)} from ${owedBalances(companyId, listed)} and b.customer_id = c.customer_id) o on true`

/** By name; by tax number where digits were typed, by e-mail address where a sign of one was, so that names alone keep to their index. */
function searched(search: string): RawBuilder<unknown> {
  const byName = sql`c.name_folded like ${likePattern(foldText(search))}`
  const byTax = /\d{3}/.test(search) ? sql`or c.tax_id like ${`${search.replace(/[\s-]/g, '')}%`}` : sql``
  const byMail = /[@.]/.test(search) ? sql`or c.email ilike ${likePattern(search)}` : sql``
  return sql`(${byName} ${byTax} ${byMail})`
}

function conditions(companyId: Id, filter: CustomerFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`c.company_id = ${companyId} and c.merged_into is null`]
  if (filter.customerId !== undefined) all.push(sql`c.customer_id = ${filter.customerId}`)
  if (filter.ownerUserId !== null) all.push(sql`c.owner_user_id = ${filter.ownerUserId}`)
  if (filter.owner !== undefined) all.push(sql`c.owner_user_id = ${filter.owner}`)
  if (filter.segment !== undefined) all.push(sql`c.segment = ${filter.segment}`)
  const search = filter.search?.trim() ?? ''
  if (search !== '') all.push(searched(search))
  return sql.join(all, sql` and `)
}

/** The delay and other currencies are asked for those alone that are shown: the delay over a year of what each has settled. */
function withDelay(companyId: Id, listed: Listed, page: RawBuilder<unknown>, down: boolean) {
  const direction = down ? sql`desc` : sql`asc`
  const { currency, today } = listed
  const others = sql`select b.currency, sum(b.open_minor)::text as open, coalesce(sum(b.open_minor) filter (where b.due_on < ${today}), 0)::text as overdue
    from ${owedBalances(companyId, listed)} and b.customer_id = page.customer_id and b.currency <> ${currency} group by b.currency`
  return sql<Row>`select page.*, page.value::text as place, d.delay::text as delay, f.others, k.basis_points, k.risk, k.blocked from (${page}) page
    left join credit_standings k on k.company_id = ${companyId} and k.customer_id = page.customer_id left join lateral (
    select avg(b.last_paid_on - b.due_on) as delay from invoice_balances b where b.company_id = ${companyId} and b.customer_id = page.customer_id
      and b.type <> 'proforma' and b.open_minor = 0 and b.due_on is not null and b.last_paid_on > ${today}::date - 365) d on true
    left join lateral (select json_agg(other order by other.currency) as others from (${others}) other) f on true
    order by page.value ${direction}, page.customer_id ${direction}`
}

const columns = sql`c.customer_id, c.name, c.tax_id, c.email, c.segment, c.owner_user_id, coalesce(o.open, 0)::text as open, coalesce(o.overdue, 0)::text as overdue, o.oldest`

type Cut = { readonly beyond: (id: RawBuilder<unknown>) => RawBuilder<unknown>; readonly limit: RawBuilder<unknown> }

function ordered(companyId: Id, listed: Listed, order: CustomerOrder, { beyond, limit }: Cut): RawBuilder<unknown> {
  const { value, down, byName } = orders[order]
  const { filter } = listed
  const direction = down ? sql`desc` : sql`asc`
  const inOrder = (id: RawBuilder<unknown>) => sql`order by ${value} ${direction}, ${id} ${direction}`
  if (!byName && filter.owing !== undefined && everyone(filter)) {
    const beyondSum = sql`(select o.* from (${allSums(companyId, listed)}) o where ${beyond(sql`o.customer_id`)} ${inOrder(sql`o.customer_id`)} ${limit})`
    return sql`select ${columns}, ${value} as value from ${beyondSum} o join customers c on c.company_id = ${companyId} and c.customer_id = o.customer_id`
  }
  const from = byName && filter.owing === undefined ? oneByOne(companyId, listed) : byAmount(companyId, listed)
  return sql`select ${columns}, ${value} as value from ${from} where ${conditions(companyId, filter)} and ${beyond(sql`c.customer_id`)} ${inOrder(sql`c.customer_id`)} ${limit}`
}

const toRow =
  (currency: Currency) =>
  (row: Row): CustomerListRow => ({
    customerId: row.customer_id,
    name: row.name,
    taxId: row.tax_id,
    email: row.email,
    segment: row.segment,
    ownerUserId: row.owner_user_id,
    open: money(BigInt(row.open), currency),
    overdue: money(BigInt(row.overdue), currency),
    others: (row.others ?? []).map((other) => ({
      open: money(BigInt(other.open), other.currency),
      overdue: money(BigInt(other.overdue), other.currency),
    })),
    oldestOverdueOn: row.oldest,
    averageDelayDays: row.delay === null ? null : Math.round(Number(row.delay) * 10) / 10,
    debtRatio: row.basis_points === null ? null : Number(row.basis_points) / 100,
    risk: row.risk,
    blocked: row.blocked ?? false,
  })

export type CustomerListOptions = Listed & {
  readonly order: CustomerOrder
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

export async function listCustomerRows(
  executor: Executor,
  companyId: Id,
  options: CustomerListOptions,
): Promise<{ rows: CustomerListRow[]; next: string | null }> {
  const { value, cast, down } = orders[options.order]
  const size = pageSize(options.limit)
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const beyond: Cut['beyond'] = (byId) =>
    place === undefined ? sql`true` : sql`(${value}, ${byId}) ${down ? sql`<` : sql`>`} (${place}::${cast}, ${id}::uuid)`
  const page = ordered(companyId, options, options.order, { beyond, limit: sql`limit ${size + 1}` })
  const { rows } = await withDelay(companyId, options, page, down).execute(executor)
  const cut = cutPage(rows, size, (row) => [row.place, row.customer_id])
  return { rows: cut.rows.map(toRow(options.currency)), next: cut.next }
}

/** All rows of the list, some thousand at a time. */
export async function* streamCustomerRows(
  database: Database,
  companyId: Id,
  options: Listed & { readonly order: CustomerOrder },
): AsyncGenerator<CustomerListRow[]> {
  const all = ordered(companyId, options, options.order, { beyond: () => sql`true`, limit: sql`` })
  const query = withDelay(companyId, options, all, orders[options.order].down)
  for await (const rows of streamRows(database, query)) yield rows.map(toRow(options.currency))
}

export async function countCustomers(executor: Executor, companyId: Id, listed: Listed): Promise<number> {
  const { owing } = listed.filter
  const counted =
    owing !== undefined && everyone(listed.filter)
      ? sql`(${allSums(companyId, listed)}) owing`
      : sql`${owing === undefined ? sql`customers c` : byAmount(companyId, listed)} where ${conditions(companyId, listed.filter)}`
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from ${counted}`.execute(executor)
  return Number(rows[0]?.count ?? 0)
}

/** Whether anybody owes in another currency than the company's. */
export async function isOwedInOthers(executor: Executor, companyId: Id): Promise<boolean> {
  const { rows } = await sql<{
    others: boolean
  }>`select exists (select 1 from invoice_balances b join companies on companies.company_id = b.company_id
    where b.company_id = ${companyId} and b.open_minor > 0 and b.currency <> companies.base_currency) as others`.execute(executor)
  return rows[0]?.others ?? false
}

/** Everybody on the list, for what is done to all of them. */
export async function listCustomerIds(executor: Executor, companyId: Id, listed: Listed): Promise<readonly Id[]> {
  const from = listed.filter.owing === undefined ? sql`customers c` : byAmount(companyId, listed)
  const { rows } = await sql<{ id: Id }>`select c.customer_id as id from ${from} where ${conditions(companyId, listed.filter)}`.execute(
    executor,
  )
  return rows.map((row) => row.id)
}

export type Debtor = Pick<CustomerListRow, 'customerId' | 'name' | 'overdue' | 'oldestOverdueOn'>

/** Who owes most of what is past its term in the company's currency, and how many owe anything in it: both from one pass over what is open. */
export async function listDebtors(
  executor: Executor,
  companyId: Id,
  listed: Listed & { readonly limit: number },
): Promise<{ readonly customers: number; readonly rows: readonly Debtor[] }> {
  const all = { ...listed, filter: { ...listed.filter, owing: undefined } }
  const narrowed = everyone(listed.filter)
    ? sql``
    : sql`join customers c on c.customer_id = o.customer_id and ${conditions(companyId, all.filter)}`
  const { rows } = await sql<{ customer_id: Id; name: string; overdue: string; oldest: Day | null; customers: bigint }>`
    select top.customer_id, c.name, top.overdue::text as overdue, top.oldest, top.customers from (
      select o.customer_id, o.overdue, case when o.overdue > 0 then o.oldest end as oldest, count(*) over () as customers from (${allSums(companyId, all)}) o ${narrowed}
      where o.open > 0
      order by 2 desc, 1 limit ${listed.limit}) top
    join customers c on c.company_id = ${companyId} and c.customer_id = top.customer_id order by top.overdue desc, top.customer_id`.execute(
    executor,
  )
  return {
    customers: Number(rows[0]?.customers ?? 0),
    rows: rows
      .filter((row) => row.oldest !== null)
      .map((row) => ({
        customerId: row.customer_id,
        name: row.name,
        overdue: money(BigInt(row.overdue), listed.currency),
        oldestOverdueOn: row.oldest,
      })),
  }
}
