// Gives a person something to do, once for its cause: whoever it is for, else the owner of the customer, else whoever looks first.
import type { TaskKind } from '#domain/follow-up/task-kinds'
import { findCustomer } from '#store/customers'
import type { Tx } from '#store/database'
import { insertTask } from '#store/tasks'
import type { Day } from '#values/day'
import type { FailureFacts } from '#values/failure'
import type { Id } from '#values/id'
import { system, writeActor } from './actor.ts'

/** False when `key` stood already, done or not. The words of a task are `tasks.<kind>` with its facts. */
export async function addTask(
  tx: Tx,
  task: {
    readonly companyId: Id
    readonly kind: TaskKind
    readonly key: string
    readonly customerId?: Id | null
    readonly invoiceId?: Id | null
    readonly paymentId?: Id | null
    readonly facts: FailureFacts
    readonly dueOn: Day
    readonly assigneeUserId?: string | null
    readonly at: Date
  },
): Promise<boolean> {
  const customer = task.customerId == null ? null : await findCustomer(tx, task.companyId, task.customerId)
  const taskId = await insertTask(tx, task.companyId, {
    kind: task.kind,
    key: task.key,
    customerId: customer?.mergedInto ?? customer?.id ?? null,
    invoiceId: task.invoiceId ?? null,
    paymentId: task.paymentId ?? null,
    facts: task.facts,
    dueOn: task.dueOn,
    assigneeUserId: task.assigneeUserId ?? customer?.ownerUserId ?? null,
    createdBy: writeActor(system),
    createdAt: task.at,
  })
  return taskId !== null
}
