// Writes one message to a customer, exactly as it will go: the door for everything that plans or shows messages.
import type { Medium, MessageKind, Tone } from '#domain/dunning/message-kind'
import type { Tx } from '#store/database'
import type { NamedInvoice } from '#store/dunning'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Language } from '#values/language'
import type { MessageContent } from '../deliver/message-content.ts'
import type { Shell } from '../shell.ts'
import { reminderModel } from './reminder-model.ts'
import { headerText, renderMessage } from './render-message.ts'

export type MessageAbout = {
  readonly company: SendingCompany
  readonly kind: MessageKind
  readonly tone: Tone
  readonly medium: Medium
  readonly customerId: Id
  readonly customerName: string
  /** E-mail addresses or telephone numbers; of a letter none are needed. */
  readonly addresses: readonly string[]
  readonly language: Language
  readonly invoices: readonly NamedInvoice[]
  readonly today: Day
  readonly templateId?: string | null
  readonly freeText?: { readonly subject: string; readonly text: string } | null
  /** A note or demand that was issued and goes with the message. */
  readonly documentId?: Id | null
  readonly attachInvoices?: boolean
}

/** Throws Failure `message.template-failed` and the like, which withholds this one message. */
export async function composeMessage(_tx: Tx, shell: Shell, about: MessageAbout): Promise<MessageContent> {
  const { company, language, invoices, today, tone } = about
  if (about.kind !== 'reminder' || about.medium !== 'email' || invoices.length === 0)
    throw new Failure('message.template-failed', { message: `${about.kind} ${about.medium}` })
  const model = reminderModel({ company, language, tone, invoices, today, translate: shell.translatorFor(language) })
  const rendered = await renderMessage(model)
  const to = about.addresses.map((address, at) => (at === 0 ? { address, name: headerText(about.customerName) } : { address }))
  return { to, medium: 'email', language, ...rendered, attachments: [] }
}
