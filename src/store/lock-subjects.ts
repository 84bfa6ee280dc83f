// Locks the invoices and payments that a change of the ledger touches, always in the same order, so that two changes wait instead of crossing.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Tx } from './database.ts'

export type Subjects = { readonly invoiceIds: readonly Id[]; readonly paymentIds: readonly Id[] }

/**
 * Locks payments, then invoices, each in the order of their ids, and answers what was locked: with the invoices on which one of these
 * payments is noted as overpaid, because their balance hangs on the payment's rest.
 */
export async function lockSubjects(tx: Tx, companyId: Id, subjects: Subjects): Promise<Subjects> {
  const paymentIds = [...new Set(subjects.paymentIds)]
  if (paymentIds.length > 0)
    await sql`select payment_id from payments where company_id = ${companyId} and payment_id = any(${paymentIds}::uuid[]) order by payment_id for update`.execute(
      tx,
    )
  const noted =
    paymentIds.length === 0
      ? []
      : await tx
          .selectFrom('entries')
          .select('invoice_id')
          .distinct()
          .where('company_id', '=', companyId)
          .where('payment_id', '=', sql<Id>`any(${paymentIds}::uuid[])`)
          .where('kind', '=', 'overpayment-noted')
          .where('invoice_id', 'is not', null)
          .execute()
  const invoiceIds = [...new Set([...subjects.invoiceIds, ...noted.flatMap((row) => row.invoice_id ?? [])])]
  if (invoiceIds.length > 0)
    await sql`select invoice_id from invoices where company_id = ${companyId} and invoice_id = any(${invoiceIds}::uuid[]) order by invoice_id for update`.execute(
      tx,
    )
  return { invoiceIds, paymentIds }
}
