// Notes, contacts of a customer, and tasks.
import * as contract from '#contract/follow-up'
import { changeTask, writeTask } from '#flows/change-task'
import { addContact, changeContact } from '#flows/manage-contacts'
import { removeNote, writeNote } from '#flows/write-note'
import { membersOf } from '#store/views/people'
import { countTasks, listTaskRows, mayTouchTask } from '#store/views/task-list'
import { requireVisibleCustomer } from '#store/views/visible-customer'
import { Failure } from '#values/failure'
import { implement } from './implement.ts'
import { todayOf } from './today.ts'

export const followUpRoutes = [
  implement(contract.writeNote, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return { noteId: await writeNote(shell, { companyId: company.companyId, actor, customerId, ...input.body }) }
  }),
  implement(contract.removeNote, async ({ shell, company, actor, input }) => {
    const { customerId, noteId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    await removeNote(shell, { companyId: company.companyId, actor, customerId, noteId, back: !input.body.removed })
    return {}
  }),
  implement(contract.addContact, async ({ shell, company, actor, input }) => {
    const { customerId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return { contactId: await addContact(shell, { companyId: company.companyId, actor, customerId, fields: input.body }) }
  }),
  implement(contract.changeContact, async ({ shell, company, actor, input }) => {
    const { customerId, contactId } = input.params
    await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    await changeContact(shell, { companyId: company.companyId, actor, customerId, contactId, change: input.body })
    return {}
  }),
  implement(contract.listTasks, async ({ shell, company, caller, input }) => {
    const { database } = shell
    const { companyId, ownerUserId } = company
    const today = await todayOf(shell, companyId)
    const userId = caller.kind === 'person' ? caller.userId : null
    const { whose = 'all', state = 'open' } = input.query
    const people = await membersOf(database, companyId)
    return {
      rows: [...(await listTaskRows(database, companyId, { state, assigneeUserId: whose === 'mine' ? userId : null, ownerUserId, today }))],
      counts: await countTasks(database, companyId, { userId, ownerUserId, today }),
      people: people.map((person) => ({ userId: person.userId, name: person.name })),
    }
  }),
  implement(contract.countTasks, async ({ shell, company, caller }) => {
    const { companyId, ownerUserId } = company
    const today = await todayOf(shell, companyId)
    return countTasks(shell.database, companyId, { userId: caller.kind === 'person' ? caller.userId : null, ownerUserId, today })
  }),
  implement(contract.writeTask, async ({ shell, company, actor, input }) => {
    const { customerId } = input.body
    if (customerId !== null) await requireVisibleCustomer(shell.database, company.companyId, customerId, company.ownerUserId)
    return { taskId: await writeTask(shell, { companyId: company.companyId, actor, ...input.body }) }
  }),
  implement(contract.changeTask, async ({ shell, company, actor, input }) => {
    const { taskId } = input.params
    if (!(await mayTouchTask(shell.database, company.companyId, taskId, company.ownerUserId))) throw new Failure('task.not-found')
    await changeTask(shell, { companyId: company.companyId, actor, taskId, change: input.body })
    return {}
  }),
]
