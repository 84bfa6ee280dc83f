// What the credit panel of one customer reads.
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import { listExceptions } from '../credit/exceptions.ts'
import { type CreditDayRow, listCreditDays } from '../credit/history.ts'
import { type CreditStanding, findCreditStanding } from '../credit/standings.ts'
import type { Executor } from '../database.ts'
import type { ExceptionRow } from './credit-blocks.ts'

/** Whether the customer is there and, for a salesperson, his. */
export async function isCustomerOf(executor: Executor, companyId: Id, customerId: Id, ownerUserId: string | null): Promise<boolean> {
  const row = await executor
    .selectFrom('customers')
    .select('owner_user_id')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return row !== undefined && (ownerUserId === null || row.owner_user_id === ownerUserId)
}

export const readStanding = (executor: Executor, companyId: Id, customerId: Id): Promise<CreditStanding | null> =>
  findCreditStanding(executor, companyId, customerId)

export const listHistory = (executor: Executor, companyId: Id, customerId: Id, from: Day): Promise<readonly CreditDayRow[]> =>
  listCreditDays(executor, companyId, customerId, from)

export const listStandingExceptions = (executor: Executor, companyId: Id, customerId: Id, today: Day): Promise<readonly ExceptionRow[]> =>
  listExceptions(executor, companyId, [customerId], today)
