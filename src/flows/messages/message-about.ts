// What a message is to be about, as those who plan, send or show it say.
import type { Medium, MessageKind, Tone } from '#domain/dunning/message-kind'
import type { NamedInvoice } from '#store/dunning'
import type { SendingCompany } from '#store/sending-companies'
import type { Day } from '#values/day'
import type { Id } from '#values/id'
import type { Language } from '#values/language'

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
  /** `kind:tone:language` of another template than the usual one. */
  readonly templateId?: string | null
  readonly freeText?: { readonly subject: string; readonly text: string } | null
  /** Subject and text in place of the template's, with its variables. */
  readonly wording?: { readonly subject: string; readonly text: string }
  /** What the message is about: the issued note, demand or confirmation of a balance; for a payment confirmation the payment. */
  readonly documentId?: Id | null
  readonly attachInvoices?: boolean
  /** What is open on the account, as a PDF beside the message; an SMS carries none. */
  readonly attachStatement?: boolean
}
