// Takes a connection out of use: its secrets are forgotten, what it brought stays, what waits to be written to it is cancelled.
import { appendAudit } from '#store/audit'
import { getConnection, removeConnection as storeRemove } from '#store/connections'
import { inTransaction } from '#store/database'
import { cancelForConnection } from '#store/outbox'
import { listLivingLinksOf } from '#store/payment-links'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { endLinks } from './end-payment-links.ts'
import type { Shell } from './shell.ts'

/** Failure `connection.not-found`. */
export async function removeConnection(
  shell: Shell,
  command: { readonly companyId: Id; readonly actor: Actor; readonly connectionId: Id },
): Promise<void> {
  const at = shell.clock.now()
  await inTransaction(shell.database, async (tx) => {
    const connection = await getConnection(tx, command.companyId, command.connectionId)
    await storeRemove(tx, connection, at)
    await cancelForConnection(tx, command.companyId, command.connectionId)
    await endLinks(tx, command.companyId, await listLivingLinksOf(tx, command.companyId, command.connectionId), 'connection-removed', at)
    await appendAudit(tx, command.companyId, at, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'connection.removed',
        subjectKind: 'connection',
        subjectId: connection.connectionId,
        change: { name: connection.name, plugin: connection.pluginId },
      },
    ])
  })
}
