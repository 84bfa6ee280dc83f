// Writes a message that a person sends to one customer, from the ledger as it is at this moment: what is paid meanwhile is not demanded.
import { mediumGate } from '#domain/dunning/gates'
import { lockContact } from '#store/contacts'
import type { Tx } from '#store/database'
import { getDocument } from '#store/documents'
import { listOwedInvoices } from '#store/dunning'
import type { OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { addDays, dayOf } from '#values/day'
import { composeMessage } from '../messages/compose-message.ts'
import { ownReach } from '../messages/reach.ts'
import type { Shell } from '../shell.ts'
import type { MessagePayload } from './message-content.ts'
import type { Prepared } from './prepared.ts'

type LetterPayload = Extract<MessagePayload, { template: 'letter' }>

/** Kinds that speak of what is owed: without anything owed they do not go. */
const owing = new Set(['notice-before-due', 'reminder', 'demand', 'pre-court-demand'])
/** A notice before the due day names what falls due within so many days. */
export const noticeDays = 30

export async function prepareLetter(
  tx: Tx,
  shell: Shell,
  company: SendingCompany,
  row: OutboxRow,
  payload: LetterPayload,
): Promise<Prepared> {
  const { companyId } = company
  if (row.customer_id === null) return { kind: 'cancelled', reason: 'customer-gone' }
  const contact = await lockContact(tx, companyId, row.customer_id)
  if (contact === null) return { kind: 'cancelled', reason: 'customer-gone' }
  const today = dayOf(shell.clock.now(), company.timeZone)
  const late = await listOwedInvoices(
    tx,
    companyId,
    row.customer_id,
    payload.kind === 'notice-before-due' ? addDays(today, noticeDays) : today,
  )
  const invoices = owing.has(payload.kind) || payload.kind === 'statement' ? late : []
  if (owing.has(payload.kind) && invoices.length === 0) return { kind: 'cancelled', reason: 'settled' }
  if (payload.documentId !== null && (await getDocument(tx, companyId, payload.documentId)).cancelledAt !== null)
    return { kind: 'cancelled', reason: 'document-cancelled' }
  const reach = await ownReach(tx, companyId, contact)
  const { addresses } = reach[payload.medium]
  const closed = mediumGate({ reach }, payload.medium)
  if (closed !== null) return { kind: 'withheld', payload, reasons: [closed] }
  const content = await composeMessage(tx, shell, {
    company,
    kind: payload.kind,
    tone: payload.tone,
    medium: payload.medium,
    customerId: row.customer_id,
    customerName: contact.name,
    addresses,
    language: contact.language ?? company.language,
    invoices,
    today,
    documentId: payload.documentId,
    freeText: payload.freeText,
    attachInvoices: payload.attachInvoices,
  })
  return { kind: 'ready', payload, content }
}
