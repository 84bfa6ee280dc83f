// Customers as the list shows them: what each owes in the company's currency, and how late he pays.
import { type RawBuilder, sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import { foldText } from '#values/plain-text'
import type { Executor } from '../database.ts'
import { cutPage, pageSize, readCursor } from './keyset.ts'

export type CustomerFilter = {
  readonly search?: string | undefined
  readonly owing?: 'open' | 'overdue' | undefined
  readonly customerId?: Id
  readonly ownerUserId: string | null
}
export type CustomerOrder = 'name' | '-open' | '-overdue'

export type CustomerListRow = {
  readonly customerId: Id
  readonly name: string
  readonly taxId: string | null
  readonly email: string | null
  readonly segment: string | null
  readonly ownerUserId: string | null
  readonly open: Money
  readonly overdue: Money
  readonly oldestOverdueOn: Day | null
  readonly averageDelayDays: number | null
}

type Row = {
  customer_id: Id
  name: string
  tax_id: string | null
  email: string | null
  segment: string | null
  owner_user_id: string | null
  open_text: string
  overdue_text: string
  oldest: Day | null
  delay_text: string | null
  place: string
}

const values: Readonly<
  Record<CustomerOrder, { readonly value: RawBuilder<unknown>; readonly cast: RawBuilder<unknown>; readonly down: boolean }>
> = {
  name: { value: sql`name_folded`, cast: sql`text`, down: false },
  '-open': { value: sql`open`, cast: sql`numeric`, down: true },
  '-overdue': { value: sql`overdue`, cast: sql`numeric`, down: true },
}

/** The sums of one customer are gathered once a customer, over his own rows of the index. */
const summed = (companyId: Id, currency: Currency, today: Day): RawBuilder<unknown> => sql`
  select c.customer_id, c.name, c.name_folded, c.tax_id, c.email, c.segment, c.owner_user_id, coalesce(s.open, 0) as open, coalesce(s.overdue, 0) as overdue, s.oldest, s.delay
  from customers c left join (
    select customer_id, sum(open_minor) filter (where open_minor > 0) as open, sum(open_minor) filter (where open_minor > 0 and due_on < ${today}) as overdue,
      min(due_on) filter (where open_minor > 0 and due_on < ${today}) as oldest,
      avg(last_paid_on - due_on) filter (where open_minor = 0 and last_paid_on is not null and due_on is not null and last_paid_on > ${today}::date - 365) as delay
    from invoice_balances where company_id = ${companyId} and currency = ${currency} and type <> 'proforma' group by customer_id
  ) s on s.customer_id = c.customer_id where c.company_id = ${companyId} and c.merged_into is null`

function conditions(filter: CustomerFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`]
  if (filter.customerId !== undefined) all.push(sql`customer_id = ${filter.customerId}`)
  if (filter.ownerUserId !== null) all.push(sql`owner_user_id = ${filter.ownerUserId}`)
  if (filter.owing === 'open') all.push(sql`open > 0`)
  if (filter.owing === 'overdue') all.push(sql`overdue > 0`)
  const search = filter.search?.trim() ?? ''
  if (search !== '') {
    const pattern = `%${foldText(search).replace(/[\\%_]/g, '\\$&')}%`
    all.push(
      sql`(name_folded like ${pattern} or tax_id like ${`${search.replace(/[\s-]/g, '')}%`} or email ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`})`,
    )
  }
  return sql.join(all, sql` and `)
}

export type CustomerListOptions = {
  readonly filter: CustomerFilter
  readonly order: CustomerOrder
  readonly after?: string | undefined
  readonly limit?: number | undefined
  readonly currency: Currency
  readonly today: Day
}

export async function listCustomerRows(
  executor: Executor,
  companyId: Id,
  options: CustomerListOptions,
): Promise<{ rows: CustomerListRow[]; next: string | null }> {
  const { value, cast, down } = values[options.order]
  const size = pageSize(options.limit)
  const [place, id] = options.after === undefined ? [] : readCursor(options.after, 2)
  const beyond = place === undefined ? sql`true` : sql`(${value}, customer_id) ${down ? sql`<` : sql`>`} (${place}::${cast}, ${id}::uuid)`
  const direction = down ? sql`desc` : sql`asc`
  const { rows } =
    await sql<Row>`select customer_id, name, tax_id, email, segment, owner_user_id, open::text as open_text, overdue::text as overdue_text, oldest, delay::text as delay_text, ${value}::text as place
    from (${summed(companyId, options.currency, options.today)}) all_customers where ${conditions(options.filter)} and ${beyond} order by ${value} ${direction}, customer_id ${direction} limit ${size + 1}`.execute(
      executor,
    )
  const page = cutPage(rows, size, (row) => [row.place, row.customer_id])
  const rowOf = (row: Row): CustomerListRow => ({
    customerId: row.customer_id,
    name: row.name,
    taxId: row.tax_id,
    email: row.email,
    segment: row.segment,
    ownerUserId: row.owner_user_id,
    open: money(BigInt(row.open_text), options.currency),
    overdue: money(BigInt(row.overdue_text), options.currency),
    oldestOverdueOn: row.oldest,
    averageDelayDays: row.delay_text === null ? null : Math.round(Number(row.delay_text) * 10) / 10,
  })
  return { rows: page.rows.map(rowOf), next: page.next }
}

export async function countCustomers(
  executor: Executor,
  companyId: Id,
  options: Pick<CustomerListOptions, 'filter' | 'currency' | 'today'>,
): Promise<number> {
  const { rows } = await sql<{
    count: bigint
  }>`select count(*) as count from (${summed(companyId, options.currency, options.today)}) all_customers where ${conditions(options.filter)}`.execute(
    executor,
  )
  return Number(rows[0]?.count ?? 0)
}
