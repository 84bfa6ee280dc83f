// What leaves the house, and what people decide about messages.
import * as contract from '#contract/outbox'
import { approveMessage, cancelMessage, decideMessages, resolveUnknownMessage } from '#flows/outbox-decisions'
import type { Shell } from '#flows/shell'
import { previewWording, wordMessage, wordMessages } from '#flows/word-messages'
import { readSendingCompany } from '#store/views/company'
import { countOutbox, findOutboxRow, listOutboxRows, type OutboxDay, type OutboxLine } from '#store/views/outbox-list'
import { dayOf, instantAt } from '#values/day'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { failureOf } from './failure-of.ts'
import { implement } from './implement.ts'
import { messageBody, messageHead } from './outbox-content.ts'

const outboxView = (row: OutboxLine) => ({
  outboxId: row.outbox_id,
  kind: row.kind as 'message' | 'invoice-status' | 'customer-standing' | 'event' | 'report-copy' | 'payment-link',
  ...messageHead(row),
  state: row.state as (typeof contract.outboxStates)[number],
  reason: row.reason,
  customerId: row.customer_id,
  customerName: row.customer_name,
  connectionName: row.connection_name,
  attempts: row.attempts,
  failure: failureOf(row.failure, null),
  createdAt: row.created_at,
  nextAttemptAt: row.next_attempt_at,
  sentAt: row.sent_at,
  delivery: contract.deliveries.find((each) => each === row.delivery) ?? null,
})

async function getOutbox(shell: Shell, companyId: Id, outboxId: Id, ownerUserId: string | null) {
  const row = await findOutboxRow(shell.database, companyId, outboxId, ownerUserId)
  if (row === null) throw new Failure('outbox.not-found')
  return row
}

async function dayOfCompany(shell: Shell, companyId: Id): Promise<OutboxDay> {
  const { timeZone } = await readSendingCompany(shell.database, companyId)
  const day = dayOf(shell.clock.now(), timeZone)
  return { day, startsAt: instantAt(day, 0, 0, timeZone) }
}

export const outboxRoutes = [
  implement(contract.listOutbox, async ({ shell, company, input }) => {
    const { companyId, ownerUserId } = company
    const { due, ...filter } = input.query
    const on = await dayOfCompany(shell, companyId)
    const page = await listOutboxRows(shell.database, companyId, { ...filter, ownerUserId, on: due === undefined ? undefined : on })
    // Sums of the whole company are not for whoever sees his own customers alone.
    const counts = ownerUserId === null ? await countOutbox(shell.database, companyId, filter.kind, on) : null
    return {
      rows: page.rows.map(outboxView),
      next: page.next,
      total: null,
      counts: counts === null ? {} : { ...counts.states, today: counts.today },
      reasons: { ...counts?.reasons },
      deliveries: { ...counts?.deliveries },
    }
  }),
  implement(contract.readOutbox, async ({ shell, company, input }) => {
    const row = await getOutbox(shell, company.companyId, input.params.outboxId, company.ownerUserId)
    return {
      ...outboxView(row),
      ...(await messageBody(shell, company.companyId, row)),
      deliveredAt: row.delivered_at,
      deliveryDetail: row.delivery_detail,
    }
  }),
  implement(contract.approveOutbox, async ({ shell, company, actor, input }) => {
    await approveMessage(shell, { companyId: company.companyId, actor, outboxId: input.params.outboxId })
    return outboxView(await getOutbox(shell, company.companyId, input.params.outboxId, null))
  }),
  implement(contract.cancelOutbox, async ({ shell, company, actor, input }) => {
    await cancelMessage(shell, { companyId: company.companyId, actor, outboxId: input.params.outboxId })
    return outboxView(await getOutbox(shell, company.companyId, input.params.outboxId, null))
  }),
  implement(contract.wordOutbox, async ({ shell, company, actor, input }) => {
    const { outboxId } = input.params
    await wordMessage(shell, { companyId: company.companyId, actor, outboxId, wording: input.body.wording })
    return outboxView(await getOutbox(shell, company.companyId, outboxId, null))
  }),
  implement(contract.wordTogether, async ({ shell, company, actor, input }) => {
    const { draft, drafts, wording } = input.body
    const { done, refused, editedAt } = await wordMessages(shell, { companyId: company.companyId, actor, template: draft, drafts, wording })
    return { done, editedAt, refused: [...refused] }
  }),
  implement(contract.previewWording, async ({ shell, company, actor, input }) => {
    const { content, html, failure } = await previewWording(shell, {
      companyId: company.companyId,
      actor,
      outboxId: input.params.outboxId,
      wording: input.body.wording,
    })
    return { subject: content?.subject ?? null, text: content?.text ?? null, html, failure: failureOf(failure, null) }
  }),
  implement(contract.decideOutbox, async ({ shell, company, actor, input }) => {
    const { done, refused } = await decideMessages(shell, { companyId: company.companyId, actor, ...input.body })
    return { done, refused: [...refused] }
  }),
  implement(contract.resolveUnknown, async ({ shell, company, actor, input }) => {
    await resolveUnknownMessage(shell, {
      companyId: company.companyId,
      actor,
      outboxId: input.params.outboxId,
      arrived: input.body.arrived,
    })
    return outboxView(await getOutbox(shell, company.companyId, input.params.outboxId, null))
  }),
]
