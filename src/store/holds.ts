// Holds: what keeps a customer or one invoice from being reminded.
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Money } from '#values/money'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export const holdKinds = ['pause', 'dispute', 'promise', 'instalments', 'insolvency'] as const
export type HoldKind = (typeof holdKinds)[number]

/** `invoiceId` null: the whole customer. `untilOn` null: until a person ends it; else the last day that it holds. */
export type Hold = {
  readonly holdId: Id
  readonly kind: HoldKind
  readonly customerId: Id
  readonly invoiceId: Id | null
  readonly untilOn: Day | null
  readonly why: string
  readonly createdBy: string
  readonly createdAt: Date
}

/** What was said with it: evidence, never changed afterwards. */
export type HoldWords = {
  readonly reason?: string | null
  readonly amount?: Money | null
  readonly byWhom?: string | null
  readonly channel?: string | null
  /** Where it is about several invoices of the customer; null or absent: one, or all. */
  readonly invoiceIds?: readonly Id[] | null
  readonly proofFileId?: Id | null
}

export async function insertHold(executor: Executor, companyId: Id, hold: Omit<Hold, 'holdId'> & HoldWords): Promise<Id> {
  const holdId = newId()
  // One invoice has its own column, so that the lists of invoices find it.
  const [only, ...others] = hold.invoiceIds ?? []
  const single = hold.invoiceId ?? (others.length === 0 ? (only ?? null) : null)
  await executor
    .insertInto('holds')
    .values({
      company_id: companyId,
      hold_id: holdId,
      kind: hold.kind,
      customer_id: hold.customerId,
      invoice_id: single,
      until_on: hold.untilOn,
      why: hold.why,
      created_by: hold.createdBy,
      created_at: hold.createdAt,
      reason: hold.reason ?? null,
      amount_minor: hold.amount?.minor ?? null,
      currency: hold.amount?.currency ?? null,
      by_whom: hold.byWhom ?? null,
      channel: hold.channel ?? null,
      invoice_ids: others.length === 0 ? null : [...(hold.invoiceIds ?? [])],
      proof_file_id: hold.proofFileId ?? null,
    })
    .execute()
  return holdId
}

/** Answers with the invoices that the hold was on, none for a customer's. Failure `hold.not-found` when there is no such hold in force. */
export async function endHold(
  executor: Executor,
  companyId: Id,
  holdId: Id,
  end: { readonly at: Date; readonly by: string; readonly why: string | null },
): Promise<readonly Id[]> {
  const ended = await executor
    .updateTable('holds')
    .set({ ended_at: end.at, ended_by: end.by, ended_why: end.why })
    .where('company_id', '=', companyId)
    .where('hold_id', '=', holdId)
    .where('ended_at', 'is', null)
    .returning(['invoice_id', 'invoice_ids'])
    .executeTakeFirst()
  if (ended === undefined) throw new Failure('hold.not-found', { holdId })
  return invoicesOf(ended)
}

/** Puts a hold that was ended in force again, as before. Failure `hold.not-found` when there is none that was ended. */
export async function restoreHold(executor: Executor, companyId: Id, holdId: Id): Promise<readonly Id[]> {
  const back = await executor
    .updateTable('holds')
    .set({ ended_at: null, ended_by: null, ended_why: null, outcome: null, outcome_at: null })
    .where('company_id', '=', companyId)
    .where('hold_id', '=', holdId)
    .where('ended_at', 'is not', null)
    .returning(['invoice_id', 'invoice_ids'])
    .executeTakeFirst()
  if (back === undefined) throw new Failure('hold.not-found', { holdId })
  return invoicesOf(back)
}

const invoicesOf = (row: { readonly invoice_id: Id | null; readonly invoice_ids: readonly Id[] | null }): readonly Id[] =>
  row.invoice_ids ?? (row.invoice_id === null ? [] : [row.invoice_id])

/** Holds of these customers that are in force on `today`; one about several invoices stands once for each. */
export async function listHolds(executor: Executor, companyId: Id, customerIds: readonly Id[], today: Day): Promise<readonly Hold[]> {
  if (customerIds.length === 0) return []
  const rows = await executor
    .selectFrom('holds')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('customer_id', 'in', customerIds)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', today)]))
    .orderBy('hold_id')
    .execute()
  return rows.flatMap((row) => {
    const { customer_id: customerId } = row
    if (customerId === null) return []
    return (row.invoice_ids ?? [row.invoice_id]).map((invoiceId) => ({
      holdId: row.hold_id,
      kind: row.kind as HoldKind,
      customerId,
      invoiceId,
      untilOn: row.until_on,
      why: row.why,
      createdBy: row.created_by,
      createdAt: row.created_at,
    }))
  })
}
