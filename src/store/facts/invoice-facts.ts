// Invoices as they stood at the end of a day: summed from entries, so that later changes do not reach back.
import { sql } from 'kysely'
import type { CategoryWeight } from '#domain/reporting/category-lines'
import type { InvoiceFact } from '#domain/reporting/facts'
import { type Currency, currency, minorDigits } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { divideRounded, type Money, money } from '#values/money'
import type { Executor } from '../database.ts'
import { isHoldOn } from '../disputes.ts'
import { baseRates } from './base-rates.ts'

type Row = {
  readonly id: Id
  readonly number: string
  readonly type: string
  readonly customer_id: Id
  readonly customer: string
  readonly tax_id: string | null
  readonly segment: string | null
  readonly owner: string | null
  readonly category: string | null
  readonly issue_on: Day
  readonly due_on: Day | null
  readonly currency: Currency
  readonly net: string | null
  readonly ksef_number: string | null
  readonly total: string
  readonly left: string
  readonly last_on: Day | null
  readonly paid_on: Day | null
  readonly disputed: boolean
}

/** Narrows to a customer, a segment, or the customers of one person. */
export type FactsChoice = { readonly customerId?: Id | null; readonly segment?: string | null; readonly ownerUserId?: string | null }

/** Kinds that make the document's amount, and kinds that say nothing of what is left of it (domain/ledger/invoice-sums). */
const documentKinds = sql`('invoice-issued', 'invoice-changed')`
const silentKinds = sql`('overpayment-noted', 'payment-received', 'payment-returned')`

const chosen = (choice: FactsChoice) => sql`
  ${choice.customerId == null ? sql`true` : sql`i.customer_id = ${choice.customerId}`}
  and ${choice.segment == null ? sql`true` : sql`lower(c.segment) = lower(${choice.segment})`}
  and ${choice.ownerUserId == null ? sql`true` : sql`c.owner_user_id = ${choice.ownerUserId}`}`

/** True of an invoice `i` that a dispute stood against at the end of `asOf`. */
export const disputedOn = (asOf: Day) => sql<boolean>`
  exists (select 1 from holds h where ${isHoldOn('i')} and h.kind = 'dispute' and h.created_at < (${asOf}::date + 1) and (h.ended_at is null or h.ended_at >= (${asOf}::date + 1))
    and (h.until_on is null or h.until_on >= ${asOf}))`

/** Every invoice and credit note issued up to `asOf`, the oldest first; amounts in the base currency at the last rate known on that day. */
export async function readInvoiceFacts(
  executor: Executor,
  companyId: Id,
  asOf: Day,
  base: Currency,
  choice: FactsChoice = {},
): Promise<readonly InvoiceFact[]> {
  const { rows } = await sql<Row>`
    with sums as (
      select e.invoice_id,
        sum(case when e.kind in ${documentKinds} then e.amount_minor else 0 end)::text as total,
        sum(case when e.kind in ${documentKinds} then e.amount_minor when e.kind in ${silentKinds} then 0 else -e.amount_minor end)::text as left,
        max(case when e.kind in ${documentKinds} or e.kind in ${silentKinds} or e.amount_minor < 0 then null else e.on_day end) as last_on,
        max(case when e.kind in ('allocation', 'settled-at-source') and e.amount_minor > 0 then e.on_day end) as paid_on
      from entries e where e.company_id = ${companyId} and e.invoice_id is not null and e.on_day <= ${asOf} group by e.invoice_id
    )
    select i.invoice_id as id, i.number, i.type, i.customer_id, c.name as customer, c.tax_id, c.segment, u.name as owner,
      jsonb_path_query_first(i.lines, '$[*].category') #>> '{}' as category, i.issue_on, i.due_on, i.currency, i.net_minor::text as net,
      i.ksef_number, s.total, s.left, s.last_on, s.paid_on,
      ${disputedOn(asOf)} as disputed
    from sums s join invoices i on i.company_id = ${companyId} and i.invoice_id = s.invoice_id
    join customers c on c.company_id = i.company_id and c.customer_id = i.customer_id
    left join sign_in.users u on u.id = c.owner_user_id
    where i.type <> 'proforma' and i.issue_on <= ${asOf} and ${chosen(choice)}
    order by i.issue_on, i.invoice_id`.execute(executor)
  const rate = await baseRates(executor, companyId, base, asOf)
  return rows.map((row) => toFact(row, base, rate))
}

/** What is left never turns the document's sign: too much paid is the customer's money, not a negative debt. */
function openMinor(row: Row): bigint {
  const total = BigInt(row.total)
  const left = BigInt(row.left)
  return total >= 0n ? (left > 0n ? left : 0n) : left < 0n ? left : 0n
}

function toFact(row: Row, base: Currency, rate: (of: Currency) => { readonly of: bigint; readonly by: bigint } | null): InvoiceFact {
  const open = openMinor(row)
  const own = currency(row.currency)
  const total = money(BigInt(row.total), own)
  const found = own === base ? null : rate(own)
  const inBase = (minor: bigint): Money => {
    const scale = 10n ** BigInt(Math.abs(minorDigits(base) - minorDigits(own)))
    const [up, down] = minorDigits(base) >= minorDigits(own) ? [scale, 1n] : [1n, scale]
    return money(divideRounded(minor * (found?.of ?? 0n) * up, (found?.by ?? 1n) * down), base)
  }
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    customerId: row.customer_id,
    customer: row.customer,
    taxId: row.tax_id,
    segment: row.segment,
    owner: row.owner,
    category: row.category,
    issueOn: row.issue_on,
    dueOn: row.due_on,
    total,
    net: row.net === null ? null : money(BigInt(row.net), own),
    open: money(open, own),
    base: found === null ? null : { total: inBase(total.minor), open: inBase(open) },
    settledOn: open === 0n ? row.last_on : null,
    lastPaidOn: row.paid_on,
    disputed: row.disputed,
    ksefNumber: row.ksef_number,
  }
}

/** What the lines of each invoice come to by product category. */
export async function readCategoryWeights(executor: Executor, companyId: Id): Promise<ReadonlyMap<Id, readonly CategoryWeight[]>> {
  const { rows } = await sql<{ invoice_id: Id; category: string | null; minor: string }>`
    select i.invoice_id, nullif(trim(l ->> 'category'), '') as category, sum((l -> 'gross' ->> 'minor')::numeric)::text as minor
    from invoices i cross join lateral jsonb_array_elements(i.lines) l
    where i.company_id = ${companyId} and i.type <> 'proforma' and l -> 'gross' ->> 'minor' is not null
    group by 1, 2 order by 1, 2`.execute(executor)
  const weights = new Map<Id, CategoryWeight[]>()
  for (const row of rows) {
    const weight = { category: row.category, minor: BigInt(row.minor) }
    const known = weights.get(row.invoice_id)
    if (known === undefined) weights.set(row.invoice_id, [weight])
    else known.push(weight)
  }
  return weights
}

/** The first day of which the books know an invoice. */
export async function earliestInvoiceDay(executor: Executor, companyId: Id): Promise<Day | null> {
  const row = await executor
    .selectFrom('invoices')
    .select((eb) => eb.fn.min('issue_on').as('first'))
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return row?.first ?? null
}
