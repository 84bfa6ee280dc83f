// Reads the inbox for letters that came back, and looks for a letter of ours among those that were sent.
import * as z from 'zod'
import type { ChannelContext, ChannelNews, LookUpOutcome } from '#ports/channel'
import type { Cursor } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { messageIdOf } from '#ports/mail/mail-message'
import { readReturnedMail } from '#ports/mail/returned-mail'
import { call } from './api.ts'

const list = z.object({ value: z.array(z.object({ id: z.string(), receivedDateTime: z.string().optional() })) })

const pageSize = 50
const mostPages = 20
const overlapMs = 3_600_000
/** Exchange files what was sent within a minute or so. */
const filedAfterMs = 10 * 60_000

/** Oldest first, so that a mailbox with more than a thousand new letters is read on next time. */
export async function readNews(
  context: ChannelContext & { readonly memory: Cursor },
): Promise<{ readonly news: readonly ChannelNews[]; readonly memory: Cursor }> {
  if (context.settings['readMailbox'] !== true) return { news: [], memory: context.memory }
  const before = new Set(String(context.memory['seen'] ?? '').split(','))
  let since = new Date(Date.parse(String(context.memory['readUntil'] ?? context.clock.now().toISOString())) - overlapMs).toISOString()
  const seen: string[] = []
  const news: ChannelNews[] = []
  for (let page = 0; page < mostPages; page++) {
    const query = {
      $filter: `receivedDateTime ge ${since}`,
      $orderby: 'receivedDateTime asc',
      $select: 'id,receivedDateTime',
      $top: String(pageSize),
    }
    const read = list.safeParse((await call(context, { path: '/mailFolders/inbox/messages', query })).json())
    if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'inbox' })
    const fresh = read.data.value.filter(({ id }) => !before.has(id) && !seen.includes(id))
    for (const { id } of fresh) {
      seen.push(id)
      const letter = await call(context, { path: `/messages/${encodeURIComponent(id)}/$value` })
      const returned = await readReturnedMail(letter.bytes)
      if (returned !== null) news.push({ ...returned, eventId: `mail:${id}` })
    }
    since = read.data.value.at(-1)?.receivedDateTime ?? since
    if (read.data.value.length < pageSize || fresh.length === 0) break
  }
  const known = [...seen, ...before].filter((id) => id !== '').slice(0, 500)
  return { news, memory: { readUntil: context.clock.now().toISOString(), seen: known.join(',') } }
}

/** Needs the right to read; without it the message stays unclear. */
export async function lookUp(context: ChannelContext, message: { readonly key: string; readonly at: Date }): Promise<LookUpOutcome> {
  const messageId = messageIdOf(message.key, String(context.settings['fromAddress'] ?? ''))
  try {
    const query = { $filter: `internetMessageId eq '${messageId}'`, $select: 'id', $top: '1' }
    const read = list.safeParse((await call(context, { path: '/mailFolders/sentitems/messages', query })).json())
    const found = read.data?.value[0]
    if (found !== undefined) return { kind: 'found', externalId: found.id }
    return read.success && context.clock.now().getTime() - message.at.getTime() > filedAfterMs ? { kind: 'absent' } : { kind: 'unclear' }
  } catch (error) {
    if (error instanceof ConnectorFailure && error.kind === 'misconfigured') return { kind: 'unclear' }
    throw error
  }
}
