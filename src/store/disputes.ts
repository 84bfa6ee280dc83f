// Which invoices a dispute is about, said once for lists, statuses, reports and limits: one of them, several, or everything the customer owes.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

/** True where the hold `h` is about the invoice in the row `of`, which has `company_id`, `customer_id` and `invoice_id`. */
export const isHoldOn = (of: 'b' | 'i') => sql<boolean>`(h.company_id = ${sql.ref(`${of}.company_id`)}
  and h.customer_id = ${sql.ref(`${of}.customer_id`)}
  and (h.invoice_id = ${sql.ref(`${of}.invoice_id`)} or ${sql.ref(`${of}.invoice_id`)} = any(h.invoice_ids)
    or (h.invoice_id is null and h.invoice_ids is null)))`

/** A dispute is a hold on the invoice, not a state of its money. */
export const isDisputed = (of: 'b' | 'i') =>
  sql<boolean>`exists (select 1 from holds h where ${isHoldOn(of)} and h.kind = 'dispute' and h.ended_at is null)`

/** Ids of the company's open invoices against which a dispute stands, for lists that look for them. */
export const disputedIds = (companyId: Id) => {
  const standing = sql`h.company_id = ${companyId} and h.kind = 'dispute' and h.ended_at is null`
  return sql<Id>`select h.invoice_id from holds h where ${standing} and h.invoice_id is not null
    union all select unnest(h.invoice_ids) from holds h where ${standing} and h.invoice_ids is not null
    union all select o.invoice_id from holds h
      join invoice_balances o on o.company_id = h.company_id and o.customer_id = h.customer_id and o.open_minor > 0
      where ${standing} and h.invoice_id is null and h.invoice_ids is null`
}

/** Since when the invoice has been in dispute without a break; null when none stands. */
export async function findDisputeStart(executor: Executor, companyId: Id, invoiceId: Id): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`select min(h.created_at) as since from holds h, invoices i
    where i.company_id = ${companyId} and i.invoice_id = ${invoiceId} and ${isHoldOn('i')} and h.kind = 'dispute' and h.ended_at is null`.execute(
    executor,
  )
  return rows[0]?.since ?? null
}

/** Invoices whose status a dispute changes: those that it names, and where it names none, all on which the customer owes. */
export async function touchedByDispute(
  executor: Executor,
  companyId: Id,
  dispute: { readonly customerId: Id; readonly invoiceIds: readonly Id[] },
): Promise<readonly Id[]> {
  if (dispute.invoiceIds.length > 0) return dispute.invoiceIds
  const rows = await executor
    .selectFrom('invoice_balances')
    .select('invoice_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', dispute.customerId)
    .where('open_minor', '>', 0n)
    .orderBy('invoice_id')
    .execute()
  return rows.map((row) => row.invoice_id)
}
