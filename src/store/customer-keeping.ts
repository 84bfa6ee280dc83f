// Whose each customer is: read and locked, written for many at once, and kept as it was, so that it can be taken back.
import { sql } from 'kysely'
import type { Keeping } from '#domain/owners/keeping'
import type { Id } from '#values/id'
import type { Tx } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'

export type Kept = Keeping & { readonly customerId: Id }
export type ChangedKeeping = { readonly customerId: Id; readonly before: Keeping; readonly after: Keeping }

/** Some customers, or all of a segment, or those whom a person has by rule. */
export type WhichCustomers =
  | { readonly customerIds: readonly Id[]; readonly ownerUserId: string | null }
  | { readonly segment: string | null }
  | { readonly byRuleOf: string }

/** Locked until the transaction ends, in the order of their ids; merged ones are left out, erased ones too, others' where `ownerUserId` says so. */
export async function lockKeepings(tx: Tx, companyId: Id, which: WhichCustomers): Promise<readonly Kept[]> {
  let query = tx
    .selectFrom('customers')
    .select(['customer_id', 'segment', 'owner_user_id', 'owner_by_rule'])
    .where('company_id', '=', companyId)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
  if ('customerIds' in which) {
    query = query.where('customer_id', '=', sql<Id>`any(${[...which.customerIds]}::uuid[])`)
    if (which.ownerUserId !== null) query = query.where('owner_user_id', '=', which.ownerUserId)
  } else if ('segment' in which) {
    query = which.segment === null ? query.where('segment', 'is', null) : query.where('segment', '=', which.segment)
  } else {
    query = query.where('owner_user_id', '=', which.byRuleOf).where('owner_by_rule', '=', true)
  }
  const rows = await query.orderBy('customer_id').forUpdate().execute()
  return rows.map((row) => ({
    customerId: row.customer_id,
    segment: row.segment,
    ownerUserId: row.owner_user_id,
    byRule: row.owner_by_rule,
  }))
}

/** By one statement: the figures of the company are moved once. */
export async function writeKeepings(tx: Tx, companyId: Id, customers: readonly Kept[]): Promise<void> {
  if (customers.length === 0) return
  const rows = safeJson(
    customers.map(({ customerId, segment, ownerUserId, byRule }) => ({ id: customerId, segment, owner: ownerUserId, by_rule: byRule })),
  )
  await sql`update customers c set segment = r.segment, owner_user_id = r.owner, owner_by_rule = r.by_rule
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, segment text, owner text, by_rule boolean)
    where c.company_id = ${companyId} and c.customer_id = r.id`.execute(tx)
}

/** What was decided of a segment beside its customers. */
export type ChangedRule = { readonly segment: string | null; readonly before: string | null; readonly after: string | null }

export async function appendCustomerChange(
  tx: Tx,
  companyId: Id,
  change: {
    readonly customers: readonly ChangedKeeping[]
    readonly rule: ChangedRule | null
    readonly by: string
    readonly at: Date
  },
): Promise<Id> {
  const changeId = newId()
  await tx
    .insertInto('customer_changes')
    .values({
      company_id: companyId,
      change_id: changeId,
      customers: safeJson(change.customers),
      rule: change.rule === null ? null : safeJson(change.rule),
      made_by: change.by,
      made_at: change.at,
    })
    .execute()
  return changeId
}

export type CustomerChange = {
  readonly customers: readonly ChangedKeeping[]
  readonly rule: ChangedRule | null
  readonly undoneAt: Date | null
}

/** Locked until the transaction ends; null when there is none. */
export async function lockCustomerChange(tx: Tx, companyId: Id, changeId: Id): Promise<CustomerChange | null> {
  const row = await tx
    .selectFrom('customer_changes')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('change_id', '=', changeId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        customers: row.customers as unknown as readonly ChangedKeeping[],
        rule: row.rule as unknown as ChangedRule | null,
        undoneAt: row.undone_at,
      }
}

export async function endCustomerChange(
  tx: Tx,
  companyId: Id,
  changeId: Id,
  undo: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('customer_changes')
    .set({ undone_at: undo.at, undone_by: undo.by })
    .where('company_id', '=', companyId)
    .where('change_id', '=', changeId)
    .execute()
}
