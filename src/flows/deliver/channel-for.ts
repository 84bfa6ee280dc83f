// Which connection carries a message: by its medium, and among several mail connections the one that the company has chosen.
import { type Connection, listConnections } from '#store/connections'
import type { Executor } from '#store/database'
import type { SendingCompany } from '#store/sending-companies'
import type { Shell } from '../shell.ts'
import type { MessageContent } from './message-content.ts'

type Carried = Exclude<MessageContent['medium'], 'letter'>

/** Null when the company has no connection in use that could carry it. */
export async function channelFor(
  shell: Shell,
  executor: Executor,
  company: Pick<SendingCompany, 'companyId' | 'settings'>,
  medium: Carried,
): Promise<Connection | null> {
  const able = (await listConnections(executor, company.companyId, 'channel')).filter((connection) => {
    const carries = shell.shelves.channels.get(connection.pluginId)?.carries
    if (connection.state === 'off' || carries === undefined) return false
    return medium === 'slack' || medium === 'telegram' ? connection.pluginId === medium : carries === medium
  })
  const chosen = able.find(({ connectionId }) => connectionId === company.settings.mailConnectionId)
  return chosen ?? able[0] ?? null
}
