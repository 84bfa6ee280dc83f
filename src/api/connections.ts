// The gallery of connectors and channels, and a company's connections to them.
import * as contract from '#contract/connections'
import { changeConnection } from '#flows/change-connection'
import { connectSystem } from '#flows/connect-system'
import { removeConnection } from '#flows/remove-connection'
import type { Shell } from '#flows/shell'
import { testConnection, tryConnection } from '#flows/test-connection'
import type { Channel } from '#ports/channel'
import type { Connector } from '#ports/connector'
import type { SettingField, SettingFields } from '#ports/settings'
import { listCalls } from '#store/views/connection-calls'
import { type ConnectionRow, listConnectionRows, readConnectionRow } from '#store/views/connection-list'
import type { Id } from '#values/id'
import { implement } from './implement.ts'

const fieldView = ([name, field]: [string, SettingField]) => {
  const { kind, label } = field
  const base = {
    name,
    kind,
    label: { ...label },
    optional: field.optional === true,
    ...(field.hint === undefined ? {} : { hint: { ...field.hint } }),
  }
  switch (field.kind) {
    case 'text':
      return {
        ...base,
        ...(field.suffix === undefined ? {} : { suffix: field.suffix }),
        ...(field.example === undefined ? {} : { example: field.example }),
        ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
      }
    case 'number':
      return {
        ...base,
        ...(field.min === undefined ? {} : { min: field.min }),
        ...(field.max === undefined ? {} : { max: field.max }),
        ...(field.initial === undefined ? {} : { initial: field.initial }),
      }
    case 'choice':
      return {
        ...base,
        options: field.options.map((option) => ({ value: option.value, label: { ...option.label } })),
        ...(field.initial === undefined ? {} : { initial: field.initial }),
      }
    case 'flag':
      return { ...base, ...(field.initial === undefined ? {} : { initial: field.initial }) }
    case 'secret':
    case 'url':
      return base
  }
}

const connectorView = (connector: Connector) => ({
  shelf: 'connector' as const,
  pluginId: connector.id,
  name: connector.name,
  group: connector.group,
  kinds: [...connector.kinds],
  about: { ...connector.about },
  docsUrl: connector.docsUrl,
  fields: Object.entries(connector.settings).map(fieldView),
  webhooks: connector.receiveWebhook !== undefined,
})

const channelView = (channel: Channel) => ({
  shelf: 'channel' as const,
  pluginId: channel.id,
  name: channel.name,
  group: 'channel' as const,
  kinds: [channel.carries],
  about: { ...channel.about },
  docsUrl: null,
  fields: Object.entries(channel.settings).map(fieldView),
  webhooks: channel.receiveNews !== undefined,
})

function fieldsOf(shell: Shell, connection: ConnectionRow): { readonly fields: SettingFields; readonly webhooks: boolean } {
  const connector = connection.shelf === 'connector' ? shell.shelves.connectors.get(connection.pluginId) : undefined
  const channel = connection.shelf === 'channel' ? shell.shelves.channels.get(connection.pluginId) : undefined
  return {
    fields: (connector ?? channel)?.settings ?? {},
    webhooks: connector?.receiveWebhook !== undefined || channel?.receiveNews !== undefined,
  }
}

/** A secret is shown as dots: its end would help a guesser more than its owner. */
export function connectionView(shell: Shell, connection: ConnectionRow) {
  const { fields, webhooks } = fieldsOf(shell, connection)
  const secrets = !connection.hasSecrets
    ? []
    : Object.entries(fields)
        .filter(([, field]) => field.kind === 'secret')
        .map(([name]) => [name, '••••••••'] as const)
  return {
    connectionId: connection.connectionId,
    shelf: connection.shelf,
    pluginId: connection.pluginId,
    name: connection.name,
    kinds: [...connection.kinds],
    state: connection.state,
    failure:
      connection.failure === null
        ? null
        : { code: connection.failure.code, facts: { ...connection.failure.facts }, at: new Date(connection.failure.at) },
    settings: { ...connection.settings, ...Object.fromEntries(secrets) },
    webhookUrl: webhooks ? `${shell.publicUrl}/api/webhooks/${connection.webhookKey}` : null,
    lastAttemptAt: connection.lastAttemptAt,
    lastSuccessAt: connection.lastSuccessAt,
    createdAt: connection.createdAt,
  }
}

const readView = async (shell: Shell, companyId: Id, connectionId: Id) =>
  connectionView(shell, await readConnectionRow(shell.database, companyId, connectionId))

export const connectionRoutes = [
  implement(contract.listPlugins, ({ shell }) =>
    Promise.resolve({
      plugins: [...[...shell.shelves.connectors.values()].map(connectorView), ...[...shell.shelves.channels.values()].map(channelView)],
    }),
  ),
  implement(contract.listConnections, async ({ shell, company }) => ({
    connections: (await listConnectionRows(shell.database, company.companyId)).map((each) => connectionView(shell, each)),
  })),
  implement(contract.tryConnection, ({ shell, company, input }) => tryConnection(shell, { companyId: company.companyId, ...input.body })),
  implement(contract.makeConnection, async ({ shell, company, actor, input, doors }) => {
    const connectionId = await connectSystem(shell, { companyId: company.companyId, actor, ...input.body })
    if (input.body.shelf === 'connector')
      await doors.enqueueJob({ companyId: company.companyId, job: 'pull', connectionId, trigger: 'person' })
    return { connectionId }
  }),
  implement(contract.changeConnection, async ({ shell, company, actor, input }) => {
    const { connectionId } = input.params
    await changeConnection(shell, { companyId: company.companyId, actor, connectionId, ...input.body })
    return readView(shell, company.companyId, connectionId)
  }),
  implement(contract.testConnection, ({ shell, company, input }) =>
    testConnection(shell, { companyId: company.companyId, connectionId: input.params.connectionId }),
  ),
  implement(contract.removeConnection, async ({ shell, company, actor, input }) => {
    await removeConnection(shell, { companyId: company.companyId, actor, connectionId: input.params.connectionId })
    return {}
  }),
  implement(contract.listCalls, async ({ shell, company, input }) => {
    await readConnectionRow(shell.database, company.companyId, input.params.connectionId)
    return { calls: await listCalls(shell.database, company.companyId, input.params.connectionId) }
  }),
]
