// Whether a person may see a customer: he is there, not merged away, and his own where he sees his own alone.
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

/** Failure `customer.not-found`, the same for a stranger's as for one that does not exist. */
export async function requireVisibleCustomer(
  executor: Executor,
  companyId: Id,
  customerId: Id,
  ownerUserId: string | null,
): Promise<{ readonly name: string }> {
  const row = await executor
    .selectFrom('customers')
    .select(['name', 'owner_user_id', 'merged_into'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (row === undefined || row.merged_into !== null || (ownerUserId !== null && row.owner_user_id !== ownerUserId))
    throw new Failure('customer.not-found')
  return { name: row.name }
}
