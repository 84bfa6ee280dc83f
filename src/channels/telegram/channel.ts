// Messages to people's chats in Telegram, by a bot of the firm's own; a chat shows whose it is by a code.
import * as z from 'zod'
import { type ChannelContext, type ChannelNews, defineChannel, type OutgoingMessage, type SendOutcome } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import { tellingFailures } from '#ports/http-outcome'
import { secret, url } from '#ports/settings'

const answerShape = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
})
const bot = z.object({ username: z.string() })
const sent = z.object({ message_id: z.number() })
const updates = z.array(
  z.object({
    update_id: z.number(),
    message: z
      .object({
        text: z.string().optional(),
        chat: z.object({
          id: z.number(),
          first_name: z.string().optional(),
          last_name: z.string().optional(),
          title: z.string().optional(),
        }),
      })
      .optional(),
  }),
)

const mostCharacters = 4_096

/** The bot's token is a part of the address; the HTTP core hides it. Throws ConnectorFailure when there is no answer to read. */
async function call(context: ChannelContext, method: string, json: object, repeatable = false): Promise<z.infer<typeof answerShape>> {
  const base = String(context.settings['baseUrl'] ?? 'https://api.telegram.org').replace(/\/+$/, '')
  const response = await context.http.send({
    method: 'POST',
    url: `${base}/bot${String(context.settings['token'] ?? '')}/${method}`,
    json,
    expect: [400, 401, 403, 404, 409, 429],
    timeoutMs: 15_000,
    repeatable,
  })
  const read = answerShape.safeParse(response.json())
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: method })
  return read.data
}

/** The result of a question; throws what its refusal means for the connection. */
async function ask(context: ChannelContext, method: string, json: object): Promise<unknown> {
  const answer = await call(context, method, json, true)
  if (answer.ok) return answer.result
  const detail = answer.description ?? ''
  if (answer.error_code === 429)
    throw new ConnectorFailure('rate-limited', { detail }, { retryAfterMs: (answer.parameters?.retry_after ?? 30) * 1000 })
  throw new ConnectorFailure(answer.error_code === 401 || answer.error_code === 404 ? 'auth-expired' : 'misconfigured', { detail })
}

async function send(context: ChannelContext, message: OutgoingMessage): Promise<SendOutcome> {
  const [to, second] = message.to
  if (to === undefined || second !== undefined || !/^-?\d{1,20}$/.test(to.address))
    return { kind: 'refused', reason: 'bad-address', detail: 'not one chat' }
  // Plain text, no markup: what stands in a transfer's title stays what it is.
  const answer = await call(context, 'sendMessage', {
    chat_id: to.address,
    text: message.text.slice(0, mostCharacters),
    link_preview_options: { is_disabled: true },
  })
  const detail = answer.description ?? 'ok'
  if (answer.ok) return { kind: 'accepted', externalId: String(sent.safeParse(answer.result).data?.message_id ?? ''), detail }
  if (answer.error_code === 429)
    return { kind: 'later', reason: 'rate-limited', detail, retryAfterMs: (answer.parameters?.retry_after ?? 30) * 1000 }
  if (answer.error_code === 401 || answer.error_code === 404) return { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: null }
  const gone = answer.error_code === 403 || /chat not found|user is deactivated|group chat was upgraded/i.test(detail)
  return { kind: 'refused', reason: gone ? 'bad-address' : 'content', detail }
}

async function readNews(context: ChannelContext & { readonly memory: Readonly<Record<string, unknown>> }) {
  const offset = Number(context.memory['offset'] ?? 0)
  const read = updates.safeParse(await ask(context, 'getUpdates', { offset, timeout: 0, allowed_updates: ['message'] }))
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'getUpdates' })
  const news = read.data.flatMap(({ update_id, message }): ChannelNews[] => {
    const code = /^\/start(?:@\w+)?\s+([A-Za-z0-9_-]{8,64})$/.exec(message?.text ?? '')?.[1]
    if (message === undefined || code === undefined) return []
    const { chat } = message
    const name = chat.title ?? [chat.first_name, chat.last_name].filter((part) => part !== undefined).join(' ')
    return [{ kind: 'link', eventId: `update:${update_id}`, code, address: String(chat.id), name }]
  })
  const last = read.data.at(-1)?.update_id
  return { news, memory: { offset: last === undefined ? offset : last + 1 } }
}

export default defineChannel({
  id: 'telegram',
  name: 'Telegram',
  carries: 'chat',
  about: { pl: 'Powiadamia osoby z zespołu w Telegramie.', en: 'Tells people of the team in Telegram.' },
  settings: {
    token: secret('Token bota', 'Bot token', {
      hint: { pl: 'Daje go @BotFather po utworzeniu bota.', en: '@BotFather gives it when the bot is made.' },
    }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: { pl: 'Zwykle https://api.telegram.org.', en: 'Usually https://api.telegram.org.' },
    }),
  },
  async test(context) {
    const read = bot.safeParse(await ask(context, 'getMe', {}))
    if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'getMe' })
    return { account: `@${read.data.username}` }
  },
  send: tellingFailures(send),
  readNews,
})
