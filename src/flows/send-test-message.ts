// Sends a message as its customer would see it, to the person who asks, and to nobody else.
import type { OutgoingMessage } from '#ports/channel'
import { inTransaction } from '#store/database'
import { newId } from '#store/new-id'
import { lockOutboxRow } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { messagePayload } from './deliver/message-content.ts'
import { prepareMessage } from './deliver/prepare-message.ts'
import { headerText } from './messages/render-message.ts'
import { wayOut } from './send-system-mail.ts'
import type { Shell } from './shell.ts'

/** Throws Failure `message.nothing-to-show` when it cannot be written now, `message.no-way` without mail, `message.test-refused`. */
export async function sendTestMessage(
  shell: Shell,
  command: { readonly companyId: Id; readonly outboxId: Id; readonly to: { readonly address: string; readonly name: string } },
): Promise<void> {
  const { companyId } = command
  const { content, senderName } = await inTransaction(shell.database, async (tx) => {
    const row = await lockOutboxRow(tx, companyId, command.outboxId)
    const company = await getSendingCompany(tx, companyId)
    const written = messagePayload(row).content
    if (written !== undefined) return { content: written, senderName: company.name }
    const prepared = await prepareMessage(tx, shell, company, row)
    if (prepared.kind !== 'ready') throw new Failure('message.nothing-to-show')
    return { content: prepared.content, senderName: company.name }
  })
  const way = await wayOut(shell, companyId)
  if (way === null || !(await shell.sendingAllowed())) throw new Failure('message.no-way')
  const message: OutgoingMessage = {
    key: `test/${newId()}`,
    to: [{ address: command.to.address, name: headerText(command.to.name) }],
    fromName: headerText(senderName),
    language: content.language,
    subject: headerText(`[Test] ${content.subject}`),
    text: content.text,
    html: content.html,
    attachments: [],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
  }
  const outcome = await way.send(message)
  if (outcome.kind !== 'accepted') throw new Failure('message.test-refused', { detail: 'detail' in outcome ? String(outcome.detail) : '' })
}
