// What people note on payments; a note taken away stays in the audit log alone.
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'
import { newId } from './new-id.ts'

export type PaymentNote = {
  readonly noteId: Id
  readonly text: string
  readonly author: string | null
  readonly createdBy: string
  readonly createdAt: Date
}

export async function insertPaymentNote(executor: Executor, companyId: Id, paymentId: Id, note: Omit<PaymentNote, 'noteId'>): Promise<Id> {
  const noteId = newId()
  await executor
    .insertInto('payment_notes')
    .values({
      company_id: companyId,
      note_id: noteId,
      payment_id: paymentId,
      text: note.text,
      author: note.author,
      created_by: note.createdBy,
      created_at: note.createdAt,
    })
    .execute()
  return noteId
}

/** Answers what was taken away. Failure `note.not-found`. */
export async function removePaymentNote(executor: Executor, companyId: Id, paymentId: Id, noteId: Id, at: Date): Promise<string> {
  const row = await executor
    .updateTable('payment_notes')
    .set({ removed_at: at })
    .where('company_id', '=', companyId)
    .where('payment_id', '=', paymentId)
    .where('note_id', '=', noteId)
    .where('removed_at', 'is', null)
    .returning('text')
    .executeTakeFirst()
  if (row === undefined) throw new Failure('note.not-found')
  return row.text
}
