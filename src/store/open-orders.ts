// What customers have on order and was not delivered yet.
import { sql } from 'kysely'
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from './database.ts'

export type OpenOrders = { readonly count: number; readonly sums: readonly Money[] }

/** How many orders of these customers are open, and their sums by currency; offers and deals are wishes yet and do not count. */
export async function sumOpenOrders(executor: Executor, companyId: Id, customerIds: readonly Id[]): Promise<OpenOrders> {
  if (customerIds.length === 0) return { count: 0, sums: [] }
  const rows = await executor
    .selectFrom('orders')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', sql<Id>`any(${[...customerIds]}::uuid[])`)
    .where('kind', '=', 'order')
    .where('state', '=', 'open')
    .where('gone_at', 'is', null)
    .select(['currency', sql<string>`sum(total_minor)`.as('sum'), sql<string>`count(*)`.as('count')])
    .groupBy('currency')
    .orderBy('currency')
    .execute()
  return {
    count: rows.reduce((sum, row) => sum + Number(row.count), 0),
    sums: rows.map((row) => money(BigInt(row.sum), row.currency as Currency)),
  }
}
