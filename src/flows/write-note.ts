// A note about a customer; whoever is mentioned in it finds it on his list.
import { appendAudit } from '#store/audit'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { findMember } from '#store/members'
import { insertNote, markNoteRemoved } from '#store/notes'
import { getSendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { addTask } from './add-task.ts'
import type { Shell } from './shell.ts'

/** `mentions` are people of the company; strangers among them are left out. Failure `customer.not-found`. */
export async function writeNote(
  shell: Shell,
  note: {
    readonly companyId: Id
    readonly actor: Actor
    readonly customerId: Id
    readonly text: string
    readonly mentions: readonly string[]
  },
): Promise<Id> {
  const { companyId, actor, customerId, text } = note
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const customer = await getCustomer(tx, companyId, customerId)
    const company = await getSendingCompany(tx, companyId)
    const mentions: string[] = []
    for (const userId of new Set(note.mentions)) if ((await findMember(tx, companyId, userId)) !== null) mentions.push(userId)
    const by = { createdBy: writeActor(actor), createdByName: actor.name }
    const noteId = await insertNote(tx, companyId, { customerId, text, mentions, ...by, at })
    for (const userId of mentions) {
      await addTask(tx, {
        companyId,
        kind: 'mention',
        key: `mention:${noteId}:${userId}`,
        customerId,
        facts: { customer: customer.name, by: actor.name, text: text.slice(0, 200) },
        dueOn: dayOf(at, company.timeZone),
        assigneeUserId: userId,
        at,
      })
    }
    await appendAudit(tx, companyId, at, [
      {
        actor: by.createdBy,
        actorName: actor.name,
        action: 'note.written',
        subjectKind: 'customer',
        subjectId: customerId,
        change: { noteId },
      },
    ])
    return noteId
  })
}

/** Takes a note away, or brings it back (`back`). Failure `note.not-found`. */
export async function removeNote(
  shell: Shell,
  {
    companyId,
    actor,
    customerId,
    noteId,
    back = false,
  }: {
    readonly companyId: Id
    readonly actor: Actor
    readonly customerId: Id
    readonly noteId: Id
    readonly back?: boolean
  },
): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    await markNoteRemoved(tx, companyId, { customerId, noteId }, back ? null : at)
    const action = back ? 'note.restored' : 'note.removed'
    await appendAudit(tx, companyId, at, [
      { actor: writeActor(actor), actorName: actor.name, action, subjectKind: 'customer', subjectId: customerId, change: { noteId } },
    ])
  })
}
