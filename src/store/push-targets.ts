// Which connections want to hear of which invoices and customers.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

export type PushTargets = {
  readonly statusConnections: readonly Id[]
  readonly standingConnections: readonly Id[]
  readonly invoices: readonly { readonly invoiceId: Id; readonly customerId: Id }[]
}

/** Ids of the company's connections in use that take `kind`. */
export async function listConnectionsTaking(
  executor: Executor,
  companyId: Id,
  kind: 'statuses' | 'customer-standing',
): Promise<readonly Id[]> {
  const rows = await executor
    .selectFrom('connections')
    .select(['connection_id', 'kinds'])
    .where('company_id', '=', companyId)
    .where('shelf', '=', 'connector')
    .where('removed_at', 'is', null)
    .where('state', '<>', 'off')
    .execute()
  return rows.filter((row) => row.kinds.includes(kind)).map((row) => row.connection_id)
}

/** Who is to hear of these invoices; invoices are not read when nobody is. */
export async function listPushTargets(executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<PushTargets> {
  const statusConnections = await listConnectionsTaking(executor, companyId, 'statuses')
  const standingConnections = await listConnectionsTaking(executor, companyId, 'customer-standing')
  if (invoiceIds.length === 0 || statusConnections.length + standingConnections.length === 0)
    return { statusConnections, standingConnections, invoices: [] }
  const invoices = await executor
    .selectFrom('invoices')
    .select(['invoice_id as invoiceId', 'customer_id as customerId'])
    .where('company_id', '=', companyId)
    .where('invoice_id', 'in', invoiceIds)
    .execute()
  return { statusConnections, standingConnections, invoices }
}

/** Whose invoices these are, each customer once. */
export const listCustomersOfInvoices = async (executor: Executor, companyId: Id, invoiceIds: readonly Id[]): Promise<readonly Id[]> =>
  (
    await executor
      .selectFrom('invoices')
      .select('customer_id')
      .distinct()
      .where('company_id', '=', companyId)
      .where('invoice_id', '=', sql<Id>`any(${[...new Set(invoiceIds)]}::uuid[])`)
      .execute()
  ).map((row) => row.customer_id)
