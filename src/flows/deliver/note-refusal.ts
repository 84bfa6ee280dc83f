// Draws the consequences of a message that was refused, by its channel or by the last look before it: a dead address is struck off, a reminder's cause is told once.
import type { Reason } from '#domain/dunning/gates'
import type { Medium } from '#domain/dunning/message-kind'
import { unreachableAmong } from '#domain/dunning/refusal'
import type { OutgoingMessage, SendOutcome } from '#ports/channel'
import type { Executor, Tx } from '#store/database'
import type { OutboxRow } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import type { Id } from '#values/id'
import { writeId } from '#values/id'
import { askToMend, settleRefusal } from '../refused-reminders.ts'
import type { Shell } from '../shell.ts'
import { noteUndelivered } from './note-undelivered.ts'

/** Of a reminder: whose it is and how it travels; null for every other message. */
function reminderOf(row: OutboxRow): { readonly customerId: Id; readonly medium: Medium } | null {
  const { template, medium = 'email' } = row.payload as { readonly template?: string; readonly medium?: Medium }
  return template === 'reminder' && row.customer_id !== null ? { customerId: row.customer_id, medium } : null
}

type Cause = Parameters<typeof askToMend>[2]['cause']

async function tell(tx: Tx, shell: Shell, row: OutboxRow, cause: Cause, facts: Readonly<Record<string, string>>): Promise<void> {
  const reminder = reminderOf(row)
  if (reminder === null) return
  const company = await getSendingCompany(tx, row.company_id)
  if (company.sendingMode === 'dry-run') return
  await askToMend(tx, company, { ...reminder, cause, facts, at: shell.clock.now() })
}

const messageId = (row: OutboxRow) => ({ message: writeId('outbox', row.outbox_id) })

/** It could not be written, or carries what it must not. */
export const tellUnwritten = (tx: Tx, shell: Shell, row: OutboxRow, code: string): Promise<void> =>
  tell(tx, shell, row, code === 'document.foreign' || code === 'file.not-found' ? 'foreign-file' : 'not-written', messageId(row))

export async function tellUnreachable(tx: Tx, shell: Shell, row: OutboxRow, reasons: readonly Reason[]): Promise<void> {
  const closed = unreachableAmong(reasons)
  const facts = closed === null ? {} : Object.fromEntries(Object.entries(closed.facts).map(([name, fact]) => [name, String(fact)]))
  if (closed !== null) await tell(tx, shell, row, closed.code, facts)
}

async function settle(executor: Executor, shell: Shell, row: OutboxRow, gone: 'written' | 'taken'): Promise<void> {
  const reminder = reminderOf(row)
  if (reminder !== null) await settleRefusal(executor, row.company_id, reminder.customerId, reminder.medium, gone, shell.clock.now())
}

/** It could be written, so what stopped that before is mended. */
export const noteWritten = (tx: Tx, shell: Shell, row: OutboxRow): Promise<void> => settle(tx, shell, row, 'written')

/** The channel has taken it, so what it refused before is mended. */
export const noteTaken = (shell: Shell, row: OutboxRow): Promise<void> => settle(shell.database, shell, row, 'taken')

/**
 * A refusal of one address alone is about that address, and a dead one is struck off; of several nobody knows about which. One for the house's
 * own mail (`policy`) is no matter of the customer: the next day tries again.
 */
export async function noteRefusal(
  tx: Tx,
  shell: Shell,
  row: OutboxRow,
  recipients: OutgoingMessage['to'],
  { reason, detail }: Extract<SendOutcome, { kind: 'refused' }>,
): Promise<void> {
  const [one, second] = recipients
  const alone = one !== undefined && second === undefined ? one.address : null
  const permanent = reason === 'bad-address' || reason === 'opted-out'
  if (alone !== null && (permanent || reason === 'mailbox-full'))
    await noteUndelivered(tx, shell, row, {
      address: alone,
      reason: reason === 'opted-out' ? 'unsubscribed' : 'bounced',
      permanent,
      detail,
      at: shell.clock.now(),
    })
  if (reason === 'policy' || (alone !== null && permanent)) return
  await tell(tx, shell, row, 'refused', {
    address: recipients.map(({ address }) => address).join(', '),
    detail: detail.slice(0, 200),
    ...messageId(row),
  })
}
