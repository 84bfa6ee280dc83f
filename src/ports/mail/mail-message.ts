// Turns a message of the house into MIME bytes: headers that cannot be injected into, a Message-ID that never changes for its key.
import MailComposer from 'nodemailer/lib/mail-composer'
import type { OutgoingMessage, SendOutcome } from '../channel.ts'
import { messageHandle } from '../message-handle.ts'
import type { SettingValues } from '../settings.ts'

export type BuiltMessage = { readonly bytes: Buffer; readonly from: string; readonly to: readonly string[]; readonly messageId: string }

/** One line without control characters: a line break in a name or a subject would begin a header of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** One plain address; a list, a name or a line break inside would send the message elsewhere. */
const isPlainAddress = (text: string): boolean =>
  /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+\.?[^\s<>()[\]\\,;:"@.]$/u.test(text) && text.length <= 254

/** Why the message goes to nobody: no recipient, or an address that is none; null when it may be handed over. */
export function wrongRecipients({ to }: Pick<OutgoingMessage, 'to'>): Extract<SendOutcome, { kind: 'refused' }> | null {
  const detail = to.length === 0 ? 'no recipient' : to.every(({ address }) => isPlainAddress(address)) ? null : 'not one plain address'
  return detail === null ? null : { kind: 'refused', reason: 'bad-address', detail }
}

/** Headers that the channel sets itself; a template cannot replace them. */
const ours =
  /^(from|to|cc|bcc|sender|reply-to|return-path|subject|date|message-id|mime-version|content-.*|received|dkim-signature|auto-submitted)$/i

const extraHeaders = (headers: OutgoingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {})
      .filter(([name]) => /^[A-Za-z0-9-]+$/.test(name) && !ours.test(name))
      .map(([name, value]) => [name, oneLine(value)]),
  )

/** `<handle@domain of the sender>`: the same for every attempt, so that a search in the mailbox tells whether it went out. */
export const messageIdOf = (key: string, from: string): string => `<${messageHandle(key)}@${from.split('@')[1] ?? 'localhost'}>`

/** Builds the bytes with access to files and addresses switched off: templates are people's data. */
export async function buildMessage(settings: SettingValues, message: OutgoingMessage, at: Date): Promise<BuiltMessage> {
  const from = String(settings['fromAddress'] ?? '')
  const replyTo = message.replyTo ?? settings['replyTo']
  const messageId = messageIdOf(message.key, from)
  const composer = new MailComposer({
    disableFileAccess: true,
    disableUrlAccess: true,
    messageId,
    date: at,
    from: { name: oneLine(message.fromName ?? String(settings['fromName'] ?? '')), address: from },
    to: message.to.map(({ address, name }) => ({ address, name: oneLine(name ?? '') })),
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: oneLine(String(replyTo)) } }),
    subject: oneLine(message.subject ?? ''),
    text: message.text,
    ...(message.html === undefined ? {} : { html: message.html }),
    headers: {
      ...extraHeaders(message.headers),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'X-Entity-Ref-ID': messageId.slice(1, -1),
      'Content-Language': message.language,
    },
    attachments: (message.attachments ?? []).map((attachment) => ({
      filename: oneLine(attachment.name),
      content: Buffer.from(attachment.bytes),
      contentType: oneLine(attachment.contentType),
      ...(attachment.inlineId === undefined ? {} : { cid: attachment.inlineId }),
    })),
  })
  return { bytes: await composer.compile().build(), from, to: message.to.map(({ address }) => address), messageId }
}
