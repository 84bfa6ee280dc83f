// Looks up which few customers, invoices or payments a searched text means, so that a list need not read every row.
import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { foldText, searchKey } from '#values/plain-text'
import type { Executor } from '../database.ts'
import { largestPage } from './keyset.ts'
import { likePattern } from './like-pattern.ts'

/** More hits than this are found sooner by reading the list in its order. */
const fewCustomers = 1_000
const fewRows = 3_000

/** So many are still found sooner by their index, each looked up, than by reading the list. */
const someRows = 40_000

/** The indexes know texts by groups of three signs; shorter ones are found from their beginning. */
const shortest = 3

/** All ids when they are at most `most`, else null. */
async function upTo(executor: Executor, most: number, query: RawBuilder<{ id: Id }>): Promise<readonly Id[] | null> {
  const { rows } = await sql<{ id: Id }>`${query} limit ${most + 1}`.execute(executor)
  return rows.length > most ? null : rows.map((row) => row.id)
}

const customersNamed = (executor: Executor, companyId: Id, text: string) =>
  upTo(
    executor,
    fewCustomers,
    sql<{
      id: Id
    }>`select customer_id as id from customers where company_id = ${companyId} and name_folded like ${likePattern(foldText(text))}`,
  )

/** A condition on the numbers of a table `invoices`. */
export function numberedLike(table: string, text: string): RawBuilder<unknown> {
  const parts = canonicalInvoiceNumber(text)
  // Whoever types /01/2025 means January, not November too.
  const key = /^\s*[/\\.-]/.test(text) ? `|${parts}` : parts
  const column = sql.ref(`${table}.number_key`)
  if (parts.length < shortest) return sql`${column} like ${`${parts}%`}`
  return sql`(${column} like ${likePattern(key)} and bare_number(${column}) like ${likePattern(key.replaceAll('|', ''))})`
}

type Numbered = { readonly count: number; readonly ids: readonly Id[] | null; readonly latest: readonly Id[] | null }

/** How many numbers have the text, up to `someRows`: which they are while they are few, and the last issued while they are some. */
async function invoicesNumbered(executor: Executor, companyId: Id, text: string): Promise<Numbered> {
  // `currency` stands in no index of invoices: without it the database may read all of one instead of asking that of the parts of numbers.
  const { rows } = await sql<{ count: bigint; ids: Id[] | null; latest: Id[] | null }>`with found as materialized (
      select i.invoice_id, i.issue_on, i.currency from invoices i where i.company_id = ${companyId} and i.ksef_number = ${text.toUpperCase()}
      union all (select i.invoice_id, i.issue_on, i.currency from invoices i where i.company_id = ${companyId} and ${numberedLike('i', text)} limit ${someRows + 1}))
    select count(*) as count, case when count(*) <= ${fewRows} then coalesce(array_agg(invoice_id::text), '{}') end as ids,
      case when count(*) > ${fewRows} and count(*) <= ${someRows} then array(
        select f.invoice_id::text from found f order by f.issue_on desc, f.invoice_id desc limit ${largestPage + 1}) end as latest from found`.execute(
    executor,
  )
  return { count: Number(rows[0]?.count ?? 0), ids: rows[0]?.ids ?? null, latest: rows[0]?.latest ?? null }
}

export type Searched = {
  readonly where: RawBuilder<unknown>
  /** False where the list has to be read until it is full: then nobody counts. */
  readonly few: boolean
}

/** Of a part of a number that thousands have: the two conditions apart, so that a list can be read along each. */
export type ManyNumbers = {
  /** On `i` alone. */
  readonly like: RawBuilder<unknown>
  /** More than an index finds sooner than reading along the list. */
  readonly tooMany: boolean
  /** The last issued, more than a page of them; null where that is not known. */
  readonly latest: readonly Id[] | null
  /** Null where nobody's name has the text. */
  readonly byName: RawBuilder<unknown> | null
}
export type SearchedInvoices = Searched & { readonly many: ManyNumbers | null }

const anyOf = (column: RawBuilder<unknown>, ids: readonly Id[]): RawBuilder<unknown> => sql`${column} = any(${[...ids]}::uuid[])`

const underWay = new WeakMap<Executor, Map<string, Promise<unknown>>>()

