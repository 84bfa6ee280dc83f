// Orders, offers and deals of a customer for his page.
import { currency } from '#values/currency'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

export type OrderRow = {
  readonly orderId: Id
  readonly kind: 'order' | 'offer' | 'deal'
  readonly number: string
  readonly title: string | null
  readonly issuedOn: Day
  readonly validUntil: Day | null
  readonly total: Money
  readonly state: 'open' | 'won' | 'lost'
  readonly viewUrl: string | null
  readonly sourceName: string | null
}

const most = 200

/** The newest two hundred that their source still has. */
export async function listCustomerOrders(
  executor: Executor,
  companyId: Id,
  customerId: Id,
): Promise<{ readonly rows: readonly OrderRow[]; readonly truncated: boolean }> {
  const rows = await executor
    .selectFrom('orders as o')
    .leftJoin('connections as c', (join) =>
      join.onRef('c.company_id', '=', 'o.company_id').onRef('c.connection_id', '=', 'o.connection_id'),
    )
    .where('o.company_id', '=', companyId)
    .where('o.customer_id', '=', customerId)
    .where('o.gone_at', 'is', null)
    .selectAll('o')
    .select('c.name as source_name')
    .orderBy('o.issued_on', 'desc')
    .orderBy('o.number', 'desc')
    .limit(most + 1)
    .execute()
  return {
    truncated: rows.length > most,
    rows: rows.slice(0, most).map((row) => ({
      orderId: row.order_id,
      kind: row.kind as OrderRow['kind'],
      number: row.number,
      title: row.title,
      issuedOn: row.issued_on,
      validUntil: row.valid_until,
      total: money(row.total_minor, currency(row.currency)),
      state: row.state as OrderRow['state'],
      viewUrl: row.view_url,
      sourceName: row.source_name,
    })),
  }
}
