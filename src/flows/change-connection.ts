// Changes a connection; a secret that is left out stays as it was.
import { type SettingValues, splitSecrets } from '#ports/settings'
import { appendAudit } from '#store/audit'
import { type Connection, getConnection, openSecrets, sealSecrets, updateConnection } from '#store/connections'
import { inTransaction } from '#store/database'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import { mergeSettings, pluginOf, readKinds, readSettings } from './connection-settings.ts'
import type { Shell } from './shell.ts'

/** `on` switches it off and on; whatever it failed at before is forgotten. Failure `connection.settings-wrong`, `connection.not-found`. */
export async function changeConnection(
  shell: Shell,
  change: {
    readonly companyId: Id
    readonly actor: Actor
    readonly connectionId: Id
    readonly name?: string | undefined
    readonly settings?: SettingValues | undefined
    readonly kinds?: readonly string[] | undefined
    readonly on?: boolean | undefined
  },
): Promise<Connection> {
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const before = await getConnection(tx, change.companyId, change.connectionId)
    const plugin = pluginOf(shell, before.shelf, before.pluginId)
    const all =
      change.settings === undefined
        ? null
        : readSettings(plugin, mergeSettings(plugin, { ...before.settings, ...openSecrets(shell.vault, before) }, change.settings))
    const parts = all === null ? null : splitSecrets(plugin.fields, all)
    await updateConnection(tx, before, {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(parts === null ? {} : { settings: parts.open, secrets: sealSecrets(shell.vault, before, parts.secrets) }),
      ...(change.kinds === undefined ? {} : { kinds: readKinds(plugin, change.kinds) }),
      ...(change.on === undefined ? {} : { state: change.on ? ('connected' as const) : ('off' as const) }),
    })
    await appendAudit(tx, change.companyId, at, [
      {
        actor: writeActor(change.actor),
        actorName: change.actor.name,
        action: 'connection.changed',
        subjectKind: 'connection',
        subjectId: before.connectionId,
        change: {
          ...(change.name === undefined ? {} : { name: { before: before.name, after: change.name } }),
          ...(change.kinds === undefined ? {} : { kinds: { before: before.kinds, after: change.kinds } }),
          ...(parts === null
            ? {}
            : {
                settings: { before: before.settings, after: parts.open },
                secretsGiven: Object.keys(change.settings ?? {}).filter((name) => plugin.fields[name]?.kind === 'secret'),
              }),
          ...(change.on === undefined ? {} : { on: change.on }),
        },
      },
    ])
    return getConnection(tx, change.companyId, change.connectionId)
  })
}
