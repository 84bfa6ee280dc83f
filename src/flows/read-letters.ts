// What the letters of a customer are: terms, choices, documents and their files.
import { getCompany } from '#store/companies'
import { getCustomerTerms } from '#store/customer-terms'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { getDocument, listDocuments } from '#store/documents'
import { getFile } from '#store/files'
import { listLetterChoices } from '#store/letter-choices'
import { dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type NoteDraft, type NoteWish, noteDraft } from './messages/note-draft.ts'
import type { Shell } from './shell.ts'

/** Terms, what a note can be made of, and what was issued. */
export async function readCustomerLetters(shell: Shell, companyId: Id, customerId: Id) {
  const { database } = shell
  const { timeZone } = await getCompany(database, companyId)
  const customer = await getCustomer(database, companyId, customerId)
  const { regime, ...terms } = await getCustomerTerms(database, companyId, { id: customerId, taxId: customer.taxId })
  return {
    terms: { ...terms, regime: regime.kind, basisPoints: regime.kind === 'contractual' ? regime.basisPoints : null },
    choices: [...(await listLetterChoices(database, companyId, customerId, dayOf(shell.clock.now(), timeZone)))],
    documents: (await listDocuments(database, companyId, customerId)).map((document) => ({
      documentId: document.documentId,
      kind: document.kind,
      number: document.number,
      issuedOn: document.issuedOn,
      amount: document.amount,
      posted: document.invoiceId !== null,
      cancelled: document.cancelledAt !== null,
      byName: document.createdByName,
      createdAt: document.createdAt,
    })),
  }
}

/** Failure `document.foreign` for a document of another customer. */
export async function readOwnDocument(shell: Shell, companyId: Id, params: { readonly customerId: Id; readonly documentId: Id }) {
  const document = await getDocument(shell.database, companyId, params.documentId)
  if (document.customerId !== params.customerId) throw new Failure('document.foreign')
  return document
}

/** The PDF as it was issued. Failure `file.not-found`, `document.foreign`. */
export async function readDocumentFile(shell: Shell, companyId: Id, params: { readonly customerId: Id; readonly documentId: Id }) {
  const document = await readOwnDocument(shell, companyId, params)
  if (document.fileId === null) throw new Failure('file.not-found')
  const { name, contentType, bytes } = await getFile(shell.database, companyId, document.fileId)
  return { name, contentType, bytes }
}

/** The figures of a note before it is issued. */
export const draftOfNote = (shell: Shell, companyId: Id, wish: NoteWish): Promise<NoteDraft> =>
  inTransaction(shell.database, (tx) => noteDraft(tx, companyId, wish))
