// Demands for payment that left the house, as they were sent.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import type { OutboxRow } from './outbox.ts'

export type SentDemand = Pick<OutboxRow, 'outbox_id' | 'payload' | 'delivery'> & { readonly sent_at: Date }

const most = 50

/** Of this customer, the newest first, at most 50. */
export async function listSentDemands(executor: Executor, companyId: Id, customerId: Id): Promise<readonly SentDemand[]> {
  const rows = await executor
    .selectFrom('outbox')
    .select(['outbox_id', 'payload', 'delivery', 'sent_at'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'message')
    .where('state', '=', 'done')
    .where(sql<boolean>`payload ->> 'kind' in ('demand', 'pre-court-demand')`)
    .where('sent_at', 'is not', null)
    .orderBy('sent_at', 'desc')
    .limit(most)
    .execute()
  return rows.flatMap(({ sent_at, ...row }) => (sent_at === null ? [] : [{ ...row, sent_at }]))
}
