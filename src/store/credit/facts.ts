// What customers owe and have bought, as it stands today, for judging their credit.
import { sql } from 'kysely'
import type { CreditInvoice } from '#domain/credit/debt-ratio'
import type { DuePast } from '#domain/credit/risk-class'
import type { Currency } from '#values/currency'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor, Tx } from '../database.ts'
import { isDisputed } from '../disputes.ts'

export type CreditCustomer = {
  readonly customerId: Id
  readonly name: string
  readonly taxId: string | null
  readonly segment: string | null
  /** A person's decision; null: by the name. */
  readonly personBusiness: boolean | null
}

/** Customers that have not been merged into another one, in the order of their ids. */
export async function listCreditCustomers(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[] | null,
): Promise<readonly CreditCustomer[]> {
  const rows = await executor
    .selectFrom('customers as c')
    .leftJoin('credit_customers as k', (join) =>
      join.onRef('k.company_id', '=', 'c.company_id').onRef('k.customer_id', '=', 'c.customer_id'),
    )
    .select(['c.customer_id', 'c.name', 'c.tax_id', 'c.segment', 'k.person_business'])
    .where('c.company_id', '=', companyId)
    .where('c.merged_into', 'is', null)
    .$if(customerIds !== null, (query) => query.where('c.customer_id', '=', sql<Id>`any(${[...(customerIds ?? [])]}::uuid[])`))
    .orderBy('c.customer_id')
    .execute()
  return rows.map((row) => ({
    customerId: row.customer_id,
    name: row.name,
    taxId: row.tax_id,
    segment: row.segment,
    personBusiness: row.person_business,
  }))
}

type Row = {
  customer_id: Id
  issue_on: Day
  due_on: Day | null
  currency: Currency
  gross: string
  net: string | null
  open: string
  disputed: boolean
  count: number
}

/**
 * Documents by customer. What is open comes one by one; what is settled is summed, in other currencies for each issue day, because its
 * rate is of that day. The first document a customer ever had is among them, so that his age is known.
 */
export async function listCreditInvoices(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  of: { readonly from: Day; readonly base: Currency },
): Promise<ReadonlyMap<Id, readonly CreditInvoice[]>> {
  const { rows } = await sql<Row>`
    with documents as (
      select b.customer_id, b.issue_on, b.due_on, b.currency, b.open_minor, b.total_minor - coalesce(d.minor, 0) as gross,
        case when i.net_minor is null then null when b.total_minor = 0 then 0
          else round(i.net_minor * (b.total_minor - coalesce(d.minor, 0)) / b.total_minor::numeric) end as net,
        ${isDisputed('b')} as disputed
      from invoice_balances b
      join invoices i on i.company_id = b.company_id and i.invoice_id = b.invoice_id
      left join lateral (select sum(e.amount_minor) as minor from entries e
        where e.company_id = b.company_id and e.invoice_id = b.invoice_id and e.kind = 'advance-deducted') d on b.type = 'final'
      where b.company_id = ${companyId} and b.customer_id = any(${[...customerIds]}::uuid[]) and b.type <> 'proforma'
        and (b.open_minor <> 0 or b.issue_on >= ${of.from}))
    select customer_id, issue_on, due_on, currency, gross::text, net::text, open_minor::text as open, disputed, 1 as count from documents where open_minor <> 0
    union all
    select customer_id, max(issue_on), null::date, currency, sum(gross)::text, sum(net)::text, '0', false, count(*)::int
      from documents where open_minor = 0
      group by customer_id, currency, case when currency = ${of.base} then null else issue_on end, net is null
    union all
    select customer_id, min(issue_on), null::date, ${of.base}, '0', '0', '0', false, 0 from invoice_balances
      where company_id = ${companyId} and customer_id = any(${[...customerIds]}::uuid[]) and type <> 'proforma' group by customer_id`.execute(
    executor,
  )
  const found = new Map<Id, CreditInvoice[]>()
  for (const row of rows) {
    const invoice: CreditInvoice = {
      issueOn: row.issue_on,
      dueOn: row.due_on,
      currency: row.currency,
      grossMinor: BigInt(row.gross),
      netMinor: row.net === null ? null : BigInt(row.net),
      openMinor: BigInt(row.open),
      disputed: row.disputed,
      count: Number(row.count),
    }
    const known = found.get(row.customer_id)
    if (known === undefined) found.set(row.customer_id, [invoice])
    else known.push(invoice)
  }
  return found
}

/** Invoices that fell due in the year before `today`, by customer. */
export async function listDuePast(
  executor: Executor,
  companyId: Id,
  customerIds: readonly Id[],
  today: Day,
): Promise<ReadonlyMap<Id, readonly DuePast[]>> {
  const rows = await executor
    .selectFrom('invoice_balances')
    .select(['customer_id', 'due_on', 'open_minor', 'last_paid_on', 'since_on'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('type', '<>', 'proforma')
    .where('total_minor', '>', 0n)
    .where('due_on', '>=', addDays(today, -365))
    .where('due_on', '<', today)
    .execute()
  const found = new Map<Id, DuePast[]>()
  for (const row of rows) {
    if (row.due_on === null) continue
    const past: DuePast = { dueOn: row.due_on, settledOn: row.open_minor > 0n ? null : (row.last_paid_on ?? row.since_on) }
    const known = found.get(row.customer_id)
    if (known === undefined) found.set(row.customer_id, [past])
    else known.push(past)
  }
  return found
}

/** Notes a person's decision on whether a customer is a natural person's business; null takes it back. */
export async function savePersonBusiness(
  tx: Tx,
  companyId: Id,
  customerId: Id,
  personBusiness: boolean | null,
  by: { readonly actor: string; readonly at: Date },
): Promise<void> {
  if (personBusiness === null) {
    await tx.deleteFrom('credit_customers').where('company_id', '=', companyId).where('customer_id', '=', customerId).execute()
    return
  }
  const set = { person_business: personBusiness, decided_by: by.actor, decided_at: by.at }
  await tx
    .insertInto('credit_customers')
    .values({ company_id: companyId, customer_id: customerId, ...set })
    .onConflict((conflict) => conflict.columns(['company_id', 'customer_id']).doUpdateSet(set))
    .execute()
}
