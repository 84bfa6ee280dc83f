// Removes the rows of an import that was undone; its entries stay, reversed, and its bytes too.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Tx } from './database.ts'
import type { Subjects } from './lock-subjects.ts'

const tablesOfPayments = ['matches', 'payment_balances', 'payments'] as const
const tablesOfInvoices = ['invoice_balances', 'invoices'] as const
const tablesOfImport = ['statement_lines', 'statements', 'records'] as const

/** After this the same file can be taken in again as if it had never been here. */
export async function removeImportedRows(tx: Tx, companyId: Id, importId: Id, subjects: Subjects): Promise<void> {
  const accounts = await tx
    .selectFrom('statements')
    .select('account_id')
    .distinct()
    .where('company_id', '=', companyId)
    .where('import_id', '=', importId)
    .execute()
  for (const table of tablesOfPayments)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('payment_id', '=', sql<Id>`any(${[...subjects.paymentIds]}::uuid[])`)
      .execute()
  for (const table of tablesOfInvoices)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('invoice_id', '=', sql<Id>`any(${[...subjects.invoiceIds]}::uuid[])`)
      .execute()
  for (const table of tablesOfImport)
    await tx.deleteFrom(table).where('company_id', '=', companyId).where('import_id', '=', importId).execute()
  for (const { account_id: accountId } of accounts)
    await tx
      .updateTable('bank_accounts')
      .set((eb) => ({
        last_booked_on: eb
          .selectFrom('statement_lines')
          .select((lines) => lines.fn.max('booked_on').as('latest'))
          .where('company_id', '=', companyId)
          .where('account_id', '=', accountId)
          .where('state', '=', 'booked'),
      }))
      .where('company_id', '=', companyId)
      .where('account_id', '=', accountId)
      .execute()
}
