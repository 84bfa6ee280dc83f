// Holds that stand: disputes, promises and pauses of an invoice or of its whole customer.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { findDisputeStart } from '../disputes.ts'

export type HoldLine = {
  readonly holdId: Id
  readonly kind: string
  readonly why: string
  readonly until: Day | null
  readonly since: Date
}

export async function listHoldsOf(
  executor: Executor,
  companyId: Id,
  subject: { readonly invoiceId: Id; readonly customerId: Id },
): Promise<HoldLine[]> {
  const rows = await executor
    .selectFrom('holds')
    .select(['hold_id', 'kind', 'why', 'until_on', 'created_at'])
    .where('company_id', '=', companyId)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('invoice_id', '=', subject.invoiceId),
        sql<boolean>`${subject.invoiceId} = any(invoice_ids)`,
        eb.and([eb('customer_id', '=', subject.customerId), eb('invoice_id', 'is', null), eb('invoice_ids', 'is', null)]),
      ]),
    )
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({ holdId: row.hold_id, kind: row.kind, why: row.why, until: row.until_on, since: row.created_at }))
}

/** Since when the invoice has been in dispute without a break; null when none stands. */
export const disputedSince = (executor: Executor, companyId: Id, invoiceId: Id): Promise<Date | null> =>
  findDisputeStart(executor, companyId, invoiceId)
