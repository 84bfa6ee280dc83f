// Makes an issued note a receivable, takes it back, cancels a document: each can be undone until somebody has paid.
import { draft } from '#domain/ledger/entry'
import { openDay } from '#domain/ledger/period-lock'
import { appendEntries, groupOf } from '#store/append-entries'
import { getCompany } from '#store/companies'
import { inTransaction, type Tx } from '#store/database'
import { changeDocument, type IssuedDocument, lockDocument } from '#store/documents'
import { getInvoice, type Invoice, insertInvoices, replaceInvoices } from '#store/invoices'
import { listLetterInvoices } from '#store/letter-facts'
import { getLetterSettings } from '#store/letter-settings'
import { newId } from '#store/new-id'
import { type Day, dayOf } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { canonicalInvoiceNumber } from '#values/invoice-number'
import { money, zero } from '#values/money'
import { writeActor } from './actor.ts'
import { auditDocument, type By } from './issue-document.ts'
import { planEffects } from './plan-effects.ts'
import type { Shell } from './shell.ts'

async function livingDocument(tx: Tx, companyId: Id, documentId: Id): Promise<IssuedDocument> {
  const document = await lockDocument(tx, companyId, documentId)
  if (document.cancelledAt !== null) throw new Failure('document.cancelled')
  return document
}

/** Makes the note a receivable that payments settle; only what a person chose is counted as owed. Failure `document.posted`, `period.locked`. */
export const postDocument = (shell: Shell, command: By & { readonly documentId: Id }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, documentId } = command
    const at = shell.clock.now()
    const document = await livingDocument(tx, companyId, documentId)
    if (document.invoiceId !== null || document.kind !== 'interest-note') throw new Failure('document.posted')
    const { lockedUntil } = await getCompany(tx, companyId)
    const { bankAccount } = await getLetterSettings(tx, companyId)
    const invoice = receivableOf(document, bankAccount, at)
    await insertInvoices(tx, companyId, [invoice])
    const issued = draft('invoice-issued', openDay(document.issuedOn, lockedUntil), document.amount, {
      invoiceId: invoice.id,
      key: `issued:${invoice.id}`,
    })
    await appendEntries(tx, companyId, { actor: writeActor(command.actor), at, groups: [groupOf([issued])] })
    await changeDocument(tx, companyId, documentId, { invoiceId: invoice.id })
    await planEffects(tx, shell, { companyId, invoiceIds: [invoice.id], paymentIds: [], cause: `document:${documentId}`, at })
    await auditDocument(tx, command, at, 'document.posted', { id: documentId, change: { invoiceId: invoice.id } })
  })

function receivableOf(document: IssuedDocument, account: string | null, at: Date): Invoice {
  const number = document.number ?? ''
  const payBy = 'payBy' in document.facts && typeof document.facts.payBy === 'string' ? (document.facts.payBy as Day) : document.issuedOn
  const id = newId()
  return {
    id,
    sourceKey: 'document',
    // One note may be posted again after it was taken back.
    externalId: `${document.documentId}:${id}`,
    connectionId: null,
    importId: null,
    number,
    numberKey: canonicalInvoiceNumber(number),
    type: 'invoice',
    issueOn: document.issuedOn,
    dueOn: payBy,
    saleOn: null,
    total: document.amount,
    net: null,
    sourceSettled: zero(document.amount.currency),
    customerId: document.customerId,
    orderReference: null,
    ksefNumber: null,
    corrects: [],
    lines: [],
    paymentUrl: null,
    viewUrl: null,
    pdfUrl: null,
    payToAccount: account,
    cancelled: false,
    splitPayment: false,
    createdAt: at,
    changedAt: at,
  }
}

/** Takes the receivable of a note back. Failure `document.not-posted`, `document.settled` while a payment stands against it. */
export const unpostDocument = (shell: Shell, command: By & { readonly documentId: Id }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, documentId } = command
    const at = shell.clock.now()
    const document = await livingDocument(tx, companyId, documentId)
    if (document.invoiceId === null) throw new Failure('document.not-posted')
    const invoice = await getInvoice(tx, companyId, document.invoiceId)
    const { lockedUntil, timeZone } = await getCompany(tx, companyId)
    const open = (await listLetterInvoices(tx, companyId, [invoice.id])).get(invoice.id)?.open.minor
    if (open !== document.amount.minor) throw new Failure('document.settled')
    const back = draft(
      'invoice-changed',
      openDay(dayOf(at, timeZone), lockedUntil),
      money(-document.amount.minor, document.amount.currency),
      { invoiceId: invoice.id, why: 'cancelled' },
    )
    await replaceInvoices(tx, companyId, [{ ...invoice, cancelled: true, changedAt: at }])
    await appendEntries(tx, companyId, { actor: writeActor(command.actor), at, groups: [groupOf([back])] })
    await changeDocument(tx, companyId, documentId, { invoiceId: null })
    await planEffects(tx, shell, { companyId, invoiceIds: [invoice.id], paymentIds: [], cause: `document:${documentId}`, at })
    await auditDocument(tx, command, at, 'document.unposted', { id: documentId, change: { invoiceId: invoice.id } })
  })

/** Cancels a document that is only a paper; its number stays used. Failure `document.posted`. */
export const cancelDocument = (shell: Shell, command: By & { readonly documentId: Id; readonly why: string }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, documentId, why } = command
    const at = shell.clock.now()
    const document = await livingDocument(tx, companyId, documentId)
    if (document.invoiceId !== null) throw new Failure('document.posted')
    await changeDocument(tx, companyId, documentId, { cancelled: { at, by: writeActor(command.actor), why } })
    await auditDocument(tx, command, at, 'document.cancelled', { id: documentId, why, change: { number: document.number } })
  })
