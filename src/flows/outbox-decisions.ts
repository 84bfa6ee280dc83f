// What a person decides about one message: let it go, keep it back, or say what became of one of unknown outcome.
import { appendAudit } from '#store/audit'
import { inTransaction, type Tx } from '#store/database'
import { decideRow, lockOutboxRow, type OutboxRow } from '#store/outbox'
import { getSendingCompany } from '#store/sending-companies'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { messagePayload } from './deliver/message-content.ts'
import { prepareMessage } from './deliver/prepare-message.ts'
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

/**
 * Lets a waiting message go. Failure `outbox.not-waiting`; `outbox.outdated` when it would say something else today than what the person
 * has read (T64): then it is withheld and the next round plans it anew.
 */
export async function approveMessage(shell: Shell, command: Command): Promise<void> {
  let outdated = false
  await decide(shell, command, 'outbox.approved', async (tx, row) => {
    if (row.state !== 'awaiting-approval') throw new Failure('outbox.not-waiting', { state: row.state })
    const company = await getSendingCompany(tx, command.companyId)
    const prepared = await prepareMessage(tx, shell, company, row)
    const read = messagePayload(row).content
    outdated =
      prepared.kind !== 'ready' || prepared.content.text !== read?.text || JSON.stringify(prepared.content.to) !== JSON.stringify(read.to)
    if (outdated) await decideRow(tx, row, { state: 'withheld', reason: 'outdated' }, shell.clock.now())
    else
      await decideRow(
        tx,
        row,
        { state: 'planned', reason: null, payload: { ...row.payload, approvedBy: writeActor(command.actor) } },
        shell.clock.now(),
      )
    return { outdated }
  })
  if (outdated) throw new Failure('outbox.outdated', { outboxId: command.outboxId })
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

/** A person has looked: the message arrived, or it did not and goes again. Failure `outbox.not-unknown`. */
export async function resolveUnknownMessage(shell: Shell, command: Command & { readonly arrived: boolean }): Promise<void> {
  await decide(shell, command, 'outbox.resolved', async (tx, row) => {
    if (row.state !== 'unknown') throw new Failure('outbox.not-unknown', { state: row.state })
    await decideRow(tx, row, command.arrived ? { state: 'done', reason: 'person' } : { state: 'planned', reason: null }, shell.clock.now())
    return { arrived: command.arrived }
  })
}
