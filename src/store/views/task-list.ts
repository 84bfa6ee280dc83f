// Tasks as their list shows them: whose, about whom, by when.
import { sql } from 'kysely'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import { findPeople } from '../people.ts'
import { type Task, toTask } from '../tasks.ts'
import { personOf } from './agreements.ts'

export type TaskFilter = {
  readonly state: 'open' | 'later' | 'done'
  /** Only this person's; null: everybody's. */
  readonly assigneeUserId: string | null
  /** Set where a person sees his own customers alone. */
  readonly ownerUserId: string | null
  readonly today: Day
}
export type TaskRow = Task & {
  readonly customerName: string | null
  readonly invoiceNumber: string | null
  readonly assigneeName: string | null
  readonly doneByName: string | null
}

const most = 500

const visible = (executor: Executor, companyId: Id, ownerUserId: string | null) =>
  executor
    .selectFrom('tasks as t')
    .leftJoin('customers as c', (join) => join.onRef('c.company_id', '=', 't.company_id').onRef('c.customer_id', '=', 't.customer_id'))
    .where('t.company_id', '=', companyId)
    .$if(ownerUserId !== null, (query) =>
      query.where((eb) => eb.or([eb('c.owner_user_id', '=', ownerUserId), eb('t.assignee_user_id', '=', ownerUserId)])),
    )

/** The most urgent first, at most 500; done ones the latest first. */
export async function listTaskRows(executor: Executor, companyId: Id, filter: TaskFilter): Promise<readonly TaskRow[]> {
  const rows = await visible(executor, companyId, filter.ownerUserId)
    .leftJoin('invoices as i', (join) => join.onRef('i.company_id', '=', 't.company_id').onRef('i.invoice_id', '=', 't.invoice_id'))
    .selectAll('t')
    .select(['c.name as customer_name', 'i.number as invoice_number'])
    .where('t.done_at', filter.state === 'done' ? 'is not' : 'is', null)
    .$if(filter.state === 'open', (query) =>
      query.where((eb) => eb.or([eb('t.snoozed_until', 'is', null), eb('t.snoozed_until', '<=', filter.today)])),
    )
    .$if(filter.state === 'later', (query) => query.where('t.snoozed_until', '>', filter.today))
    .$if(filter.assigneeUserId !== null, (query) => query.where('t.assignee_user_id', '=', filter.assigneeUserId))
    .orderBy(filter.state === 'done' ? sql`t.done_at desc` : sql`t.due_on`)
    .orderBy('t.task_id')
    .limit(most)
    .execute()
  const people = await findPeople(executor, [
    ...new Set(rows.flatMap((row) => [row.assignee_user_id ?? [], personOf(row.done_by ?? '') ?? []].flat())),
  ])
  return rows.map(({ customer_name, invoice_number, ...row }) => ({
    ...toTask(row),
    customerName: customer_name,
    invoiceNumber: invoice_number,
    assigneeName: people.get(row.assignee_user_id ?? '')?.name ?? null,
    doneByName: people.get(personOf(row.done_by ?? '') ?? '')?.name ?? null,
  }))
}

/** Open ones of `userId` and of everybody that are not put off, and those that are. */
export async function countTasks(
  executor: Executor,
  companyId: Id,
  of: { readonly userId: string | null; readonly ownerUserId: string | null; readonly today: Day },
): Promise<{ readonly mine: number; readonly all: number; readonly later: number }> {
  const now = sql`(t.snoozed_until is null or t.snoozed_until <= ${of.today})`
  const row = await visible(executor, companyId, of.ownerUserId)
    .where('t.done_at', 'is', null)
    .select([
      sql<bigint>`count(*) filter (where ${now} and t.assignee_user_id = ${of.userId})`.as('mine'),
      sql<bigint>`count(*) filter (where ${now})`.as('all'),
      sql<bigint>`count(*) filter (where not ${now})`.as('later'),
    ])
    .executeTakeFirst()
  return { mine: Number(row?.mine ?? 0), all: Number(row?.all ?? 0), later: Number(row?.later ?? 0) }
}

/** Whether a person who sees his own customers alone may touch this task. */
export const mayTouchTask = async (executor: Executor, companyId: Id, taskId: Id, ownerUserId: string | null): Promise<boolean> =>
  ownerUserId === null ||
  (await visible(executor, companyId, ownerUserId).select('t.task_id').where('t.task_id', '=', taskId).executeTakeFirst()) !== undefined
