// Messages to people and channels of a Slack workspace, by a bot of the firm's own.
import * as z from 'zod'
import { type ChannelContext, defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { ConnectorFailure, type ConnectorFailureKind } from '#ports/connector-failure'
import { tellingFailures } from '#ports/http-outcome'
import { secret, url } from '#ports/settings'

const answerShape = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  team: z.string().optional(),
  user: z.string().optional(),
})
type Answer = z.infer<typeof answerShape>

const mostCharacters = 4_000

/** Slack says with status 200 that it did not take a thing; throws ConnectorFailure when there is no answer to read. */
async function call(context: ChannelContext, method: string, json: object): Promise<Answer> {
  const base = String(context.settings['baseUrl'] ?? 'https://slack.com/api').replace(/\/+$/, '')
  const response = await context.http.send({
    method: 'POST',
    url: `${base}/${method}`,
    headers: { authorization: `Bearer ${String(context.settings['token'] ?? '')}`, 'content-type': 'application/json; charset=utf-8' },
    body: new TextEncoder().encode(JSON.stringify(json)),
    timeoutMs: 15_000,
  })
  const read = answerShape.safeParse(response.json())
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: method })
  return read.data
}

const kinds: Readonly<Record<string, ConnectorFailureKind>> = {
  not_authed: 'auth-expired',
  invalid_auth: 'auth-expired',
  account_inactive: 'auth-expired',
  token_revoked: 'auth-expired',
  token_expired: 'auth-expired',
  missing_scope: 'misconfigured',
  restricted_action: 'misconfigured',
  ratelimited: 'rate-limited',
  fatal_error: 'unavailable',
  internal_error: 'unavailable',
}

function outcomeOfError(error: string): SendOutcome {
  if (['channel_not_found', 'not_in_channel', 'is_archived', 'user_not_found', 'cannot_dm_bot'].includes(error))
    return { kind: 'refused', reason: 'bad-address', detail: error }
  const kind = kinds[error]
  if (kind === undefined) return { kind: 'refused', reason: 'content', detail: error }
  const reason = kind === 'rate-limited' || kind === 'unavailable' ? kind : 'misconfigured'
  return { kind: 'later', reason, detail: error, retryAfterMs: null }
}

/** Only these three signs mean something; escaped, a transfer's title can call nobody (`<!channel>`) and open no link. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function textOf(message: OutgoingMessage): string {
  const [first = '', ...rest] = message.text.split('\n')
  // A star inside would end the bold of the first line.
  return [`*${escaped(first.replaceAll('*', '∗'))}*`, ...rest.map(escaped)].join('\n').slice(0, mostCharacters)
}

async function send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome> {
  const [to, second] = message.to
  if (to === undefined || second !== undefined || !/^[CDGUW][A-Z0-9]{2,20}$/.test(to.address))
    return { kind: 'refused', reason: 'bad-address', detail: 'not one id of a person or a channel' }
  const answer = await call(context, 'chat.postMessage', { channel: to.address, text: textOf(message), unfurl_links: false })
  return answer.ok ? { kind: 'accepted', externalId: answer.ts ?? null, detail: 'ok' } : outcomeOfError(answer.error ?? 'unknown_error')
}

export default defineChannel({
  id: 'slack',
  name: 'Slack',
  carries: 'chat',
  about: { pl: 'Powiadamia zespół na Slacku.', en: 'Tells the team on Slack.' },
  settings: {
    token: secret('Token bota', 'Bot token', {
      hint: {
        pl: 'Zaczyna się od xoxb-. Aplikacja Slacka potrzebuje uprawnienia chat:write.',
        en: 'Begins with xoxb-. The app of Slack needs the right chat:write.',
      },
    }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: { pl: 'Zwykle https://slack.com/api.', en: 'Usually https://slack.com/api.' },
    }),
  },
  async test(context) {
    const answer = await call(context, 'auth.test', {})
    if (!answer.ok) throw new ConnectorFailure(kinds[answer.error ?? ''] ?? 'misconfigured', { detail: answer.error ?? '' })
    return { account: `${answer.team ?? 'Slack'} (${answer.user ?? ''})` }
  },
  send: tellingFailures(send),
})
