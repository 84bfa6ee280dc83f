// What a person decides about a message: let it go, keep it back, take that back, or say what became of one of unknown outcome.
import { isLegal } from '#domain/dunning/message-kind'
import { appendAudit } from '#store/audit'
import { inTransaction, type Tx } from '#store/database'
import { findPolicyAuthor } from '#store/dunning/policies'
import { decideRow, handedAt, lockOutboxRow, type OutboxRow } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { Failure, isFailure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { type MessageContent, messagePayload } from './deliver/message-content.ts'
import { prepareMessage } from './deliver/prepare-message.ts'
import type { Prepared } from './deliver/prepared.ts'
import { writeAnew } from './deliver/write-anew.ts'
import type { Shell } from './shell.ts'

type Command = { readonly companyId: Id; readonly actor: Actor; readonly outboxId: Id }

async function decide(shell: Shell, command: Command, action: string, work: (tx: Tx, row: OutboxRow) => Promise<object>): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const row = await lockOutboxRow(tx, command.companyId, command.outboxId)
    if (row.kind !== 'message') throw new Failure('outbox.not-a-message', { outboxId: row.outbox_id })
    const change = await work(tx, row)
    await appendAudit(tx, command.companyId, at, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action,
        subjectKind: 'outbox',
        subjectId: row.outbox_id,
        change,
      },
    ])
  })
}

const isAsRead = (prepared: Prepared, read: MessageContent | undefined): boolean =>
  prepared.kind === 'ready' &&
  prepared.content.text === read?.text &&
  prepared.content.subject === read.subject &&
  JSON.stringify(prepared.content.to) === JSON.stringify(read.to)

/**
 * Lets a waiting message go. Failure `outbox.not-waiting`; `outbox.outdated` when it would say something else today than what the person
 * has read (T64): then it waits anew with what it says now; `outbox.four-eyes` where who wrote it may not approve it.
 */
export async function approveMessage(shell: Shell, command: Command): Promise<void> {
  let outdated = false
  await decide(shell, command, 'outbox.approved', async (tx, row) => {
    if (row.state !== 'awaiting-approval') throw new Failure('outbox.not-waiting', { state: row.state })
    await refuseAuthor(tx, command, row)
    const company = await getSendingCompany(tx, command.companyId)
    const prepared = await prepareMessage(tx, shell, company, row)
    outdated = !isAsRead(prepared, messagePayload(row).content)
    const at = shell.clock.now()
    if (outdated) await writeAnew(tx, row, prepared, at)
    else
      await decideRow(tx, row, { state: 'planned', reason: null, payload: { ...row.payload, approvedBy: writeActor(command.actor) } }, at)
    return { outdated }
  })
  if (outdated) throw new Failure('outbox.outdated', { outboxId: command.outboxId })
}

/** T129: a demand is approved by somebody else than who wrote its policy or its wording, where the company asks for it. */
async function refuseAuthor(tx: Tx, command: Command, row: OutboxRow): Promise<void> {
  const payload = messagePayload(row)
  if (payload.template !== 'reminder' || !isLegal(payload.kind)) return
  const company = await getSendingCompany(tx, command.companyId)
  if (!company.settings.fourEyes) return
  const me = writeActor(command.actor)
  const author = payload.policyId === null ? null : await findPolicyAuthor(tx, command.companyId, payload.policyId, payload.version)
  if (author === me || payload.edited?.by === me) throw new Failure('outbox.four-eyes', { outboxId: row.outbox_id })
}

/** Keeps a message from being sent. Failure `outbox.already-sent` once a channel may have it. */
export async function cancelMessage(shell: Shell, command: Command): Promise<void> {
  await decide(shell, command, 'outbox.cancelled', async (tx, row) => {
    if (row.state !== 'planned' && row.state !== 'awaiting-approval' && row.state !== 'withheld')
      throw new Failure('outbox.already-sent', { state: row.state })
    await decideRow(tx, row, { state: 'cancelled', reason: 'person' }, shell.clock.now())
    return { before: row.state }
  })
}

/** Takes a person's refusal back: the message is written anew and takes its way. Failure `outbox.not-cancelled`. */
export async function resumeMessage(shell: Shell, command: Command): Promise<void> {
  await decide(shell, command, 'outbox.resumed', async (tx, row) => {
    if (row.state !== 'cancelled' || row.reason !== 'person') throw new Failure('outbox.not-cancelled', { state: row.state })
    const company = await getSendingCompany(tx, command.companyId)
    const prepared = await prepareMessage(tx, shell, company, row)
    const at = shell.clock.now()
    if (prepared.kind === 'ready' && company.sendingMode !== 'approve' && prepared.forPerson !== true)
      await decideRow(tx, row, { state: 'planned', reason: null }, at)
    else await writeAnew(tx, row, prepared, at)
    return {}
  })
}

/** A person has looked: the message arrived, or it did not and goes again. Failure `outbox.not-unknown`. */
export async function resolveUnknownMessage(shell: Shell, command: Command & { readonly arrived: boolean }): Promise<void> {
  await decide(shell, command, 'outbox.resolved', async (tx, row) => {
    if (row.state !== 'unknown') throw new Failure('outbox.not-unknown', { state: row.state })
    const at = shell.clock.now()
    // It left when the channel had it, and not when somebody looked: the days until the next reminder are counted from then.
    await decideRow(
      tx,
      row,
      command.arrived ? { state: 'done', reason: 'person', sentAt: handedAt(row) ?? at } : { state: 'planned', reason: null },
      at,
    )
    return { arrived: command.arrived }
  })
}

export type Refused = { readonly outboxId: Id; readonly code: string }

/** The same decision about many, each by itself: what one refuses keeps the others back in nothing. */
export async function decideMessages(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly outboxIds: readonly Id[]
    readonly decision: 'approve' | 'cancel' | 'resume'
  },
): Promise<{ readonly done: number; readonly refused: readonly Refused[] }> {
  const { outboxIds, decision, ...rest } = command
  const by = { approve: approveMessage, cancel: cancelMessage, resume: resumeMessage }[decision]
  const refused: Refused[] = []
  for (const outboxId of new Set(outboxIds)) {
    try {
      await by(shell, { ...rest, outboxId })
    } catch (error) {
      if (!isFailure(error)) throw error
      refused.push({ outboxId, code: error.code })
    }
  }
  return { done: new Set(outboxIds).size - refused.length, refused }
}
