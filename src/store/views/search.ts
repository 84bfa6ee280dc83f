// Finds invoices, customers and payments by a piece of number, name, title or an amount.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { type Money, money } from '#values/money'
import { alphanumerics, foldText, searchKey } from '#values/plain-text'
import type { Executor } from '../database.ts'
import { likePattern } from './like-pattern.ts'
import { amountOf, numberedLike } from './search-probe.ts'

export type Hit = {
  readonly kind: 'invoice' | 'customer' | 'payment'
  readonly id: Id
  readonly title: string
  readonly detail: string
  readonly amount: Money | null
}

type Row = { kind: Hit['kind']; id: Id; title: string; detail: string | null; minor: bigint | null; currency: Currency | null }

/** Shorter parts are found from their beginning alone: the indexes know groups of three signs. */
const shortest = 3

const mostOfKind = 8
/** Rows read one by one before the index of texts is asked. */
const amongNewest = 4_000
/** A text that more than these have tells nothing: the newest of so many are shown. */
const amongHits = 40_000

/** At most eight hits of each kind, the newest first; invoices before customers before payments. */
export async function searchAll(executor: Executor, companyId: Id, text: string, ownerUserId: string | null): Promise<Hit[]> {
  const typed = text.trim()
  const number = canonicalInvoiceNumber(typed)
  const folded = foldText(typed)
  const begins = `${folded.replace(/[\\%_]/g, '\\$&')}%`
  const key = searchKey(typed)
  const amount = amountOf(typed)
  const own = ownerUserId === null ? sql`true` : sql`c.owner_user_id = ${ownerUserId}`
  const named = folded.length < shortest ? begins : likePattern(folded)
  const nothing = sql`select null::uuid as id where false`
  const newest = sql`order by i.issue_on desc, i.invoice_id desc limit ${mostOfKind}`
  const numbered =
    number === ''
      ? sql`found as ((${nothing})`
      : sql`newest as materialized (select read.id from (select i.invoice_id as id, i.number_key, i.issue_on from invoices i where i.company_id = ${companyId}
            order by i.issue_on desc, i.invoice_id desc limit ${amongNewest}) read where read.number_key like ${number.length < shortest ? `${number}%` : likePattern(number)}
            order by read.issue_on desc, read.id desc limit ${mostOfKind}),
          hits as materialized (select i.invoice_id as id, i.issue_on from invoices i where i.company_id = ${companyId} and ${numberedLike('i', typed)}
            and (select count(*) from newest) < ${mostOfKind} limit ${amongHits}),
          found as ((select id from newest) union (select id from hits order by issue_on desc, id desc limit ${mostOfKind})`
  const ofCustomers = sql`select newest.id from (select c.customer_id from customers c where c.company_id = ${companyId} and c.name_folded like ${named} and ${own} limit 25) k
    cross join lateral (select i.invoice_id as id from invoices i where i.company_id = ${companyId} and i.customer_id = k.customer_id ${newest}) newest`
  const amounted =
    amount === null
      ? nothing
      : sql`select b.invoice_id as id from invoice_balances b where b.company_id = ${companyId} and b.total_minor = ${amount} limit 50`
  const latest = sql`order by p.booked_on desc, p.payment_id desc limit ${mostOfKind}`
  // A text that thousands have is found soonest among the newest; only a rare one is worth its index.
  const titled =
    key.length < shortest
      ? sql`found as ((${nothing})`
      : sql`newest as materialized (select read.id from (select p.payment_id as id, p.search_text, p.booked_on from payments p where p.company_id = ${companyId}
            order by p.booked_on desc, p.payment_id desc limit ${amongNewest}) read where read.search_text like ${likePattern(key)} order by read.booked_on desc, read.id desc limit ${mostOfKind}),
          hits as materialized (select p.payment_id as id, p.booked_on from payments p where p.company_id = ${companyId} and p.search_text like ${likePattern(key)}
            and (select count(*) from newest) < ${mostOfKind} limit ${amongHits}),
          found as ((select id from newest) union (select id from hits order by booked_on desc, id desc limit ${mostOfKind})`
  const paid =
    amount === null
      ? nothing
      : sql`select p.payment_id as id from payments p where p.company_id = ${companyId} and p.amount_minor = ${amount} limit 50`
  const [invoices, people, payments] = await Promise.all([
    sql<Row>`with ${numbered} union (${ofCustomers}) union (${amounted}))
      select 'invoice' as kind, i.invoice_id as id, i.number as title, c.name as detail, b.open_minor as minor, b.currency
      from found join invoices i on i.company_id = ${companyId} and i.invoice_id = found.id join invoice_balances b on b.company_id = i.company_id and b.invoice_id = i.invoice_id
        join customers c on c.company_id = i.company_id and c.customer_id = i.customer_id where ${own} ${newest}`.execute(executor),
    sql<Row>`select 'customer' as kind, c.customer_id as id, c.name as title, c.tax_id as detail, null as minor, null as currency from customers c
      where c.company_id = ${companyId} and c.merged_into is null and ${own} and (c.name_folded like ${named} ${/\d{3}/.test(typed) ? sql`or c.tax_id like ${`${alphanumerics(typed)}%`}` : sql``})
      order by c.name_folded limit ${mostOfKind}`.execute(executor),
    sql<Row>`with ${titled} union (${paid}))
      select 'payment' as kind, p.payment_id as id, coalesce(p.payer_name, p.title) as title, p.title as detail, p.amount_minor as minor, p.currency
      from found join payments p on p.company_id = ${companyId} and p.payment_id = found.id left join customers c on c.company_id = p.company_id and c.customer_id = p.customer_id
      where ${own} ${latest}`.execute(executor),
  ])
  return [...invoices.rows, ...people.rows, ...payments.rows].map((row) => ({
    kind: row.kind,
    id: row.id,
    title: row.title,
    detail: row.detail ?? '',
    amount: row.minor === null || row.currency === null ? null : money(row.minor, row.currency),
  }))
}
