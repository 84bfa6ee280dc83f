// A stand-in Bot API: knows its token and its chats, and hands out what people have written to the bot.
import type { Clock } from '#ports/clock'
import type { SandboxCall, SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

export type TelegramSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  failNext(fault: SandboxFault): void
  refuseNext(code: number, description: string, retryAfter?: number): void
  /** A person writes to the bot; her chat is known from then on. */
  write(chat: { readonly id: number; readonly name: string }, text: string): void
  readonly posted: readonly { readonly chat: string; readonly text: string }[]
  readonly calls: readonly SandboxCall[]
}

const wrong = (code: number, description: string, retryAfter?: number): StandInAnswer => ({
  status: code,
  json: { ok: false, error_code: code, description, ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }) },
})

export function createTelegramSandbox(clock: Clock, options: { readonly port?: number; readonly secret?: string } = {}): TelegramSandbox {
  const token = options.secret ?? '123456:stand-in-token'
  const posted: { chat: string; text: string }[] = []
  const refusals: StandInAnswer[] = []
  const chats = new Set<string>(['500600700'])
  const waiting: { update_id: number; message: object }[] = []
  let baseUrl = ''
  let next = 9_000

  const post = (body: { readonly chat_id?: string; readonly text?: string }): StandInAnswer => {
    const refusal = refusals.shift()
    if (refusal !== undefined) return refusal
    if (!chats.has(String(body.chat_id))) return wrong(400, 'Bad Request: chat not found')
    if (body.text === undefined || body.text === '') return wrong(400, 'Bad Request: message text is empty')
    if (body.text.length > 4_096) return wrong(400, 'Bad Request: message is too long')
    posted.push({ chat: String(body.chat_id), text: body.text })
    return { status: 200, json: { ok: true, result: { message_id: posted.length, chat: { id: Number(body.chat_id) }, text: body.text } } }
  }
  const news = ({ offset = 0 }: { readonly offset?: number }): StandInAnswer => {
    // Asking from an offset forgets what came before it, as the vendor does.
    while ((waiting[0]?.update_id ?? offset) < offset) waiting.shift()
    return { status: 200, json: { ok: true, result: waiting } }
  }
  const answer = (request: StandInRequest): StandInAnswer => {
    const [, said, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.path) ?? []
    if (said === undefined) return wrong(404, 'Not Found')
    if (said !== token) return wrong(401, 'Unauthorized')
    const body = (request.body === '' ? {} : JSON.parse(request.body)) as { chat_id?: string; text?: string; offset?: number }
    if (method === 'getMe')
      return {
        status: 200,
        json: { ok: true, result: { id: 123456, is_bot: true, first_name: 'Skarbnik', username: 'jantar_skarbnik_bot' } },
      }
    if (method === 'sendMessage') return post(body)
    return method === 'getUpdates' ? news(body) : wrong(404, 'Not Found')
  }
  const server = standInServer(
    { rateLimit: { requests: 30, perMs: 1000 }, busyStatus: 429, refuse: (status) => wrong(status, 'refused', 30), answer },
    options.port,
  )
  return {
    posted,
    calls: server.calls,
    failNext: server.failNext,
    refuseNext: (code, description, retryAfter) => {
      refusals.push(wrong(code, description, retryAfter))
    },
    write: (chat, text) => {
      chats.add(String(chat.id))
      next += 1
      const date = Math.floor(clock.now().getTime() / 1000)
      waiting.push({
        update_id: next,
        message: { message_id: next, date, text, chat: { id: chat.id, type: 'private', first_name: chat.name } },
      })
    },
    start: async () => {
      baseUrl = await server.start()
      return { settings: { token, baseUrl } }
    },
    stop: server.stop,
    wrongSettings: () => ({ token: '123456:mistyped', baseUrl }),
  }
}
