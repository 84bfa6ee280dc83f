// Addresses that are written to no more: struck off by a bounce, a complaint, an answer or a person, until a person lifts them.
import type { Selectable } from 'kysely'
import { addressKey } from '#values/address-key'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import type { SuppressedAddressesTable } from './schema/channels.ts'

export const suppressionReasons = ['bounced', 'complaint', 'unsubscribed', 'wrong-person', 'person'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

export type Suppression = {
  readonly suppressionId: Id
  readonly address: string
  readonly reason: SuppressionReason
  readonly detail: string | null
  readonly customerId: Id | null
  readonly outboxId: Id | null
  readonly createdBy: string
  readonly createdAt: Date
}

const fromRow = (row: Selectable<SuppressedAddressesTable>): Suppression => ({
  suppressionId: row.suppression_id,
  address: row.address,
  reason: row.reason as SuppressionReason,
  detail: row.detail,
  customerId: row.customer_id,
  outboxId: row.outbox_id,
  createdBy: row.created_by,
  createdAt: row.created_at,
})

const inForce = (executor: Executor, companyId: Id) =>
  executor.selectFrom('suppressed_addresses').selectAll().where('company_id', '=', companyId).where('lifted_at', 'is', null)

/** True while nothing may be sent to this e-mail address or phone number, however it is written. */
export const isSuppressed = async (executor: Executor, companyId: Id, address: string): Promise<boolean> =>
  (await inForce(executor, companyId).where('address', '=', addressKey(address)).executeTakeFirst()) !== undefined

/** Those of the addresses that are suppressed, as they were given. */
export async function suppressedAmong(executor: Executor, companyId: Id, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const rows = await inForce(executor, companyId)
    .where('address', 'in', [...new Set(addresses.map(addressKey))])
    .execute()
  const known = new Set(rows.map((row) => row.address))
  return new Set(addresses.filter((address) => known.has(addressKey(address))))
}

/** Strikes an address off; false when it is struck off already. */
export async function suppress(
  executor: Executor,
  companyId: Id,
  suppression: Omit<Suppression, 'suppressionId' | 'createdAt'> & { readonly at: Date },
): Promise<boolean> {
  const written = await executor
    .insertInto('suppressed_addresses')
    .values({
      company_id: companyId,
      suppression_id: newId(),
      address: addressKey(suppression.address),
      reason: suppression.reason,
      detail: suppression.detail?.slice(0, 300) ?? null,
      customer_id: suppression.customerId,
      outbox_id: suppression.outboxId,
      created_by: suppression.createdBy,
      created_at: suppression.at,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'address']).where('lifted_at', 'is', null).doNothing())
    .returning('suppression_id')
    .executeTakeFirst()
  return written !== undefined
}

/** Lets an address be written to again. Failure `suppression.not-found` when it is not struck off. */
export async function liftSuppression(executor: Executor, companyId: Id, suppressionId: Id, by: string, at: Date): Promise<Suppression> {
  const row = await executor
    .updateTable('suppressed_addresses')
    .set({ lifted_by: by, lifted_at: at })
    .where('company_id', '=', companyId)
    .where('suppression_id', '=', suppressionId)
    .where('lifted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('suppression.not-found', { suppressionId })
  return fromRow(row)
}
