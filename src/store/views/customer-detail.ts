// What stands around one customer: how he is reached, whom one talks to, and the accounts that are known as his.

import { sql } from 'kysely'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import type { Executor } from '../database.ts'

export type ContactView = {
  readonly phone: string | null
  readonly address: string | null
  readonly language: Language
  readonly paymentTermDays: number | null
  readonly ownerByRule: boolean
  readonly erased: boolean
}

export async function findContact(executor: Executor, companyId: Id, customerId: Id): Promise<ContactView | null> {
  const row = await executor
    .selectFrom('customers')
    .select(['phone', 'address', 'language', 'payment_term_days', 'erased_at', 'owner_by_rule'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        phone: row.phone,
        address: row.address,
        language: isLanguage(row.language) ? row.language : 'pl',
        paymentTermDays: row.payment_term_days,
        ownerByRule: row.owner_by_rule,
        erased: row.erased_at !== null,
      }
}

export type CustomerCounts = { readonly invoices: number; readonly open: number; readonly payments: number; readonly messages: number }

/** How many invoices, open ones among them, payments and messages there are of a customer. */
export async function countOfCustomer(executor: Executor, companyId: Id, customerId: Id): Promise<CustomerCounts> {
  const of = sql`company_id = ${companyId} and customer_id = ${customerId}`
  const { rows } = await sql<{ invoices: bigint; open: bigint; payments: bigint; messages: bigint }>`select
    (select count(*) from invoices where ${of}) as invoices,
    (select count(*) from invoice_balances where ${of} and open_minor > 0) as open,
    (select count(*) from payments where ${of}) as payments,
    (select count(*) from outbox where ${of} and kind = 'message') as messages`.execute(executor)
  const [row] = rows
  return {
    invoices: Number(row?.invoices ?? 0),
    open: Number(row?.open ?? 0),
    payments: Number(row?.payments ?? 0),
    messages: Number(row?.messages ?? 0),
  }
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

export type KnownPayer = {
  readonly learntId: Id | null
  /** account, name: the customer's own · other-account, other-name: somebody else who pays for the customer. */
  readonly by: 'account' | 'name' | 'other-account' | 'other-name'
  readonly payer: string
  readonly times: number
  readonly since: Date | null
}

/** Those whose money is known to be this customer's, the ones seen most first. */
export async function listKnownPayers(executor: Executor, companyId: Id, customerId: Id): Promise<KnownPayer[]> {
  const rows = await executor
    .selectFrom('learnt')
    .select(['learnt_id', 'kind', 'key', 'times', 'created_at'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('kind', 'in', ['account', 'payer-name', 'for-others'])
    .where('removed_at', 'is', null)
    .orderBy('times', 'desc')
    .orderBy('learnt_id')
    .execute()
  return rows.map((row) => {
    const key = row.key.slice(0, row.key.lastIndexOf('|'))
    const [kind, payer] = row.kind === 'for-others' ? [`other-${key.split(':', 1)[0]}`, key.slice(key.indexOf(':') + 1)] : [row.kind, key]
    return {
      learntId: row.learnt_id,
      by: kind === 'other-account' || kind === 'other-name' || kind === 'account' ? kind : 'name',
      payer,
      times: row.times,
      since: row.created_at,
    }
  })
}
