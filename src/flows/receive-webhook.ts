// Takes a vendor's webhook: verified on the raw bytes, known again for ever, and only a hint to read the source anew.
import type { WebhookRequest } from '#ports/connector'
import { type Connection, findConnectionByWebhookKey, openSecrets } from '#store/connections'
import { inTransaction } from '#store/database'
import { enqueueRun } from '#store/job-runs'
import { rememberWebhook } from '#store/webhook-events'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { channelOf, connectorOf } from './connector-context.ts'
import type { Shell } from './shell.ts'
import { takeChannelNews } from './take-channel-news.ts'

/** `answer` is the body that the vendor waits for, where it waits for one. */
export type WebhookTaken = {
  readonly companyId: Id
  readonly connectionId: Id
  readonly repeated: boolean
  readonly runId: Id | null
  readonly answer?: string
}

/**
 * Verifies with the connector, writes the event down and queues a pull, in one transaction: answer the vendor as soon as this returns.
 * The body is never believed: order, repeats and replays after days all end in what the source says.
 * Failure `webhook.unknown-address`, `webhook.bad-signature`, `webhook.too-old`, `webhook.malformed`.
 */
export async function receiveWebhook(
  shell: Shell,
  command: { readonly webhookKey: string; readonly request: WebhookRequest },
): Promise<WebhookTaken> {
  const connection = await findConnectionByWebhookKey(shell.database, command.webhookKey)
  if (connection?.shelf === 'channel') return receiveReport(shell, connection, command.request)
  const connector = connection === null || connection.state === 'off' ? null : connectorOf(shell, connection)
  if (connection === null || connector?.receiveWebhook === undefined) throw new Failure('webhook.unknown-address')
  const receipt = connector.receiveWebhook(command.request, {
    settings: { ...connection.settings, ...openSecrets(shell.vault, connection) },
    clock: shell.clock,
  })
  if (!receipt.ok) {
    shell.log.warn({ companyId: connection.companyId, connectionId: connection.connectionId, reason: receipt.reason }, 'webhook refused')
    throw new Failure(`webhook.${receipt.reason}`)
  }
  const { companyId, connectionId } = connection
  const at = shell.clock.now()
  return inTransaction(shell.database, async (tx) => {
    const fresh = await rememberWebhook(tx, connection, { eventId: receipt.eventId, streams: receipt.pull, at })
    if (!fresh || receipt.pull.length === 0) return { companyId, connectionId, repeated: !fresh, runId: null }
    const { runId } = await enqueueRun(tx, {
      companyId,
      connectionId,
      job: 'pull',
      key: `webhook:${connectionId}:${receipt.eventId}`,
      trigger: 'webhook',
      scheduledFor: at,
      at,
    })
    return { companyId, connectionId, repeated: false, runId }
  })
}

/** A report of a channel: of deliveries, answers and the like. A channel that is switched off still hears of what it has sent. */
async function receiveReport(shell: Shell, connection: Connection, request: WebhookRequest): Promise<WebhookTaken> {
  const channel = channelOf(shell, connection)
  if (channel.receiveNews === undefined) throw new Failure('webhook.unknown-address')
  const settings = { ...connection.settings, ...openSecrets(shell.vault, connection) }
  const receipt = channel.receiveNews(request, { settings, clock: shell.clock })
  if (!receipt.ok) throw new Failure(`webhook.${receipt.reason}`)
  const taken = await takeChannelNews(shell, connection, receipt.news)
  return {
    companyId: connection.companyId,
    connectionId: connection.connectionId,
    repeated: taken === 0,
    runId: null,
    ...(receipt.answer === undefined ? {} : { answer: receipt.answer }),
  }
}
