// Looks up which few customers, invoices or payments a searched text means, so that a list need not read every row.
import { type RawBuilder, sql } from 'kysely'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { foldText, searchKey } from '#values/plain-text'
import type { Executor } from '../database.ts'
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

const invoicesNumbered = async (executor: Executor, companyId: Id, text: string): Promise<readonly Id[] | null> => {
  const key = canonicalInvoiceNumber(text)
  const ksef = sql`select invoice_id as id from invoices where company_id = ${companyId} and ksef_number = ${text.toUpperCase()}`
  const number =
    key.length < shortest
      ? sql`select invoice_id as id from invoices where company_id = ${companyId} and number_key like ${`${key}%`}`
      : sql`select invoice_id as id from invoices where company_id = ${companyId} and number_key like ${likePattern(key)}`
  return upTo(executor, fewRows, sql<{ id: Id }>`select id from (${ksef} union all (${number} limit ${fewRows + 1})) found`)
}

export type Searched = {
  readonly where: RawBuilder<unknown>
  /** False where the list has to be read until it is full: then nobody counts. */
  readonly few: boolean
}

const anyOf = (column: RawBuilder<unknown>, ids: readonly Id[]): RawBuilder<unknown> => sql`${column} = any(${[...ids]}::uuid[])`

/** A part of a number that thousands have: read from their index while they are some, else along the list. */
async function manyNumbered(executor: Executor, companyId: Id, text: string): Promise<RawBuilder<unknown>> {
  const key = canonicalInvoiceNumber(text)
  const like = key.length < shortest ? `${key}%` : likePattern(key)
  const found = sql`select invoice_id from invoices where company_id = ${companyId} and number_key like ${like}`
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from (${found} limit ${someRows + 1}) some`.execute(executor)
  return Number(rows[0]?.count ?? 0) > someRows ? sql`i.number_key like ${like}` : sql`b.invoice_id in (${found})`
}

const underWay = new WeakMap<Executor, Map<string, Promise<Searched>>>()

/** A list and the sums above it ask for the same at once: they are looked up once. */
function once(executor: Executor, key: string, look: () => Promise<Searched>): Promise<Searched> {
  const looking = underWay.get(executor) ?? new Map<string, Promise<Searched>>()
  underWay.set(executor, looking)
  const found = looking.get(key)
  if (found !== undefined) return found
  const answer = look().finally(() => looking.delete(key))
  looking.set(key, answer)
  return answer
}

/** A condition on `b` (balances), `i` (invoices) and `c` (customers): number, KSeF number or the customer's name has the text. */
export const searchedInvoices = (executor: Executor, companyId: Id, text: string): Promise<Searched> =>
  once(executor, `invoices ${companyId} ${text}`, () => lookUpInvoices(executor, companyId, text))

async function lookUpInvoices(executor: Executor, companyId: Id, text: string): Promise<Searched> {
  const [customers, invoices] = await Promise.all([customersNamed(executor, companyId, text), invoicesNumbered(executor, companyId, text)])
  const byNumber = invoices === null ? await manyNumbered(executor, companyId, text) : anyOf(sql`b.invoice_id`, invoices)
  // Names that nobody has are left out, so that numbers alone decide how the list is read.
  const byName = customers === null ? sql`c.name_folded like ${likePattern(foldText(text))}` : anyOf(sql`b.customer_id`, customers)
  const where = customers?.length === 0 ? byNumber : sql`(${byName} or ${byNumber})`
  return { where, few: customers !== null && invoices !== null }
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
    return { where: sql`(c.name_folded like ${begins} or folded(coalesce(p.payer_name, '')) like ${begins} or ${byAmount})`, few: false }
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
  const where = sql`(${customers === null ? sql`c.name_folded like ${likePattern(foldText(text))}` : anyOf(sql`p.customer_id`, customers)}
    or ${payments === null ? sql`p.search_text like ${likePattern(key)}` : anyOf(sql`p.payment_id`, payments)} or ${byAmount})`
  return { where, few: customers !== null && payments !== null }
}
