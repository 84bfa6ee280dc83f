// Sends one claimed message at most once: its state says `sending` on disk before the channel is called.
import { backoffMs, spreadOf } from '#domain/outbox/backoff'
import type { OutgoingMessage, SendOutcome } from '#ports/channel'
import { messageHandle } from '#ports/message-handle'
import { type Connection, noteSuccess } from '#store/connections'
import { inTransaction, type Tx } from '#store/database'
import type { OutboxRow } from '#store/outbox'
import { updateClaimed } from '#store/outbox-claims'
import { getSendingCompany } from '#store/sending-companies'
import { Failure, isFailure } from '#values/failure'
import { channelContext, channelOf } from '../connector-context.ts'
import type { Shell } from '../shell.ts'
import { channelFor } from './channel-for.ts'
import { gatherForMessage } from './gather-for-message.ts'
import { isForTeam, type MessagePayload } from './message-content.ts'
import { noteRefusal, noteTaken, noteWritten, tellUnreachable, tellUnwritten } from './note-refusal.ts'
import { forReachable, outgoingMessage } from './outgoing-message.ts'
import { prepareMessage } from './prepare-message.ts'

/** What became of a row in this pass. */
export type Delivered = 'sent' | 'unknown' | 'refused' | 'later' | 'withheld' | 'awaiting-approval' | 'cancelled' | 'lost'

const noChannelMs = 15 * 60_000
/** A channel has answered by then, or its process is gone. */
const longestSendMs = 10 * 60_000
const firstLookMs = 2 * 60_000

/**
 * Prepares, notes and sends. A crash before `sending` is on disk sends nothing and the row is taken again; a crash after it leaves the row
 * `sending` until its lease ends, then `unknown`: it is never sent a second time by itself.
 */
export async function sendMessage(shell: Shell, row: OutboxRow): Promise<Delivered> {
  await gatherForMessage(shell, row)
  const handed = await inTransaction(shell.database, (tx) => noteBeforeSending(shell, row, tx)).catch(async (error: unknown) => {
    if (!isFailure(error)) throw error
    await inTransaction(shell.database, async (tx) => {
      const { code, facts } = error
      const noted = await updateClaimed(tx, row, { state: 'withheld', reason: code, failure: { code, facts }, release: true })
      if (noted) await tellUnwritten(tx, shell, row, code)
    })
    return 'withheld' as const
  })
  if (typeof handed === 'string') return handed
  const outcome = await handOver(shell, handed.connection, handed.message)
  return noteOutcome(shell, row, handed.connection, outcome, handed.message.to)
}

type HandedOver = { readonly connection: Connection; readonly message: OutgoingMessage }

async function noteBeforeSending(shell: Shell, row: OutboxRow, tx: Tx): Promise<HandedOver | Delivered> {
  const now = shell.clock.now()
  const company = await getSendingCompany(tx, row.company_id)
  const prepared = await prepareMessage(tx, shell, company, row)
  const end = async (state: 'cancelled' | 'withheld' | 'awaiting-approval', reason: string, payload: object): Promise<Delivered> =>
    (await updateClaimed(tx, row, { state, reason, payload, release: true, from: ['planned'] })) ? state : 'lost'
  if (prepared.kind === 'cancelled') return end('cancelled', prepared.reason, row.payload)
  if (prepared.kind === 'withheld') {
    await tellUnreachable(tx, shell, row, prepared.reasons)
    return end('withheld', prepared.reasons[0]?.code ?? 'gate', { ...prepared.payload, reasons: prepared.reasons })
  }
  if (prepared.kind === 'later') return wait(tx, row, prepared.reason, prepared.until)
  await noteWritten(tx, shell, row)
  const payload = { ...prepared.payload, content: prepared.content }
  if (!isForTeam(prepared.payload)) {
    if (company.sendingMode === 'off') return end('withheld', 'sending-off', payload)
    if (company.sendingMode === 'dry-run') return end('withheld', 'dry-run', payload)
    if ((company.sendingMode === 'approve' || prepared.forPerson === true) && prepared.payload.approvedBy === undefined)
      return end('awaiting-approval', 'approval', payload)
    if (prepared.notBefore != null) return wait(tx, row, prepared.notBefore.reason, prepared.notBefore.at, payload)
  }
  if (prepared.content.medium === 'letter') return letter(tx, row, prepared.payload, payload, now)
  const content = await forReachable(tx, row, prepared.content)
  if (content === null) return end('withheld', 'address-suppressed', payload)
  const connection = await channelFor(shell, tx, company, prepared.content.medium)
  if (connection === null) return wait(tx, row, 'no-channel', new Date(now.getTime() + noChannelMs))
  const message = await outgoingMessage(tx, company, row, content)
  return (await updateClaimed(tx, row, {
    state: 'sending',
    reason: null,
    payload: { ...payload, content },
    failure: null,
    // Whoever looks into an unknown outcome later has to know whom to ask.
    outcome: { connectionId: connection.connectionId, handedAt: now.toISOString() },
    handle: messageHandle(message.key),
    from: ['planned'],
    // It counts among those of this hour from now on, not only once its channel has answered.
    nextAttemptAt: now,
    leaseUntil: new Date(now.getTime() + longestSendMs),
  }))
    ? { connection, message }
    : 'lost'
}

