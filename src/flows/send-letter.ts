// A person shows and sends one message to one customer: through the outbox, with the gates and the mode of everything that leaves.
import type { Medium, MessageKind, Tone } from '#domain/dunning/message-kind'
import { appendAudit } from '#store/audit'
import { getCustomer } from '#store/customers'
import { inTransaction } from '#store/database'
import { listOwedInvoices } from '#store/dunning'
import { newId } from '#store/new-id'
import { planMessage } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { addDays, dayOf } from '#values/day'
import { isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { type Preview, shownMessage } from './change-templates.ts'
import { templateTexts } from './messages/compose-message.ts'
import { loadMessageFacts } from './messages/load-message-facts.ts'
import type { MessageAbout } from './messages/message-about.ts'
import type { Shell } from './shell.ts'

export type LetterWish = {
  readonly companyId: Id
  readonly customerId: Id
  readonly kind: MessageKind
  readonly tone: Tone
  readonly medium: Medium
  readonly documentId: Id | null
  readonly freeText: { readonly subject: string; readonly text: string } | null
}

/** The message as it would go now, or why it would not; nothing is stored. */
export const previewLetter = (shell: Shell, wish: LetterWish): Promise<Preview> =>
  inTransaction(shell.database, async (tx) => {
    const company = await getSendingCompany(tx, wish.companyId)
    const customer = await getCustomer(tx, wish.companyId, wish.customerId)
    const today = dayOf(shell.clock.now(), company.timeZone)
    const about: MessageAbout = {
      ...wish,
      company,
      customerName: customer.name,
      addresses: [],
      language: customer.language,
      invoices:
        wish.kind === 'free-text'
          ? []
          : await listOwedInvoices(tx, wish.companyId, customer.id, wish.kind === 'notice-before-due' ? addDays(today, 30) : today),
      today,
    }
    try {
      return await shownMessage(await loadMessageFacts(tx, shell, about, true), await templateTexts(tx, about))
    } catch (error) {
      if (!isFailure(error)) throw error
      return { message: null, letter: null, sms: null, lints: [], failure: { code: error.code, facts: error.facts } }
    }
  })

/** Plans the message; it is written again in the moment of sending. Where the company asks for four eyes another person lets it go. */
export const sendLetter = (shell: Shell, command: LetterWish & { readonly actor: Actor }): Promise<void> =>
  inTransaction(shell.database, async (tx) => {
    const { companyId, customerId, kind, tone, medium, documentId, freeText, actor } = command
    const at = shell.clock.now()
    const company = await getSendingCompany(tx, companyId)
    await getCustomer(tx, companyId, customerId)
    const payload = {
      template: 'letter',
      kind,
      tone,
      medium,
      documentId,
      freeText,
      // What asks for money of an invoice carries the invoice, where its source gives it.
      attachInvoices: medium === 'email' && kind !== 'free-text',
      ...(company.settings.fourEyes ? {} : { approvedBy: writeActor(actor) }),
    }
    await planMessage(tx, companyId, { key: `letter:${newId()}`, customerId, payload, state: 'planned', reason: null, cause: 'person' }, at)
    await appendAudit(tx, companyId, at, [
      {
        actor: writeActor(actor),
        actorName: actor.name,
        action: 'letter.sent',
        subjectKind: 'customer',
        subjectId: customerId,
        change: { kind, tone, medium, documentId },
      },
    ])
  })
