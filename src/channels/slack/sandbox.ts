// A stand-in workspace: knows its token, its people and channels, and answers 200 also when it refuses.
import type { Clock } from '#ports/clock'
import type { SandboxCall, SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

export type Posted = { readonly channel: string; readonly text: string; readonly ts: string }

export type SlackSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  failNext(fault: SandboxFault): void
  refuseNext(error: string): void
  readonly posted: readonly Posted[]
  readonly calls: readonly SandboxCall[]
}

const known = ['U012ANNA', 'U012ADAM', 'C012KSIEGI']

export function createSlackSandbox(clock: Clock, options: { readonly port?: number; readonly secret?: string } = {}): SlackSandbox {
  const token = options.secret ?? 'xoxb-stand-in-token'
  const posted: Posted[] = []
  const refusals: string[] = []
  let baseUrl = ''
  const refuse = (error: string): StandInAnswer => ({ status: 200, json: { ok: false, error } })

  const post = (body: string): StandInAnswer => {
    const refusal = refusals.shift()
    if (refusal !== undefined) return refuse(refusal)
    const { channel = '', text = '' } = JSON.parse(body) as { channel?: string; text?: string }
    if (!known.includes(channel)) return refuse('channel_not_found')
    if (text === '') return refuse('no_text')
    if (text.length > 40_000) return refuse('msg_too_long')
    const ts = `${Math.floor(clock.now().getTime() / 1000)}.${String(posted.length + 1).padStart(6, '0')}`
    posted.push({ channel, text, ts })
    return { status: 200, json: { ok: true, channel, ts, message: { text } } }
  }
  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.method !== 'POST') return { status: 404, json: {} }
    if (request.headers['authorization'] !== `Bearer ${token}`) return refuse('invalid_auth')
    if (request.headers['content-type'] !== 'application/json; charset=utf-8') return refuse('invalid_post_type')
    if (request.path === '/auth.test')
      return { status: 200, json: { ok: true, url: 'https://jantar.slack.com/', team: 'Jantar', user: 'skarbnik', user_id: 'U0BOT' } }
    return request.path === '/chat.postMessage' ? post(request.body) : refuse('unknown_method')
  }
  const server = standInServer(
    { rateLimit: { requests: 20, perMs: 1000 }, busyStatus: 429, refuse: (status) => ({ status, json: { ok: false } }), answer },
    options.port,
  )
  return {
    posted,
    calls: server.calls,
    failNext: server.failNext,
    refuseNext: (error) => {
      refusals.push(error)
    },
    start: async () => {
      baseUrl = await server.start()
      return { settings: { token, baseUrl } }
    },
    stop: server.stop,
    wrongSettings: () => ({ token: 'xoxb-mistyped', baseUrl }),
  }
}
