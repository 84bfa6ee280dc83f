// PDFs of invoices that their sources gave.
import { sql } from 'kysely'
import type { Id } from '#values/id'
import type { Executor } from './database.ts'

/** Stored PDFs of these invoices, only where the invoice is this customer's. */
export const listInvoiceFiles = async (
  executor: Executor,
  companyId: Id,
  customerId: Id,
  invoiceIds: readonly Id[],
): Promise<readonly { readonly invoiceId: Id; readonly fileId: Id }[]> =>
  invoiceIds.length === 0
    ? []
    : (
        await executor
          .selectFrom('invoice_files as file')
          .innerJoin('invoices as invoice', (join) =>
            join.onRef('invoice.company_id', '=', 'file.company_id').onRef('invoice.invoice_id', '=', 'file.invoice_id'),
          )
          .where('file.company_id', '=', companyId)
          .where('invoice.customer_id', '=', customerId)
          .where('file.invoice_id', '=', sql<Id>`any(${[...invoiceIds]}::uuid[])`)
          .where('file.file_id', 'is not', null)
          .select(['file.invoice_id', 'file.file_id'])
          .orderBy('invoice.number')
          .execute()
      ).flatMap((row) => (row.file_id === null ? [] : [{ invoiceId: row.invoice_id, fileId: row.file_id }]))
