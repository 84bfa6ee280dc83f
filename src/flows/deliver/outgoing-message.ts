// A prepared message as a channel is handed it, without those addresses that are written to no more.
import type { Attachment, OutgoingMessage } from '#ports/channel'
import type { Tx } from '#store/database'
import { getFile } from '#store/files'
import type { OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { suppressedAmong } from '#store/suppressions'
import { Failure } from '#values/failure'
import type { MessageContent } from './message-content.ts'

export const messageKey = (row: Pick<OutboxRow, 'company_id' | 'key'>): string => `${row.company_id}/${row.key}`

/** The content for those of its recipients who may still be written to; null when none is left. */
export async function forReachable(tx: Tx, row: OutboxRow, content: MessageContent): Promise<MessageContent | null> {
  const struckOff = await suppressedAmong(
    tx,
    row.company_id,
    content.to.map(({ address }) => address),
  )
  if (struckOff.size === 0) return content
  const to = content.to.filter(({ address }) => !struckOff.has(address))
  return to.length === 0 ? null : { ...content, to }
}

/** Failure `document.foreign` for a file of another customer (T73): whatever was written before, in the moment of sending it stops the message. */
export async function outgoingMessage(tx: Tx, company: SendingCompany, row: OutboxRow, content: MessageContent): Promise<OutgoingMessage> {
  const attachments: Attachment[] = []
  for (const { fileId, name, contentType, inlineId } of content.attachments) {
    const { bytes, customerId } = await getFile(tx, row.company_id, fileId)
    if (row.customer_id !== null && customerId !== null && customerId !== row.customer_id) throw new Failure('document.foreign')
    attachments.push({ name, contentType, bytes, ...(inlineId === undefined ? {} : { inlineId }) })
  }
  return {
    key: messageKey(row),
    to: content.to.map(({ address, name }) => (name === undefined ? { address } : { address, name })),
    fromName: company.name,
    subject: content.subject,
    text: content.text,
    ...(content.html === '' ? {} : { html: content.html }),
    language: content.language,
    ...(company.settings.replyTo === null ? {} : { replyTo: company.settings.replyTo }),
    ...(attachments.length === 0 ? {} : { attachments }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
  }
}
