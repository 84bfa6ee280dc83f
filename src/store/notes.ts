// Notes about a customer, with the people they mention.
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export async function insertNote(
  executor: Executor,
  companyId: Id,
  note: {
    readonly customerId: Id
    readonly text: string
    readonly mentions: readonly string[]
    readonly createdBy: string
    readonly createdByName: string
    readonly at: Date
  },
): Promise<Id> {
  const noteId = newId()
  await executor
    .insertInto('notes')
    .values({
      company_id: companyId,
      note_id: noteId,
      customer_id: note.customerId,
      text: note.text,
      mentions: [...note.mentions],
      created_by: note.createdBy,
      created_by_name: note.createdByName,
      created_at: note.at,
    })
    .execute()
  return noteId
}

/** Takes a note of this customer away (`at`) or brings it back (null). Failure `note.not-found`. */
export async function markNoteRemoved(
  executor: Executor,
  companyId: Id,
  of: { readonly customerId: Id; readonly noteId: Id },
  at: Date | null,
): Promise<void> {
  const row = await executor
    .updateTable('notes')
    .set({ removed_at: at })
    .where('company_id', '=', companyId)
    .where('customer_id', '=', of.customerId)
    .where('note_id', '=', of.noteId)
    .where('removed_at', at === null ? 'is not' : 'is', null)
    .returning('note_id')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('note.not-found')
}
