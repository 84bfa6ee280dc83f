// Rows behind the screens of reminders: who is on which step, what was paid after which step, what is kept back today.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'

/** Open invoices that are due before a day, with what decides their policy. */
export const listOwing = (executor: Executor, companyId: Id, before: Day) =>
  executor
    .selectFrom('invoice_balances as b')
    .innerJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
    .innerJoin('customers as c', (join) => join.onRef('c.company_id', '=', 'b.company_id').onRef('c.customer_id', '=', 'b.customer_id'))
    .select(['b.invoice_id', 'b.customer_id', 'b.due_on', 'c.segment'])
    .where('b.company_id', '=', companyId)
    .where('b.open_minor', '>', 0n)
    .where('b.due_on', '<', before)
    .where('b.type', '<>', 'proforma')
    .where('i.cancelled', '=', false)
    .execute()

export type StepOutcome = { readonly policy_id: string | null; readonly step_id: string; readonly invoices: bigint; readonly paid: bigint }

/** For each step: invoices that it was sent about in the last year and more than a week ago, and how many were paid within seven days. */
export async function listStepOutcomes(executor: Executor, companyId: Id, now: Date): Promise<readonly StepOutcome[]> {
  const { rows } = await sql<StepOutcome>`
    select o.payload ->> 'policyId' as policy_id, s ->> 'stepId' as step_id, count(*) as invoices,
      count(*) filter (where b.open_minor <= 0 and b.last_paid_on between o.sent_at::date and o.sent_at::date + 7) as paid
    from outbox o cross join lateral jsonb_array_elements(o.payload -> 'steps') s
    join invoice_balances b on b.company_id = o.company_id and b.invoice_id = (s ->> 'invoiceId')::uuid
    where o.company_id = ${companyId} and o.kind = 'message' and o.key like 'reminder:%' and o.state = 'done'
      and o.sent_at between ${now}::timestamptz - interval '1 year' and ${now}::timestamptz - interval '7 days'
    group by 1, 2`.execute(executor)
  return rows
}

export const listSegments = async (executor: Executor, companyId: Id): Promise<readonly string[]> =>
  (
    await executor
      .selectFrom('customers')
      .select('segment')
      .distinct()
      .where('company_id', '=', companyId)
      .where('segment', 'is not', null)
      .orderBy('segment')
      .execute()
  ).flatMap((row) => (row.segment === null ? [] : [row.segment]))

export const listAssignmentNames = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('dunning_assignments as a')
    .leftJoin('customers as c', (join) => join.onRef('c.company_id', '=', 'a.company_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .leftJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 'a.company_id').onRef('i.invoice_id', '=', 'a.invoice_id'))
    .select(['a.policy_id', 'a.segment', 'a.customer_id', 'c.name as customer_name', 'a.invoice_id', 'i.number as invoice_number'])
    .where('a.company_id', '=', companyId)
    .orderBy('a.assignment_id')
    .execute()

/** The newest reminder of each customer and way that is about something still open. */
export const listLatestReminders = async (executor: Executor, companyId: Id, ownerUserId: string | null) =>
  (
    await sql<{ customer_id: Id; customer_name: string; state: string; reason: string | null; on_day: string | null }>`
    select distinct on (o.customer_id, coalesce(o.payload ->> 'medium', 'email')) o.customer_id, c.name as customer_name, o.state, o.reason,
      o.payload ->> 'on' as on_day
    from outbox o join customers c on c.company_id = o.company_id and c.customer_id = o.customer_id
    where o.company_id = ${companyId} and o.kind = 'message' and o.key like 'reminder:%'
      and (${ownerUserId}::text is null or c.owner_user_id = ${ownerUserId})
      and exists (select 1 from jsonb_array_elements(o.payload -> 'steps') s join invoice_balances b
        on b.company_id = o.company_id and b.invoice_id = (s ->> 'invoiceId')::uuid where b.open_minor > 0)
    order by o.customer_id, coalesce(o.payload ->> 'medium', 'email'), o.outbox_id desc`.execute(executor)
  ).rows

/** Since when the company's dry run shows messages, and how many; null when it shows none. */
export async function readDryRun(executor: Executor, companyId: Id): Promise<{ readonly since: string; readonly messages: number } | null> {
  const { rows } = await sql<{ since: string | null; messages: bigint }>`
    select min(payload ->> 'on') as since, count(*) as messages from outbox
    where company_id = ${companyId} and kind = 'message' and key like 'reminder:%' and state = 'withheld' and reason = 'dry-run'`.execute(
    executor,
  )
  const [row] = rows
  return row?.since == null ? null : { since: row.since, messages: Number(row.messages) }
}
