// A stand-in gateway: knows its token, counts characters, refuses an identifier that it has had, and reports when it is told to.
import type { Clock } from '#ports/clock'
import type { SandboxCall, SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

export type SentSms = {
  readonly id: string
  readonly to: string
  readonly text: string
  readonly idx: string
  readonly from: string | null
  readonly notifyUrl: string | null
  readonly parts: number
}

export type SmsapiSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  failNext(fault: SandboxFault): void
  /** The next message ends in this error of the vendor's table, with status 200 as it does. */
  refuseNext(code: number, message: string): void
  readonly sent: readonly SentSms[]
  readonly calls: readonly SandboxCall[]
  /** The query of a report as the gateway would send it. */
  report(sms: SentSms, status: number): Readonly<Record<string, string>>
}

const extended = /[\^{}[\]~\\|€]/g
const basic = /^[\n\r A-Za-z0-9@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}[\]~\\|€]*$/
const plain = (text: string): string =>
  text.replaceAll('ł', 'l').replaceAll('Ł', 'L').replaceAll('\u00A0', ' ').normalize('NFD').replace(/\p{M}/gu, '')

function partsOf(text: string): number {
  const unicode = !basic.test(text)
  const length = unicode ? text.length : text.length + (text.match(extended)?.length ?? 0)
  const [one, more] = unicode ? [70, 67] : [160, 153]
  return length <= one ? 1 : Math.ceil(length / more)
}

export function createSmsapiSandbox(clock: Clock, options: { readonly port?: number; readonly secret?: string } = {}): SmsapiSandbox {
  const token = options.secret ?? 'stand-in-smsapi-token'
  const sent: SentSms[] = []
  const refusals: { readonly code: number; readonly message: string }[] = []
  let baseUrl = ''
  const error = (code: number, message: string): StandInAnswer => ({ status: 200, json: { error: code, message, invalid_numbers: null } })

  const send = (fields: URLSearchParams): StandInAnswer => {
    const refusal = refusals.shift()
    if (refusal !== undefined) return error(refusal.code, refusal.message)
    if (fields.get('format') !== 'json') return { status: 200, json: 'ERROR:8' }
    const to = fields.get('to') ?? ''
    const idx = fields.get('idx') ?? ''
    const from = fields.get('from')
    if (!/^\d{9,15}$/.test(to)) return error(13, 'No correct phonenumbers')
    if (idx.length > 255 || !/^[A-Za-z0-9_-]*$/.test(idx)) return error(27, 'Too long idx parameter')
    if (from !== null && from !== 'JANTAR') return error(14, 'Wrong sender name')
    const text = fields.get('normalize') === '1' ? plain(fields.get('message') ?? '') : (fields.get('message') ?? '')
    const parts = partsOf(text)
    if (text === '') return error(11, 'Message too long or there is no message')
    if (parts > Number(fields.get('max_parts') ?? 10)) return error(12, 'Message has more parts than allowed')
    if (fields.get('check_idx') === '1' && sent.some((each) => each.idx === idx)) return error(53, 'Not unique idx')
    const notifyUrl = fields.get('notify_url')
    if (notifyUrl !== null && !notifyUrl.startsWith('https://')) return error(70, 'Invalid notify_url')
    const id = `6B6A6C${(sent.length + 1).toString(16).padStart(18, '0').toUpperCase()}`
    if (fields.get('test') !== '1') sent.push({ id, to, text, idx, from, notifyUrl, parts })
    const date = Math.floor(clock.now().getTime() / 1000)
    return {
      status: 200,
      json: {
        count: 1,
        list: [{ id, points: 0.16 * parts, number: to, date_sent: date, submitted_number: to, status: 'QUEUE', error: null, idx, parts }],
      },
    }
  }
  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.headers['authorization'] !== `Bearer ${token}`) return error(101, 'Authorization failed')
    if (request.path === '/profile' && request.method === 'GET')
      return { status: 200, json: { name: 'jantar', username: 'jantar', payment_type: 'prepaid', user_type: 'native', points: 123.45 } }
    if (request.path === '/sms.do' && request.method === 'POST') return send(new URLSearchParams(request.body))
    return { status: 404, json: { error: 'not_found', code: 404, message: 'Not found' } }
  }
  const server = standInServer(
    { rateLimit: { requests: 100, perMs: 1000 }, busyStatus: 429, refuse: (status) => ({ status, json: {} }), answer },
    options.port,
  )
  const settings = (): SettingValues => ({ token, baseUrl })
  return {
    sent,
    calls: server.calls,
    failNext: server.failNext,
    refuseNext: (code, message) => {
      refusals.push({ code, message })
    },
    start: async () => {
      baseUrl = await server.start()
      return { settings: settings() }
    },
    stop: server.stop,
    wrongSettings: () => ({ ...settings(), token: 'mistyped' }),
    report: (sms, status) => ({
      MsgId: sms.id,
      status: String(status),
      idx: sms.idx,
      to: sms.to,
      donedate: String(Math.floor(clock.now().getTime() / 1000)),
      username: 'jantar',
      points: '0.16',
    }),
  }
}
