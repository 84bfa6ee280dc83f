// What a person does with a task: done and not done, put off, given to somebody, or written down by hand.
import { appendAudit } from '#store/audit'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { getMember } from '#store/members'
import { insertTask, lockTask, updateTask } from '#store/tasks'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

type Change = {
  readonly done?: boolean | undefined
  /** Out of sight until that day; null brings it back now. */
  readonly snoozedUntil?: Day | null | undefined
  readonly dueOn?: Day | undefined
  readonly assigneeUserId?: string | null | undefined
}

/** Failures `task.not-found`, `person.not-found`. */
export async function changeTask(
  shell: Shell,
  { companyId, actor, taskId, change }: { companyId: Id; actor: Actor; taskId: Id; change: Change },
): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const task = await lockTask(tx, companyId, taskId)
    if (change.assigneeUserId != null) await getMember(tx, companyId, change.assigneeUserId)
    await updateTask(tx, companyId, taskId, {
      dueOn: change.dueOn ?? task.dueOn,
      assigneeUserId: change.assigneeUserId === undefined ? task.assigneeUserId : change.assigneeUserId,
      snoozedUntil: change.snoozedUntil === undefined ? task.snoozedUntil : change.snoozedUntil,
      ...(change.done === undefined
        ? { doneAt: task.doneAt, doneBy: task.doneBy }
        : change.done
          ? { doneAt: task.doneAt ?? at, doneBy: task.doneBy ?? writeActor(actor) }
          : { doneAt: null, doneBy: null }),
    })
    await appendAudit(tx, companyId, at, [
      { actor: writeActor(actor), actorName: actor.name, action: 'task.changed', subjectKind: 'task', subjectId: taskId, change },
    ])
  })
}

/** A task in a person's own words. Failures `customer.not-found`, `person.not-found`. */
export async function writeTask(
  shell: Shell,
  task: {
    readonly companyId: Id
    readonly actor: Actor
    readonly text: string
    readonly customerId: Id | null
    readonly dueOn: Day
    readonly assigneeUserId: string | null
  },
): Promise<Id> {
  const { companyId, actor, text, customerId, dueOn, assigneeUserId } = task
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const customer = customerId === null ? null : await getCustomer(tx, companyId, customerId)
    if (assigneeUserId != null) await getMember(tx, companyId, assigneeUserId)
    const taskId = await insertTask(tx, companyId, {
      kind: 'own',
      key: `own:${writeActor(actor)}:${at.toISOString()}:${text.slice(0, 80)}`,
      customerId,
      invoiceId: null,
      paymentId: null,
      facts: { text, ...(customer === null ? {} : { customer: customer.name }) },
      dueOn,
      assigneeUserId,
      createdBy: writeActor(actor),
      createdAt: at,
    })
    // The same words in the same millisecond: the button was pressed twice.
    if (taskId === null) throw new Failure('task.written-already')
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'task.written',
        subjectKind: 'task',
        subjectId: taskId,
        change: { text, dueOn },
      },
    ])
    return taskId
  })
}
