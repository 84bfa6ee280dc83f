// What the ids in the audit log stand for, in the words people know: number, name, title.
import type { Currency } from '#values/currency'
import type { Id } from '#values/id'
import { type Money, money } from '#values/money'
import type { Executor } from '../database.ts'

export type AuditName = {
  readonly kind: 'invoice' | 'payment' | 'customer' | 'connection' | 'import' | 'person'
  readonly name: string
  readonly amount: Money | null
}

/** By id; what belongs to none of these, or is gone, has no name. */
export async function findAuditNames(executor: Executor, companyId: Id, ids: readonly Id[]): Promise<ReadonlyMap<Id, AuditName>> {
  const names = new Map<Id, AuditName>()
  if (ids.length === 0) return names
  const wanted = [...new Set(ids)]
  const plain = (kind: AuditName['kind'], rows: readonly { readonly id: Id; readonly name: string | null }[]) => {
    for (const { id, name } of rows) if (name !== null) names.set(id, { kind, name, amount: null })
  }
  const [invoices, payments, customers, connections, imports] = await Promise.all([
    executor
      .selectFrom('invoices')
      .select(['invoice_id as id', 'number as name'])
      .where('company_id', '=', companyId)
      .where('invoice_id', 'in', wanted)
      .execute(),
    executor
      .selectFrom('payments')
      .select(['payment_id as id', 'payer_name', 'title', 'amount_minor', 'currency'])
      .where('company_id', '=', companyId)
      .where('payment_id', 'in', wanted)
      .execute(),
    executor
      .selectFrom('customers')
      .select(['customer_id as id', 'name'])
      .where('company_id', '=', companyId)
      .where('customer_id', 'in', wanted)
      .execute(),
    executor
      .selectFrom('connections')
      .select(['connection_id as id', 'name'])
      .where('company_id', '=', companyId)
      .where('connection_id', 'in', wanted)
      .execute(),
    executor
      .selectFrom('imports')
      .select(['import_id as id', 'file_name as name'])
      .where('company_id', '=', companyId)
      .where('import_id', 'in', wanted)
      .execute(),
  ])
  plain('invoice', invoices)
  plain('customer', customers)
  plain('connection', connections)
  plain('import', imports)
  for (const row of payments)
    names.set(row.id, { kind: 'payment', name: row.payer_name ?? row.title, amount: money(row.amount_minor, row.currency as Currency) })
  return names
}
