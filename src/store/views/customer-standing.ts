// How a customer pays and what comes next for him: punctuality of the last twelve months and of those before, the message that waits.
import { type Punctuality, punctuality } from '#domain/analytics/punctuality'
import { addDays, type Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

export type PayingHabits = { readonly now: Punctuality; readonly before: Punctuality }

/** Invoices by their due day; those not due yet are not judged. */
export async function readPayingHabits(executor: Executor, companyId: Id, customerId: Id, today: Day): Promise<PayingHabits> {
  const rows = await executor
    .selectFrom('invoice_balances')
    .select(['due_on', 'last_paid_on', 'open_minor'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('type', 'not in', ['proforma', 'credit-note'])
    .where('total_minor', '>', 0n)
    .where('due_on', '<', today)
    .where('due_on', '>=', addDays(today, -730))
    .execute()
  const of = (from: Day, to: Day) =>
    punctuality(
      rows.flatMap((row) =>
        row.due_on === null || row.due_on < from || row.due_on >= to
          ? []
          : [{ dueOn: row.due_on, settledOn: row.open_minor === 0n ? row.last_paid_on : null }],
      ),
    )
  const year = addDays(today, -365)
  return { now: of(year, today), before: of(addDays(year, -365), year) }
}

export type NextMessage = {
  readonly outboxId: Id
  readonly state: string
  readonly reason: string | null
  readonly at: Date
  readonly kind: string
}

/** The message that waits to go to him, the soonest first; null when none does. */
export async function findNextMessage(executor: Executor, companyId: Id, customerId: Id): Promise<NextMessage | null> {
  const row = await executor
    .selectFrom('outbox')
    .select(['outbox_id', 'state', 'reason', 'next_attempt_at', 'payload'])
    .where('company_id', '=', companyId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'message')
    .where('state', 'in', ['planned', 'awaiting-approval'])
    .orderBy('next_attempt_at')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const payload = row.payload as { readonly template?: unknown }
  return {
    outboxId: row.outbox_id,
    state: row.state,
    reason: row.reason,
    at: row.next_attempt_at,
    kind: typeof payload.template === 'string' ? payload.template : 'message',
  }
}
