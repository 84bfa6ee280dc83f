// What stands around one customer: contacts, known accounts, and the timeline of everything between him and the company.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import { type Day, dayOf } from '#values/day'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

export type ContactView = { readonly phone: string | null; readonly address: string | null; readonly language: Language }

export async function findContact(executor: Executor, companyId: Id, customerId: Id): Promise<ContactView | null> {
  const row = await executor
    .selectFrom('customers')
    .select(['phone', 'address', 'language'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row === undefined ? null : { phone: row.phone, address: row.address, language: isLanguage(row.language) ? row.language : 'pl' }
}

/** Name and tax number of a customer that is known to be there. */
export const findCustomerHead = async (
  executor: Executor,
  companyId: Id,
  customerId: Id,
): Promise<{ readonly customerId: Id; readonly name: string; readonly taxId: string | null }> => {
  const row = await executor
    .selectFrom('customers')
    .select(['name', 'tax_id'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return { customerId, name: row?.name ?? '', taxId: row?.tax_id ?? null }
}

export type KnownAccount = { readonly learntId: Id | null; readonly account: string; readonly times: number; readonly since: Date | null }

export async function listKnownAccounts(executor: Executor, companyId: Id, customerId: Id): Promise<KnownAccount[]> {
  const rows = await executor
    .selectFrom('learnt')
    .select(['learnt_id', 'key', 'times', 'created_at'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'account')
    .where('removed_at', 'is', null)
    .orderBy('times', 'desc')
    .execute()
  return rows.map((row) => ({
    learntId: row.learnt_id,
    account: row.key.slice(0, row.key.lastIndexOf('|')),
    times: row.times,
    since: row.created_at,
  }))
}

export type TimelineLine = {
  readonly at: Date
  readonly on: Day
  readonly kind: 'invoice' | 'payment' | 'allocation' | 'message' | 'hold' | 'audit'
  /** What happened, as a word of the timeline's own list. */
  readonly word: string
  readonly facts: Readonly<Record<string, string | number>>
  readonly amount: Money | null
  readonly skipped: boolean
  readonly invoiceId: Id | null
  readonly paymentId: Id | null
}

type Row = {
  at: Date
  kind: TimelineLine['kind']
  word: string
  fact: string | null
  reason: string | null
  minor: bigint | null
  currency: Currency | null
  skipped: boolean
  invoice_id: Id | null
  payment_id: Id | null
  on_day: Day | null
}

/** Newest first, at most 300 lines. */
export async function listTimeline(executor: Executor, companyId: Id, customerId: Id, timeZone: string): Promise<TimelineLine[]> {
  const { rows } = await sql<Row>`
    (select i.created_at as at, 'invoice' as kind, i.type as word, i.number as fact, null as reason, i.total_minor as minor, i.currency, i.cancelled as skipped, i.invoice_id, null::uuid as payment_id, i.issue_on as on_day
      from invoices i where i.company_id = ${companyId} and i.customer_id = ${customerId} order by i.issue_on desc limit 120)
    union all (select p.created_at, 'payment', p.source, p.title, null, p.amount_minor, p.currency, false, null, p.payment_id, p.booked_on from payments p where p.company_id = ${companyId} and p.customer_id = ${customerId} order by p.booked_on desc limit 120)
    union all (select o.created_at, 'message', coalesce(o.payload->>'template', 'message'), o.payload #>> '{content,to,0,address}', o.reason, null, null, o.state in ('withheld', 'cancelled', 'failed'), o.invoice_id, null, null
      from outbox o where o.company_id = ${companyId} and o.customer_id = ${customerId} and o.kind = 'message' order by o.created_at desc limit 120)
    union all (select h.created_at, 'hold', h.kind, h.why, null, null, null, h.ended_at is not null, h.invoice_id, null, null from holds h where h.company_id = ${companyId} and h.customer_id = ${customerId} limit 60)
    order by at desc limit 300`.execute(executor)
  return rows.map((row) => ({
    at: row.at,
    on: row.on_day ?? dayOf(row.at, timeZone),
    kind: row.kind,
    word: row.word,
    facts: { ...(row.fact === null ? {} : { what: row.fact }), ...(row.reason === null ? {} : { reason: row.reason }) },
    amount: row.minor === null || row.currency === null ? null : money(row.minor, row.currency),
    skipped: row.skipped,
    invoiceId: row.invoice_id,
    paymentId: row.payment_id,
  }))
}
