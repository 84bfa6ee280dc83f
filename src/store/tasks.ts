// Tasks: what a person has to do by a day; each has a key, so that the same cause asks once.
import { type Selectable, sql } from 'kysely'
import type { Day } from '#values/day'
import { Failure, type FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'
import type { TasksTable } from './schema/customers.ts'

export type Task = {
  readonly taskId: Id
  /** What it is about, as a word of the tasks; `own` where a person wrote it down. */
  readonly kind: string
  readonly customerId: Id | null
  readonly invoiceId: Id | null
  readonly paymentId: Id | null
  readonly facts: FailureFacts
  readonly dueOn: Day
  readonly assigneeUserId: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly doneAt: Date | null
  readonly doneBy: string | null
  readonly snoozedUntil: Day | null
}

export const toTask = (row: Selectable<TasksTable>): Task => ({
  taskId: row.task_id,
  kind: row.kind,
  customerId: row.customer_id,
  invoiceId: row.invoice_id,
  paymentId: row.payment_id,
  facts: row.facts as unknown as FailureFacts,
  dueOn: row.due_on,
  assigneeUserId: row.assignee_user_id,
  createdBy: row.created_by,
  createdAt: row.created_at,
  doneAt: row.done_at,
  doneBy: row.done_by,
  snoozedUntil: row.snoozed_until,
})

export type NewTask = Pick<
  Task,
  'kind' | 'customerId' | 'invoiceId' | 'paymentId' | 'facts' | 'dueOn' | 'assigneeUserId' | 'createdBy' | 'createdAt'
> & { readonly key: string }

/** The id of the new task; null when its key stood already, done or not. */
export async function insertTask(executor: Executor, companyId: Id, task: NewTask): Promise<Id | null> {
  const row = await executor
    .insertInto('tasks')
    .values({
      company_id: companyId,
      task_id: newId(),
      kind: task.kind,
      key: task.key,
      customer_id: task.customerId,
      invoice_id: task.invoiceId,
      payment_id: task.paymentId,
      facts: safeJson(task.facts),
      due_on: task.dueOn,
      assignee_user_id: task.assigneeUserId,
      created_by: task.createdBy,
      created_at: task.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'key']).doNothing())
    .returning('task_id')
    .executeTakeFirst()
  return row?.task_id ?? null
}

/** The task, locked until the transaction ends. Failure `task.not-found`. */
export async function lockTask(executor: Executor, companyId: Id, taskId: Id): Promise<Task> {
  const row = await executor
    .selectFrom('tasks')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('task_id', '=', taskId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('task.not-found')
  return toTask(row)
}

export async function updateTask(
  executor: Executor,
  companyId: Id,
  taskId: Id,
  to: Pick<Task, 'dueOn' | 'assigneeUserId' | 'doneAt' | 'doneBy' | 'snoozedUntil'>,
): Promise<void> {
  await executor
    .updateTable('tasks')
    .set({
      due_on: to.dueOn,
      assignee_user_id: to.assigneeUserId,
      done_at: to.doneAt,
      done_by: to.doneBy,
      snoozed_until: to.snoozedUntil,
    })
    .where('company_id', '=', companyId)
    .where('task_id', '=', taskId)
    .execute()
}

/** A task as its cause sees it: `key` is the cause, told again under it only once the task is settled. */
export type CausedTask = Pick<Task, 'taskId' | 'customerId' | 'doneAt'> & { readonly key: string }

const causedTasks = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('tasks')
    .select(['task_id as taskId', 'key', 'customer_id as customerId', 'done_at as doneAt'])
    .where('company_id', '=', companyId)

/** Tasks whose keys begin so, done or not. */
export const listCausedTasks = (executor: Executor, companyId: Id, beginning: string): Promise<readonly CausedTask[]> =>
  causedTasks(executor, companyId).where('key', '>=', beginning).where('key', '<', `${beginning}\u{10FFFF}`).execute()

/** The task of this cause; null where it was never told, or is settled. */
export const findCausedTask = async (executor: Executor, companyId: Id, key: string): Promise<CausedTask | null> =>
  (await causedTasks(executor, companyId).where('key', '=', key).executeTakeFirst()) ?? null

/** The causes of these tasks are gone: they are done, unless a person has said so before, and the same cause makes a new one. */
export async function settleTasks(
  executor: Executor,
  companyId: Id,
  keys: readonly string[],
  by: { readonly doneBy: string; readonly at: Date },
): Promise<void> {
  if (keys.length === 0) return
  await executor
    .updateTable('tasks')
    .set((eb) => ({
      key: sql<string>`'settled:' || key || ':' || task_id`,
      done_at: eb.fn.coalesce('done_at', eb.val(by.at)),
      done_by: eb.fn.coalesce('done_by', eb.val(by.doneBy)),
    }))
    .where('company_id', '=', companyId)
    .where('key', 'in', [...keys])
    .execute()
}

/** Gives an open task of the customer, of one of `kinds`, this cause and these words instead of its own; false where there is none. */
export async function takeOverTask(
  executor: Executor,
  companyId: Id,
  from: { readonly customerId: Id; readonly kinds: readonly string[] },
  to: Pick<NewTask, 'kind' | 'key' | 'facts' | 'dueOn'>,
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('tasks')
    .set({ kind: to.kind, key: to.key, facts: safeJson(to.facts), due_on: to.dueOn })
    .where('company_id', '=', companyId)
    .where('task_id', '=', (eb) =>
      eb
        .selectFrom('tasks as known')
        .select('known.task_id')
        .where('known.company_id', '=', companyId)
        .where('known.customer_id', '=', from.customerId)
        .where('known.kind', 'in', [...from.kinds])
        .where('known.done_at', 'is', null)
        .orderBy('known.task_id', 'desc')
        .limit(1),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
