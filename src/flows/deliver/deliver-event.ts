// Hands one claimed event to its webhook, again and again for three days: the receiver knows it again by its id.
import { backoffMs, spreadOf } from '#domain/outbox/backoff'
import type { OutgoingMessage, SendOutcome } from '#ports/channel'
import { type Connection, findConnection, noteSuccess } from '#store/connections'
import type { OutboxRow } from '#store/outbox'
import { updateClaimed } from '#store/outbox-claims'
import { isFailure } from '#values/failure'
import { channelContext, channelOf } from '../connector-context.ts'
import type { Shell } from '../shell.ts'

const patienceMs = 3_600_000
const givenUpAfterMs = 72 * 3_600_000

/** `pausedUntil` holds back the other events of a receiver that has just failed; the pass shares it. */
export async function deliverEvent(
  shell: Shell,
  row: OutboxRow,
  pausedUntil: Map<string, Date>,
): Promise<'arrived' | 'later' | 'failed' | 'cancelled'> {
  const connection = row.connection_id === null ? null : await findConnection(shell.database, row.company_id, row.connection_id)
  if (connection === null) {
    await updateClaimed(shell.database, row, { state: 'cancelled', reason: 'connection-removed', release: true })
    return 'cancelled'
  }
  const now = shell.clock.now()
  const paused = pausedUntil.get(connection.connectionId)
  if (paused !== undefined || connection.state === 'off') {
    await updateClaimed(shell.database, row, {
      reason: paused === undefined ? 'connection-off' : 'connection-failing',
      release: true,
      nextAttemptAt: paused ?? new Date(now.getTime() + patienceMs),
    })
    return 'later'
  }
  const outcome = await handOver(shell, connection, row)
  const at = shell.clock.now()
  if (outcome.kind === 'accepted') {
    await updateClaimed(shell.database, row, { state: 'done', reason: null, failure: null, outcome, sentAt: at, release: true })
    await noteSuccess(shell.database, connection, at, { pulled: false })
    return 'arrived'
  }
  const next = new Date(
    at.getTime() + backoffMs(row.attempts, spreadOf(row.outbox_id), outcome.kind === 'later' ? outcome.retryAfterMs : null),
  )
  const given = outcome.kind === 'refused' || at.getTime() - row.created_at.getTime() > givenUpAfterMs
  if (outcome.kind === 'later') pausedUntil.set(connection.connectionId, next)
  await updateClaimed(shell.database, row, {
    ...(given ? { state: 'failed' as const } : {}),
    reason: outcome.kind === 'unknown' ? 'no-answer' : outcome.reason,
    outcome,
    nextAttemptAt: next,
    release: true,
  })
  return given ? 'failed' : 'later'
}

function messageOf(row: OutboxRow): OutgoingMessage {
  const { id, type, occurredAt, data } = row.payload as { id: string; type: string; occurredAt: string; data: object }
  return {
    key: id,
    to: [],
    subject: type,
    text: JSON.stringify({ occurredAt, ...data }),
    headers: { 'Content-Type': 'application/json' },
    language: 'pl',
  }
}

/** Repeating is harmless, so whatever is thrown here means later. */
async function handOver(shell: Shell, connection: Connection, row: OutboxRow): Promise<SendOutcome> {
  try {
    return await channelOf(shell, connection).send(channelContext(shell, connection), messageOf(row))
  } catch (error) {
    const detail = isFailure(error) ? error.code : error instanceof Error ? error.message : String(error)
    shell.log.error({ connectionId: connection.connectionId, error: detail }, 'event not handed over')
    return { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: null }
  }
}
