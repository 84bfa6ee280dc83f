// Asks every channel that can be asked what it has heard: bounces in a mailbox, codes of chats.
import { ConnectorFailure } from '#ports/connector-failure'
import { type Connection, listConnections, noteFailure, saveMemory } from '#store/connections'
import { listCompanyIds } from '#store/sending-companies'
import { isFailure } from '#values/failure'
import { channelContext } from './connector-context.ts'
import type { Shell } from './shell.ts'
import { takeChannelNews } from './take-channel-news.ts'

/** One connection; says how much was new. What was taken stays taken when the memory of it is lost: the news are known again. */
export async function readNewsOf(shell: Shell, connection: Connection): Promise<number> {
  const channel = shell.shelves.channels.get(connection.pluginId)
  if (channel?.readNews === undefined || connection.state === 'off') return 0
  const { news, memory } = await channel.readNews({ ...channelContext(shell, connection), memory: connection.memory })
  const taken = await takeChannelNews(shell, connection, news)
  if (JSON.stringify(memory) !== JSON.stringify(connection.memory)) await saveMemory(shell.database, connection, memory)
  return taken
}

/** All companies; a connection that fails is noted and passed over. */
export async function readChannelNews(shell: Shell): Promise<number> {
  let taken = 0
  for (const companyId of await listCompanyIds(shell.database))
    for (const connection of await listConnections(shell.database, companyId, 'channel')) taken += await readInTurn(shell, connection)
  return taken
}

async function readInTurn(shell: Shell, connection: Connection): Promise<number> {
  try {
    return await readNewsOf(shell, connection)
  } catch (error) {
    if (!isFailure(error)) throw error
    shell.log.warn({ connectionId: connection.connectionId, code: error.code }, 'news of a channel not read')
    if (error instanceof ConnectorFailure) await noteFailure(shell.database, connection, error, shell.clock.now())
    return 0
  }
}
