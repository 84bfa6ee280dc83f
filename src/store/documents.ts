// Documents that the company issued to a customer: numbered in a series of its kind, kept with their figures and their file, cancelled and never changed.
import type { Selectable } from 'kysely'
import type { Currency } from '#values/currency'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { isLanguage, type Language } from '#values/language'
import { type Money, money } from '#values/money'
import type { Executor, Tx } from './database.ts'
import { newId } from './new-id.ts'
import { safeJson } from './safe-json.ts'
import type { DocumentsTable } from './schema/letters.ts'

export const documentKinds = ['interest-note', 'demand', 'pre-court-demand', 'balance-confirmation', 'statement'] as const
export type DocumentKind = (typeof documentKinds)[number]

export type IssuedDocument = {
  readonly documentId: Id
  readonly kind: DocumentKind
  readonly number: string | null
  readonly customerId: Id
  readonly issuedOn: Day
  readonly language: Language
  readonly amount: Money
  /** What the document was made of, as JSON: never recomputed. */
  readonly facts: object
  readonly fileId: Id | null
  /** The receivable that it became; null while it is only a paper. */
  readonly invoiceId: Id | null
  readonly createdByName: string | null
  readonly createdAt: Date
  readonly cancelledAt: Date | null
  readonly cancelledWhy: string | null
}

const toDocument = (row: Selectable<DocumentsTable>): IssuedDocument => ({
  documentId: row.document_id,
  kind: documentKinds.find((kind) => kind === row.kind) ?? 'statement',
  number: row.number,
  customerId: row.customer_id,
  issuedOn: row.issued_on,
  language: isLanguage(row.language) ? row.language : 'pl',
  amount: money(row.amount_minor, row.currency as Currency),
  facts: row.facts,
  fileId: row.file_id,
  invoiceId: row.invoice_id,
  createdByName: row.created_by_name,
  createdAt: row.created_at,
  cancelledAt: row.cancelled_at,
  cancelledWhy: row.cancelled_why,
})

/** The next ordinal of a series, held until the transaction ends: two people never get one number. Cancelled documents keep theirs. */
export async function nextOrdinal(tx: Tx, companyId: Id, kind: DocumentKind, series: string): Promise<number> {
  await tx.selectFrom('companies').select('company_id').where('company_id', '=', companyId).forUpdate().executeTakeFirst()
  const row = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.max('ordinal').as('last'))
    .where('company_id', '=', companyId)
    .where('kind', '=', kind)
    .where('series', '=', series)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export async function insertDocument(
  tx: Tx,
  companyId: Id,
  document: Pick<IssuedDocument, 'kind' | 'number' | 'customerId' | 'issuedOn' | 'language' | 'amount' | 'facts'> & {
    readonly series: string
    readonly ordinal: number
    readonly by: { readonly actor: string; readonly name: string | null; readonly at: Date }
  },
): Promise<Id> {
  const documentId = newId()
  await tx
    .insertInto('documents')
    .values({
      company_id: companyId,
      document_id: documentId,
      kind: document.kind,
      number: document.number,
      series: document.series,
      ordinal: document.ordinal,
      customer_id: document.customerId,
      issued_on: document.issuedOn,
      language: document.language,
      amount_minor: document.amount.minor,
      currency: document.amount.currency,
      facts: safeJson(document.facts),
      created_by: document.by.actor,
      created_by_name: document.by.name,
      created_at: document.by.at,
    })
    .execute()
  return documentId
}

/** Failure `document.not-found`. */
export async function getDocument(executor: Executor, companyId: Id, documentId: Id): Promise<IssuedDocument> {
  const row = await executor
    .selectFrom('documents')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('document.not-found')
  return toDocument(row)
}

/** The newest first. */
export const listDocuments = async (executor: Executor, companyId: Id, customerId: Id): Promise<readonly IssuedDocument[]> =>
  (
    await executor
      .selectFrom('documents')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('customer_id', '=', customerId)
      .orderBy('document_id', 'desc')
      .limit(200)
      .execute()
  ).map(toDocument)

/** The document, locked until the transaction ends. Failure `document.not-found`. */
export async function lockDocument(tx: Tx, companyId: Id, documentId: Id): Promise<IssuedDocument> {
  const row = await tx
    .selectFrom('documents')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('document.not-found')
  return toDocument(row)
}

export async function changeDocument(
  tx: Tx,
  companyId: Id,
  documentId: Id,
  change: {
    readonly fileId?: Id
    readonly invoiceId?: Id | null
    readonly cancelled?: { readonly at: Date; readonly by: string; readonly why: string }
  },
): Promise<void> {
  const { fileId, invoiceId, cancelled } = change
  await tx
    .updateTable('documents')
    .set({
      ...(fileId === undefined ? {} : { file_id: fileId }),
      ...(invoiceId === undefined ? {} : { invoice_id: invoiceId }),
      ...(cancelled === undefined ? {} : { cancelled_at: cancelled.at, cancelled_by: cancelled.by, cancelled_why: cancelled.why }),
    })
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .execute()
}
