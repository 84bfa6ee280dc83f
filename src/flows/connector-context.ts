// What a connector is handed for one call: opened secrets, its own way out, the clock and its memory.

import type { Channel, ChannelContext } from '#ports/channel'
import type { Connector, ConnectorContext } from '#ports/connector'
import type { SettingValues } from '#ports/settings'
import { type Connection, openSecrets } from '#store/connections'
import { Failure } from '#values/failure'
import type { Shell } from './shell.ts'

/** The plugin of a connection; Failure `connection.plugin-missing` when its folder is gone. */
export function connectorOf(shell: Shell, connection: Pick<Connection, 'pluginId'>): Connector {
  const connector = shell.shelves.connectors.get(connection.pluginId)
  if (connector === undefined) throw new Failure('connection.plugin-missing', { plugin: connection.pluginId })
  return connector
}

export function channelOf(shell: Shell, connection: Pick<Connection, 'pluginId'>): Channel {
  const channel = shell.shelves.channels.get(connection.pluginId)
  if (channel === undefined) throw new Failure('connection.plugin-missing', { plugin: connection.pluginId })
  return channel
}

const secretTexts = (secrets: SettingValues): string[] =>
  Object.values(secrets)
    .map(String)
    .filter((text) => text !== '')

/** Opens the secrets of a connection for its calls; keep the result no longer than the work lasts. */
export function connectorContext(shell: Shell, connector: Connector, connection: Connection, timeZone: string): ConnectorContext {
  const secrets = openSecrets(shell.vault, connection)
  return {
    settings: { ...connection.settings, ...secrets },
    http: shell.httpFor({
      companyId: connection.companyId,
      connectionId: connection.connectionId,
      rateLimit: connector.rateLimit,
      secrets: secretTexts(secrets),
    }),
    clock: shell.clock,
    timeZone,
    memory: connection.memory,
  }
}

export function channelContext(shell: Shell, connection: Connection): ChannelContext {
  const secrets = openSecrets(shell.vault, connection)
  return {
    settings: { ...connection.settings, ...secrets },
    clock: shell.clock,
    reportUrl: `${shell.publicUrl}/api/webhooks/${connection.webhookKey}`,
    http: shell.httpFor({
      companyId: connection.companyId,
      connectionId: connection.connectionId,
      rateLimit: null,
      secrets: secretTexts(secrets),
    }),
  }
}
