// Reads the inbox for letters that came back, and looks for a letter of ours among those that were sent.
import * as z from 'zod'
import type { ChannelContext, ChannelNews, LookUpOutcome } from '#ports/channel'
import type { Cursor } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { messageIdOf } from '#ports/mail/mail-message'
import { readReturnedMail } from '#ports/mail/returned-mail'
import { call } from './api.ts'

const list = z.object({ messages: z.array(z.object({ id: z.string() })).optional(), nextPageToken: z.string().optional() })
const one = z.object({ raw: z.string() })

const mostPages = 10
const overlapS = 3_600
/** The search index follows what was sent by some minutes. */
const indexedAfterMs = 10 * 60_000

async function idsSince(context: ChannelContext, second: number): Promise<readonly string[]> {
  const ids: string[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { q: `in:inbox after:${second}`, maxResults: '100', ...(pageToken === undefined ? {} : { pageToken }) }
    const read = list.safeParse((await call(context, { path: '/messages', query })).json())
    if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'messages' })
    ids.push(...(read.data.messages ?? []).map(({ id }) => id))
    pageToken = read.data.nextPageToken
    if (pageToken === undefined) break
  }
  return ids
}

/** Looks back an hour beyond the last time; letters that it has read are left out. Nothing of other letters is kept. */
export async function readNews(
  context: ChannelContext & { readonly memory: Cursor },
): Promise<{ readonly news: readonly ChannelNews[]; readonly memory: Cursor }> {
  const nowS = Math.floor(context.clock.now().getTime() / 1000)
  if (context.settings['readMailbox'] !== true) return { news: [], memory: context.memory }
  const since = Number(context.memory['readUntil'] ?? nowS) - overlapS
  const before = new Set(String(context.memory['seen'] ?? '').split(','))
  const ids = await idsSince(context, since)
  const news: ChannelNews[] = []
  for (const id of ids.filter((each) => !before.has(each))) {
    const read = one.safeParse((await call(context, { path: `/messages/${encodeURIComponent(id)}`, query: { format: 'raw' } })).json())
    const returned = read.success ? await readReturnedMail(Buffer.from(read.data.raw, 'base64url')) : null
    if (returned !== null) news.push({ ...returned, eventId: `mail:${id}` })
  }
  return { news, memory: { readUntil: nowS, seen: ids.slice(0, 500).join(',') } }
}

/** Needs the right to read; without it the message stays unclear. */
export async function lookUp(context: ChannelContext, message: { readonly key: string; readonly at: Date }): Promise<LookUpOutcome> {
  const id = messageIdOf(message.key, String(context.settings['fromAddress'] ?? '')).slice(1, -1)
  try {
    const read = list.safeParse(
      (await call(context, { path: '/messages', query: { q: `rfc822msgid:${id} in:anywhere`, maxResults: '1' } })).json(),
    )
    const found = read.data?.messages?.[0]
    if (found !== undefined) return { kind: 'found', externalId: found.id }
    return read.success && context.clock.now().getTime() - message.at.getTime() > indexedAfterMs ? { kind: 'absent' } : { kind: 'unclear' }
  } catch (error) {
    if (error instanceof ConnectorFailure && error.kind === 'misconfigured') return { kind: 'unclear' }
    throw error
  }
}
