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

/** An invoice whose source may give its PDF, with what is known of it. */
export type InvoiceDocument = {
  readonly invoiceId: Id
  readonly number: string
  readonly customerId: Id
  readonly externalId: string
  readonly connectionId: Id
  readonly changedAt: Date
  readonly asked: { readonly at: Date; readonly attempts: number; readonly failure: string | null } | null
}

/** Of these invoices, those that came by a connection. */
export async function listInvoiceDocuments(
  executor: Executor,
  companyId: Id,
  invoiceIds: readonly Id[],
): Promise<readonly InvoiceDocument[]> {
  if (invoiceIds.length === 0) return []
  const rows = await executor
    .selectFrom('invoices as invoice')
    .leftJoin('invoice_files as file', (join) =>
      join.onRef('file.company_id', '=', 'invoice.company_id').onRef('file.invoice_id', '=', 'invoice.invoice_id'),
    )
    .where('invoice.company_id', '=', companyId)
    .where('invoice.invoice_id', '=', sql<Id>`any(${[...invoiceIds]}::uuid[])`)
    .where('invoice.connection_id', 'is not', null)
    .select([
      'invoice.invoice_id',
      'invoice.number',
      'invoice.customer_id',
      'invoice.external_id',
      'invoice.connection_id',
      'invoice.changed_at',
      'file.asked_at',
      'file.attempts',
      'file.failure',
    ])
    .orderBy('invoice.number')
    .execute()
  return rows.flatMap((row) =>
    row.connection_id === null
      ? []
      : [
          {
            invoiceId: row.invoice_id,
            number: row.number,
            customerId: row.customer_id,
            externalId: row.external_id,
            connectionId: row.connection_id,
            changedAt: row.changed_at,
            asked: row.asked_at === null ? null : { at: row.asked_at, attempts: row.attempts ?? 0, failure: row.failure },
          },
        ],
  )
}

/** Keeps what the source gave, or why it gave nothing; a file fetched before stays until there is a newer one. */
export async function noteInvoiceFile(
  executor: Executor,
  companyId: Id,
  invoiceId: Id,
  outcome: { readonly source: string; readonly fileId: Id | null; readonly failure: string | null; readonly at: Date },
): Promise<void> {
  await executor
    .insertInto('invoice_files')
    .values({
      company_id: companyId,
      invoice_id: invoiceId,
      source_url: outcome.source,
      file_id: outcome.fileId,
      failure: outcome.failure,
      attempts: outcome.failure === null ? 0 : 1,
      asked_at: outcome.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'invoice_id']).doUpdateSet((eb) => ({
        source_url: outcome.source,
        ...(outcome.fileId === null ? {} : { file_id: outcome.fileId }),
        failure: outcome.failure,
        attempts: outcome.failure === null ? 0 : eb('invoice_files.attempts', '+', 1),
        asked_at: outcome.at,
      })),
    )
    .execute()
}
