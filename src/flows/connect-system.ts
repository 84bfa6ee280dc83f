// Saves a connection: open settings readable, secrets sealed, a webhook address of its own.
import { randomBytes } from 'node:crypto'
import { type SettingValues, splitSecrets } from '#ports/settings'
import { appendAudit } from '#store/audit'
import { insertConnection, type Shelf, sealSecrets } from '#store/connections'
import { inTransaction } from '#store/database'
import { enqueueRun } from '#store/job-runs'
import { newId } from '#store/new-id'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { pluginOf, readKinds, readSettings } from './connection-settings.ts'
import type { Shell } from './shell.ts'

/** Saves without asking the other side (test first), and queues the first pull of a connector. Failure `connection.settings-wrong`. */
export async function connectSystem(
  shell: Shell,
  command: {
    readonly companyId: Id
    readonly actor: Actor
    readonly shelf: Shelf
    readonly pluginId: string
    readonly name: string
    readonly settings: SettingValues
    readonly kinds: readonly string[]
  },
): Promise<Id> {
  const plugin = pluginOf(shell, command.shelf, command.pluginId)
  const { open, secrets } = splitSecrets(plugin.fields, readSettings(plugin, command.settings))
  const kinds = readKinds(plugin, command.kinds.length === 0 ? plugin.kinds : command.kinds)
  const at = shell.clock.now()
  const place = { companyId: command.companyId, connectionId: newId() }
  await inTransaction(shell.database, async (tx) => {
    await insertConnection(tx, {
      ...place,
      shelf: command.shelf,
      pluginId: command.pluginId,
      name: command.name,
      settings: open,
      secrets: sealSecrets(shell.vault, place, secrets),
      kinds,
      webhookKey: randomBytes(24).toString('base64url'),
      createdAt: at,
    })
    if (command.shelf === 'connector')
      await enqueueRun(tx, { ...place, job: 'pull', key: `first:${place.connectionId}`, trigger: 'person', scheduledFor: at, at })
    await appendAudit(tx, command.companyId, at, [
      {
        actor: writeActor(command.actor),
        actorName: command.actor.name,
        action: 'connection.made',
        subjectKind: 'connection',
        subjectId: place.connectionId,
        change: { plugin: command.pluginId, name: command.name, settings: open, secrets: Object.keys(secrets), kinds },
      },
    ])
  })
  return place.connectionId
}
