// Looks into messages of unknown outcome where the vendor can be asked: found ones are sent, absent ones wait for a person. None is sent again.
import { findConnection } from '#store/connections'
import { handedAt, type OutboxRow } from '#store/outbox'
import { listUnknownDue, noteLook } from '#store/outbox-deliveries'
import { isFailure } from '#values/failure'
import { channelContext } from './connector-context.ts'
import { messageKey } from './deliver/outgoing-message.ts'
import type { Shell } from './shell.ts'

const againMs = 10 * 60_000
const lookedForMs = 3 * 86_400_000
const neverMs = 365 * 86_400_000

/** Says how many were found and how many are surely not there. Two processes may do it at once. */
export async function lookIntoUnknown(shell: Shell): Promise<{ readonly found: number; readonly absent: number }> {
  const counts = { found: 0, absent: 0 }
  const now = shell.clock.now()
  for (const row of await listUnknownDue(shell.database, now, new Date(now.getTime() - lookedForMs), 50)) {
    const seen = await look(shell, row)
    if (seen !== null) counts[seen]++
  }
  return counts
}

async function look(shell: Shell, row: OutboxRow): Promise<'found' | 'absent' | null> {
  const at = shell.clock.now()
  const later = (reason: string, ms: number) => noteLook(shell.database, row, { reason, next: new Date(at.getTime() + ms) })
  const { connectionId } = (row.outcome ?? {}) as { readonly connectionId?: string }
  const handed = handedAt(row)
  const connection = connectionId === undefined ? null : await findConnection(shell.database, row.company_id, connectionId)
  const channel = connection === null ? undefined : shell.shelves.channels.get(connection.pluginId)
  if (connection === null || channel?.lookUp === undefined || row.handle === null) {
    await later(row.reason ?? 'no-answer', neverMs)
    return null
  }
  try {
    const seen = await channel.lookUp(channelContext(shell, connection), {
      key: messageKey(row),
      handle: row.handle,
      at: handed ?? row.created_at,
    })
    if (seen.kind === 'found') {
      const outcome = { kind: 'accepted', externalId: seen.externalId, detail: 'found', connectionId: connection.connectionId }
      return (await noteLook(shell.database, row, { found: outcome, at: handed ?? at })) ? 'found' : null
    }
    await later(seen.kind === 'absent' ? 'looked-absent' : (row.reason ?? 'no-answer'), seen.kind === 'absent' ? neverMs : againMs)
    return seen.kind === 'absent' ? 'absent' : null
  } catch (error) {
    if (!isFailure(error)) throw error
    shell.log.warn({ outboxId: row.outbox_id, code: error.code }, 'look into an unknown outcome failed')
    await later(row.reason ?? 'no-answer', againMs)
    return null
  }
}