/** A list and the sums above it ask for the same at once: they are looked up once. */
function once<S>(executor: Executor, key: string, look: () => Promise<S>): Promise<S> {
  const looking = underWay.get(executor) ?? new Map<string, Promise<unknown>>()
  underWay.set(executor, looking)
  const found = looking.get(key)
  if (found !== undefined) return found as Promise<S>
  const answer = look().finally(() => looking.delete(key))
  looking.set(key, answer)
  return answer
}

/** A condition on `b` (balances), `i` (invoices) and `c` (customers): number, KSeF number or the customer's name has the text. */
export const searchedInvoices = (executor: Executor, companyId: Id, text: string): Promise<SearchedInvoices> =>
  once(executor, `invoices ${companyId} ${text}`, () => lookUpInvoices(executor, companyId, text))

async function lookUpInvoices(executor: Executor, companyId: Id, text: string): Promise<SearchedInvoices> {
  const [customers, numbered] = await Promise.all([customersNamed(executor, companyId, text), invoicesNumbered(executor, companyId, text)])
  const like = numberedLike('i', text)
  // A part of a number that thousands have: read from their index while they are some, else along the list.
  const byNumber =
    numbered.ids !== null
      ? anyOf(sql`b.invoice_id`, numbered.ids)
      : numbered.count > someRows
        ? like
        : sql`b.invoice_id in (select i.invoice_id from invoices i where i.company_id = ${companyId} and ${like})`
  // Names or numbers that nobody has are left out, so that the others alone decide how the list is read.
  const byName = customers === null ? sql`c.name_folded like ${likePattern(foldText(text))}` : anyOf(sql`b.customer_id`, customers)
  const where = customers?.length === 0 ? byNumber : numbered.count === 0 ? byName : sql`(${byName} or ${byNumber})`
  const many =
    numbered.ids === null
      ? { like, tooMany: numbered.count > someRows, latest: numbered.latest, byName: customers?.length === 0 ? null : byName }
      : null
  return { where, few: customers !== null && numbered.ids !== null, many }
}

/** `1 234,56` and `1234.56` → 123456; null for what is no amount. */
export function amountOf(text: string): bigint | null {
  const match = /^(\d[\d\s\u00A0]*)(?:[.,](\d{1,2}))?$/.exec(text.trim())
  return match === null ? null : BigInt((match[1] ?? '').replace(/\D/g, '') + (match[2] ?? '').padEnd(2, '0'))
}

/** A condition on `p` (payments) and `c` (customers): payer, title, amount or the customer's name. */
export const searchedPayments = (executor: Executor, companyId: Id, text: string): Promise<Searched> =>
  once(executor, `payments ${companyId} ${text}`, () => lookUpPayments(executor, companyId, text))

async function lookUpPayments(executor: Executor, companyId: Id, text: string): Promise<Searched> {
  const key = searchKey(text)
  const amount = amountOf(text)
  const byAmount = amount === null ? sql`false` : sql`p.amount_minor = ${amount}`
  if (key.length < shortest) {
    const begins = `${foldText(text).replace(/[\\%_]/g, '\\$&')}%`
    return {
      where: sql`(c.name_folded like ${begins} or folded(coalesce(p.payer_name, '')) like ${begins} or ${byAmount})`,
      few: false,
    }
  }
  const [customers, payments] = await Promise.all([
    customersNamed(executor, companyId, text),
    upTo(
      executor,
      fewRows,
      sql<{
        id: Id
      }>`select p.payment_id as id from payments p where p.company_id = ${companyId} and p.search_text like ${likePattern(key)}`,
    ),
  ])
  const either = [
    ...(customers?.length === 0
      ? []
      : [customers === null ? sql`c.name_folded like ${likePattern(foldText(text))}` : anyOf(sql`p.customer_id`, customers)]),
    ...(payments?.length === 0
      ? []
      : [payments === null ? sql`p.search_text like ${likePattern(key)}` : anyOf(sql`p.payment_id`, payments)]),
    ...(amount === null ? [] : [byAmount]),
  ]
  const where = either.length === 0 ? sql`false` : sql`(${sql.join(either, sql` or `)})`
  return { where, few: customers !== null && payments !== null }
}
