// Makes a message of what it is about, from the ledger as it is at this moment, or says why it does not go.

import type { Reason } from '#domain/dunning/gates'
import { recheckReminder } from '#domain/dunning/reminder'
import type { Translate } from '#ports/translate'
import { findConfirmation } from '#store/confirmable-payments'
import { lockContact } from '#store/contacts'
import type { Tx } from '#store/database'
import type { NamedInvoice } from '#store/dunning'
import type { OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import { companyFacts, lockCustomerCase } from '../dunning-facts.ts'
import { confirmationModel } from '../messages/confirmation-model.ts'
import { mailAddresses } from '../messages/mail-addresses.ts'
import type { MessageModel } from '../messages/message-model.ts'
import { reminderModel } from '../messages/reminder-model.ts'
import { headerText, renderMessage } from '../messages/render-message.ts'
import type { Shell } from '../shell.ts'
import { type MessageContent, type MessagePayload, messagePayload } from './message-content.ts'

export type Prepared =
  | { readonly kind: 'ready'; readonly payload: MessagePayload; readonly content: MessageContent }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'withheld'; readonly payload: MessagePayload; readonly reasons: readonly Reason[] }

const newsForMs = 3 * 86_400_000

/** Looks at the row's cause again inside `tx`. Failure `message.template-failed` when it cannot be written. */
export async function prepareMessage(tx: Tx, shell: Shell, company: SendingCompany, row: OutboxRow): Promise<Prepared> {
  const payload = messagePayload(row)
  switch (payload.template) {
    case 'team-alert':
      // What could not be told for three days is no news any more.
      if (shell.clock.now().getTime() - row.created_at.getTime() > newsForMs) return { kind: 'cancelled', reason: 'too-old' }
      return asWritten(payload)
    case 'report-mail':
    case 'team-mail':
      return asWritten(payload)
    case 'payment-confirmation':
      return prepareConfirmation(tx, shell, company, row, payload)
    case 'reminder':
      return prepareReminder(tx, shell, company, row, payload)
  }
}

const asWritten = (payload: MessagePayload): Prepared =>
  payload.content === undefined ? { kind: 'cancelled', reason: 'no-content' } : { kind: 'ready', payload, content: payload.content }

async function prepareReminder(
  tx: Tx,
  shell: Shell,
  company: SendingCompany,
  row: OutboxRow,
  payload: Extract<MessagePayload, { template: 'reminder' }>,
): Promise<Prepared> {
  const now = shell.clock.now()
  const facts = await companyFacts(tx, company, now)
  const customer = row.customer_id === null ? null : await lockCustomerCase(tx, company, facts, row.customer_id)
  if (customer === null) return { kind: 'cancelled', reason: 'customer-gone' }
  if (!company.settings.reminders) return { kind: 'cancelled', reason: 'reminders-off' }
  const decision = recheckReminder(payload, customer, company.settings.staleAfterHours)
  if (decision.kind === 'settled') return { kind: 'cancelled', reason: 'settled' }
  if (decision.kind === 'withheld') return { kind: 'withheld', payload, reasons: decision.reasons }
  const { language } = customer.customer
  const invoices = decision.invoices
    .map((invoice) => customer.overdue.find((known) => known.id === invoice.id))
    .filter((invoice): invoice is NamedInvoice => invoice !== undefined)
  const model = reminderModel({
    company,
    language,
    tone: payload.tone,
    invoices,
    today: facts.today,
    translate: shell.translatorFor(language),
  })
  return { kind: 'ready', payload, content: await contentOf(model, customer.customer.addresses, customer.customer.name) }
}

async function prepareConfirmation(
  tx: Tx,
  shell: Shell,
  company: SendingCompany,
  row: OutboxRow,
  payload: Extract<MessagePayload, { template: 'payment-confirmation' }>,
): Promise<Prepared> {
  const customer = row.customer_id === null ? null : await lockContact(tx, company.companyId, row.customer_id)
  if (customer === null || row.customer_id === null) return { kind: 'cancelled', reason: 'customer-gone' }
  if (!company.settings.confirmations) return { kind: 'cancelled', reason: 'confirmations-off' }
  const payment = await findConfirmation(tx, company.companyId, payload.paymentId, row.customer_id)
  if (payment === null) return { kind: 'cancelled', reason: 'undone' }
  const addresses = mailAddresses(customer.email)
  if (addresses.length === 0) return { kind: 'withheld', payload, reasons: [{ code: 'no-address', facts: {} }] }
  const language = customer.language ?? company.language
  const translate: Translate = shell.translatorFor(language)
  const model = confirmationModel({ company, language, payment, today: dayOf(shell.clock.now(), company.timeZone), translate })
  return { kind: 'ready', payload, content: await contentOf(model, addresses, customer.name) }
}

async function contentOf(model: MessageModel, addresses: readonly string[], name: string): Promise<MessageContent> {
  const rendered = await renderMessage(model)
  const to = addresses.map((address, at) => (at === 0 ? { address, name: headerText(name) } : { address }))
  return { to, medium: 'email', language: model.language, ...rendered, attachments: [] }
}