/** No channel carries paper: a person prints and posts it, and says so by letting it go. */
async function letter(tx: Tx, row: OutboxRow, said: MessagePayload, payload: object, at: Date): Promise<Delivered> {
  const posted = said.approvedBy !== undefined
  const written = await updateClaimed(tx, row, {
    ...(posted
      ? {
          state: 'done' as const,
          reason: 'posted',
          sentAt: at,
          outcome: { kind: 'accepted', externalId: null, detail: 'posted by a person' },
        }
      : { state: 'awaiting-approval' as const, reason: 'letter' }),
    payload,
    release: true,
    from: ['planned'],
  })
  return written ? (posted ? 'sent' : 'awaiting-approval') : 'lost'
}

async function wait(tx: Tx, row: OutboxRow, reason: string, until: Date, payload?: object): Promise<Delivered> {
  const waits = await updateClaimed(tx, row, {
    reason,
    nextAttemptAt: until,
    release: true,
    from: ['planned'],
    ...(payload === undefined ? {} : { payload }),
  })
  return waits ? 'later' : 'lost'
}

/** Whatever is thrown here came after the row said `sending`: nobody knows whether the message went. */
async function handOver(shell: Shell, connection: Connection, message: OutgoingMessage): Promise<SendOutcome> {
  try {
    return await channelOf(shell, connection).send(channelContext(shell, connection), message)
  } catch (error) {
    shell.log.error(
      { connectionId: connection.connectionId, error: error instanceof Error ? error.message : String(error) },
      'channel threw',
    )
    return isFailure(error, 'vault.cannot-open') || isFailure(error, 'connection.plugin-missing')
      ? { kind: 'later', reason: 'misconfigured', detail: error.code, retryAfterMs: null }
      : { kind: 'unknown', detail: error instanceof Failure ? error.code : 'internal' }
  }
}

async function noteOutcome(
  shell: Shell,
  row: OutboxRow,
  connection: Connection,
  outcome: SendOutcome,
  recipients: OutgoingMessage['to'],
): Promise<Delivered> {
  const at = shell.clock.now()
  const from = ['sending', 'unknown'] as const
  switch (outcome.kind) {
    case 'accepted':
      await updateClaimed(shell.database, row, {
        state: 'done',
        reason: null,
        outcome: { ...outcome, connectionId: connection.connectionId },
        sentAt: at,
        release: true,
        from,
      })
      await noteTaken(shell, row)
      await noteSuccess(shell.database, connection, at, { pulled: false })
      return 'sent'
    case 'refused':
      await inTransaction(shell.database, async (tx) => {
        const noted = await updateClaimed(tx, row, { state: 'failed', reason: outcome.reason, outcome, release: true, from })
        if (noted) await noteRefusal(tx, shell, row, recipients, outcome)
      })
      return 'refused'
    case 'unknown':
      await updateClaimed(shell.database, row, {
        state: 'unknown',
        reason: 'no-answer',
        outcome: { ...outcome, connectionId: connection.connectionId, handedAt: at.toISOString() },
        release: true,
        from,
        nextAttemptAt: new Date(at.getTime() + firstLookMs),
      })
      return 'unknown'
    case 'later':
      await updateClaimed(shell.database, row, {
        state: 'planned',
        reason: outcome.reason,
        outcome,
        release: true,
        from,
        nextAttemptAt: new Date(at.getTime() + backoffMs(row.attempts, spreadOf(row.outbox_id), outcome.retryAfterMs)),
      })
      return 'later'
  }
}
