// Orders, offers and deals as their sources tell them.
import { sql } from 'kysely'
import type { OrderRecord } from '#ports/connector'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import { type ColumnTypes, insertMany } from './insert-many.ts'
import { newId } from './new-id.ts'
import type { OrdersTable } from './schema/orders.ts'

const columns = {
  company_id: 'uuid',
  order_id: 'uuid',
  connection_id: 'uuid',
  source_key: 'text',
  external_id: 'text',
  kind: 'text',
  number: 'text',
  title: 'text',
  customer_id: 'uuid',
  customer_facts: 'jsonb',
  issued_on: 'date',
  valid_until: 'date',
  currency: 'text',
  total_minor: 'bigint',
  state: 'text',
  source_state: 'text',
  view_url: 'text',
  invoice_number: 'text',
  created_at: 'timestamptz',
  changed_at: 'timestamptz',
  gone_at: 'timestamptz',
} as const satisfies ColumnTypes & Record<keyof OrdersTable, string>

export type KeptOrder = { readonly record: OrderRecord; readonly customerId: Id | null }

/** Writes each as it is now; one that was gone and came back stands again. Answers the ids, in the order given. */
export async function keepOrders(
  tx: Tx,
  companyId: Id,
  of: { readonly sourceKey: string; readonly connectionId: Id | null; readonly at: Date },
  orders: readonly KeptOrder[],
): Promise<readonly Id[]> {
  const written = await insertMany<{ order_id: Id; external_id: string }>(
    tx,
    'orders',
    columns,
    orders.map(({ record, customerId }) => ({
      company_id: companyId,
      order_id: newId(),
      connection_id: of.connectionId,
      source_key: of.sourceKey,
      external_id: record.externalId,
      kind: record.kind,
      number: record.number,
      title: record.title ?? null,
      customer_id: customerId,
      customer_facts: record.customer,
      issued_on: record.issuedOn,
      valid_until: record.validUntil ?? null,
      currency: record.total.currency,
      total_minor: record.total.minor,
      state: record.state,
      source_state: record.sourceState ?? null,
      view_url: record.viewUrl ?? null,
      invoice_number: record.invoiceNumber ?? null,
      created_at: of.at,
      changed_at: of.at,
      gone_at: null,
    })),
    {
      onConflict: sql`on conflict (company_id, source_key, external_id) do update set kind = excluded.kind, number = excluded.number,
        title = excluded.title, customer_id = coalesce(excluded.customer_id, orders.customer_id), customer_facts = excluded.customer_facts,
        issued_on = excluded.issued_on, valid_until = excluded.valid_until, currency = excluded.currency, total_minor = excluded.total_minor,
        state = excluded.state, source_state = excluded.source_state, view_url = excluded.view_url,
        invoice_number = excluded.invoice_number, changed_at = excluded.changed_at, gone_at = null`,
      returning: ['order_id', 'external_id'],
    },
  )
  const ids = new Map(written.map((row) => [row.external_id, row.order_id]))
  return orders.map(({ record }) => ids.get(record.externalId) ?? '')
}

/** Orders of a source whose customer was not known when they came, the newest first. */
export const listOrphanOrders = async (
  tx: Tx,
  companyId: Id,
  sourceKey: string,
  limit: number,
): Promise<readonly { readonly orderId: Id; readonly party: OrderRecord['customer'] }[]> =>
  (
    await tx
      .selectFrom('orders')
      .select(['order_id', 'customer_facts'])
      .where('company_id', '=', companyId)
      .where('source_key', '=', sourceKey)
      .where('customer_id', 'is', null)
      .where('gone_at', 'is', null)
      .orderBy('issued_on', 'desc')
      .limit(limit)
      .execute()
  ).map((row) => ({ orderId: row.order_id, party: row.customer_facts as OrderRecord['customer'] }))

export async function setOrderCustomer(tx: Tx, companyId: Id, orderId: Id, customerId: Id): Promise<void> {
  await tx
    .updateTable('orders')
    .set({ customer_id: customerId })
    .where('company_id', '=', companyId)
    .where('order_id', '=', orderId)
    .execute()
}

/** Marks as gone what a whole scan since a day did not bring; says how many. */
export async function markGoneOrders(
  executor: Executor,
  companyId: Id,
  sourceKey: string,
  scan: { readonly since: Day; readonly seen: ReadonlySet<string>; readonly at: Date },
): Promise<number> {
  const result = await executor
    .updateTable('orders')
    .set({ gone_at: scan.at })
    .where('company_id', '=', companyId)
    .where('source_key', '=', sourceKey)
    .where('gone_at', 'is', null)
    .where('issued_on', '>=', scan.since)
    .where(sql<boolean>`external_id <> all(${[...scan.seen]}::text[])`)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
