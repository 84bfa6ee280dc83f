// Notes on a payment, as they stand beside it.
import type { Id } from '#values/id'
import type { Executor } from '../database.ts'
import type { PaymentNote } from '../payment-notes.ts'

/** Oldest first. */
export async function listPaymentNotes(executor: Executor, companyId: Id, paymentId: Id): Promise<PaymentNote[]> {
  const rows = await executor
    .selectFrom('payment_notes')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('payment_id', '=', paymentId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('note_id')
    .execute()
  return rows.map((row) => ({
    noteId: row.note_id,
    text: row.text,
    author: row.author,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }))
}
