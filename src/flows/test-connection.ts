// Asks the other side whether settings work, before they are saved and at any time after.
import type { ConnectionReport } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { SettingValues } from '#ports/settings'
import { getConnection, noteFailure, noteSuccess, type Shelf } from '#store/connections'
import { newId } from '#store/new-id'
import { getSendingCompany } from '#store/sending-companies'
import type { Id } from '#values/id'
import { pluginOf, readSettings } from './connection-settings.ts'
import { channelContext, channelOf, connectorContext, connectorOf } from './connector-context.ts'
import type { Shell } from './shell.ts'

export type TestReport = { account: string; facts: { label: { pl: string; en: string }; value: string }[]; durationMs: number }

/** Tests settings that are not saved. Throws ConnectorFailure, and Failure `connection.settings-wrong`. */
export async function tryConnection(
  shell: Shell,
  command: { readonly companyId: Id; readonly shelf: Shelf; readonly pluginId: string; readonly settings: SettingValues },
): Promise<TestReport> {
  const plugin = pluginOf(shell, command.shelf, command.pluginId)
  const settings = readSettings(plugin, command.settings)
  const secrets = Object.entries(settings)
    .filter(([name]) => plugin.fields[name]?.kind === 'secret')
    .map(([, value]) => String(value))
  const { timeZone } = await getSendingCompany(shell.database, command.companyId)
  const connection = { companyId: command.companyId, connectionId: newId(), secrets }
  return timed(shell, () => (command.shelf === 'connector' ? testConnector(connectorOf(shell, command)) : testChannel()))

  function testConnector(connector: ReturnType<typeof connectorOf>) {
    return connector.test({
      settings,
      http: shell.httpFor({ ...connection, rateLimit: connector.rateLimit }),
      clock: shell.clock,
      timeZone,
      memory: {},
    })
  }
  async function testChannel() {
    const { account } = await channelOf(shell, command).test({
      settings,
      http: shell.httpFor({ ...connection, rateLimit: null }),
      clock: shell.clock,
    })
    return { account, facts: [] }
  }
}

/** Tests a saved connection and notes how it went. Throws what the other side's answer means: ConnectorFailure. */
export async function testConnection(shell: Shell, command: { readonly companyId: Id; readonly connectionId: Id }): Promise<TestReport> {
  const connection = await getConnection(shell.database, command.companyId, command.connectionId)
  const { timeZone } = await getSendingCompany(shell.database, command.companyId)
  try {
    const report = await timed(shell, async () => {
      if (connection.shelf === 'channel')
        return { account: (await channelOf(shell, connection).test(channelContext(shell, connection))).account, facts: [] }
      const connector = connectorOf(shell, connection)
      return connector.test(connectorContext(shell, connector, connection, timeZone))
    })
    await noteSuccess(shell.database, connection, shell.clock.now(), { pulled: false })
    return report
  } catch (error) {
    if (error instanceof ConnectorFailure) await noteFailure(shell.database, connection, error, shell.clock.now())
    throw error
  }
}

async function timed(shell: Shell, test: () => Promise<ConnectionReport>): Promise<TestReport> {
  const from = shell.clock.now().getTime()
  const report = await test()
  const facts = report.facts.map(({ label, value }) => ({ label: { pl: label.pl, en: label.en }, value }))
  return { account: report.account, facts, durationMs: shell.clock.now().getTime() - from }
}
