// The entry of a customer at a bureau of economic information, as far as every page of his names it.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

/** The one that stands, else null. */
export async function findBureauEntry(
  executor: Executor,
  companyId: Id,
  customerId: Id,
): Promise<{ readonly enteredOn: Day; readonly bureau: string } | null> {
  const row = await executor
    .selectFrom('big_entries')
    .select(['entered_on', 'bureau_name'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { enteredOn: row.entered_on, bureau: row.bureau_name }
}
