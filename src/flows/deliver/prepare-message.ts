// Makes a message of what it is about, from the ledger as it is at this moment, or says why it does not go.

import { findConfirmation } from '#store/confirmable-payments'
import { lockContact } from '#store/contacts'
import type { Tx } from '#store/database'
import type { OutboxRow } from '#store/outbox'
import type { SendingCompany } from '#store/sending-companies'
import { dayOf } from '#values/day'
import { composeMessage } from '../messages/compose-message.ts'
import { mailAddresses } from '../messages/mail-addresses.ts'
import type { Shell } from '../shell.ts'
import { type MessagePayload, messagePayload } from './message-content.ts'
import { prepareLetter } from './prepare-letter.ts'
import { prepareReminder } from './prepare-reminder.ts'
import type { Prepared } from './prepared.ts'

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
    case 'test-mail':
      return asWritten(payload)
    case 'letter':
      return prepareLetter(tx, shell, company, row, payload)
    case 'payment-confirmation':
      return prepareConfirmation(tx, shell, company, row, payload)
    case 'reminder':
      return prepareReminder(tx, shell, company, row, payload)
  }
}

const asWritten = (payload: MessagePayload): Prepared =>
  payload.content === undefined ? { kind: 'cancelled', reason: 'no-content' } : { kind: 'ready', payload, content: payload.content }

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
  const content = await composeMessage(tx, shell, {
    company,
    kind: 'payment-confirmation',
    tone: 'neutral',
    medium: 'email',
    customerId: row.customer_id,
    customerName: customer.name,
    addresses,
    language: customer.language ?? company.language,
    invoices: [],
    today: dayOf(shell.clock.now(), company.timeZone),
    documentId: payload.paymentId,
  })
  return { kind: 'ready', payload, content }
}
