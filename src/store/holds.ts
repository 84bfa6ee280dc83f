// Holds: what keeps a customer or one invoice from being reminded.
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
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

export async function insertHold(executor: Executor, companyId: Id, hold: Omit<Hold, 'holdId'>): Promise<Id> {
  const holdId = newId()
  await executor
    .insertInto('holds')
    .values({
      company_id: companyId,
      hold_id: holdId,
      kind: hold.kind,
      customer_id: hold.customerId,
      invoice_id: hold.invoiceId,
      until_on: hold.untilOn,
      why: hold.why,
      created_by: hold.createdBy,
      created_at: hold.createdAt,
    })
    .execute()
  return holdId
}

/** Answers with the invoice that the hold was on, null for a customer's. Failure `hold.not-found` when there is no such hold in force. */
export async function endHold(executor: Executor, companyId: Id, holdId: Id, at: Date): Promise<Id | null> {
  const ended = await executor
    .updateTable('holds')
    .set({ ended_at: at })
    .where('company_id', '=', companyId)
    .where('hold_id', '=', holdId)
    .where('ended_at', 'is', null)
    .returning('invoice_id')
    .executeTakeFirst()
  if (ended === undefined) throw new Failure('hold.not-found', { holdId })
  return ended.invoice_id
}

/** Holds of these customers that are in force on `today`. */
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
  return rows.flatMap((row) =>
    row.customer_id === null
      ? []
      : [
          {
            holdId: row.hold_id,
            kind: row.kind as HoldKind,
            customerId: row.customer_id,
            invoiceId: row.invoice_id,
            untilOn: row.until_on,
            why: row.why,
            createdBy: row.created_by,
            createdAt: row.created_at,
          },
        ],
  )
}
