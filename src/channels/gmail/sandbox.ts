// A stand-in Gmail: tokens that end, a mailbox with what was sent and what came, and rights that a consent may lack.
import PostalMime, { type Email } from 'postal-mime'
import type { Clock } from '#ports/clock'
import type { SandboxCall, SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

type Letter = {
  readonly id: string
  readonly raw: string
  readonly folder: 'sent' | 'inbox'
  readonly at: number
  readonly messageId: string
}

export type GmailSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  failNext(fault: SandboxFault): void
  /** The consent covers sending alone from now on. */
  sendOnly(): void
  /** The vendor's answer when the day's quota is used up. */
  refuseQuota(): void
  /** A letter comes into the inbox. */
  receive(raw: string): void
  sent(): Promise<readonly Email[]>
  readonly calls: readonly SandboxCall[]
}

const error = (code: number, status: string, reason: string, message: string): StandInAnswer => ({
  status: code,
  json: { error: { code, message, errors: [{ domain: 'usageLimits', reason, message }], status } },
})

export function createGmailSandbox(clock: Clock, options: { readonly port?: number; readonly secret?: string } = {}): GmailSandbox {
  const refreshToken = options.secret ?? 'stand-in-refresh-token'
  const letters: Letter[] = []
  const tokens = new Map<string, number>()
  let quotaUsed = false
  let readable = true
  let baseUrl = ''
  const nowS = (): number => Math.floor(clock.now().getTime() / 1000)

  const keep = (raw: string, folder: Letter['folder']): string => {
    const id = (letters.length + 1).toString(16).padStart(16, '0')
    const messageId = /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? ''
    letters.push({ id, raw, folder, at: nowS(), messageId })
    return id
  }
  const token = (form: URLSearchParams): StandInAnswer => {
    const right =
      form.get('refresh_token') === refreshToken &&
      form.get('grant_type') === 'refresh_token' &&
      form.get('client_secret') === 'stand-in-secret'
    if (!right) return { status: 400, json: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } }
    const made = `ya29.${tokens.size + 1}`
    tokens.set(made, nowS() + 3599)
    return {
      status: 200,
      json: { access_token: made, expires_in: 3599, scope: 'https://www.googleapis.com/auth/gmail.send', token_type: 'Bearer' },
    }
  }
  const search = (q: string): StandInAnswer => {
    const id = /rfc822msgid:(\S+)/.exec(q)?.[1]
    const after = Number(/after:(\d+)/.exec(q)?.[1] ?? 0)
    const found = letters.filter((letter) => (id === undefined ? letter.folder === 'inbox' && letter.at >= after : letter.messageId === id))
    return {
      status: 200,
      json: {
        ...(found.length === 0 ? {} : { messages: found.map((letter) => ({ id: letter.id, threadId: letter.id })) }),
        resultSizeEstimate: found.length,
      },
    }
  }
  const mailbox = (request: StandInRequest): StandInAnswer => {
    const path = request.path.replace('/gmail/v1/users/me', '')
    if (path === '/messages/send' && request.method === 'POST') {
      if (quotaUsed) return error(403, 'PERMISSION_DENIED', 'dailyLimitExceeded', 'Daily Limit Exceeded')
      const { raw } = JSON.parse(request.body) as { raw?: string }
      if (raw === undefined) return error(400, 'INVALID_ARGUMENT', 'invalidArgument', "'raw' RFC822 payload message string required")
      const id = keep(Buffer.from(raw, 'base64url').toString('utf8'), 'sent')
      return { status: 200, json: { id, threadId: id, labelIds: ['SENT'] } }
    }
    if (!readable) return error(403, 'PERMISSION_DENIED', 'insufficientPermissions', 'Request had insufficient authentication scopes.')
    if (path === '/profile') return { status: 200, json: { emailAddress: 'faktury@jantar.example', messagesTotal: letters.length } }
    if (path === '/messages') return search(request.query.get('q') ?? '')
    const letter = letters.find(({ id }) => path === `/messages/${id}`)
    if (letter === undefined) return error(404, 'NOT_FOUND', 'notFound', 'Requested entity was not found.')
    return { status: 200, json: { id: letter.id, raw: Buffer.from(letter.raw, 'utf8').toString('base64url') } }
  }
  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.path === '/token') return token(new URLSearchParams(request.body))
    const until = tokens.get(request.headers['authorization']?.replace('Bearer ', '') ?? '') ?? 0
    if (until <= nowS()) return error(401, 'UNAUTHENTICATED', 'authError', 'Invalid Credentials')
    return mailbox(request)
  }
  const server = standInServer(
    {
      rateLimit: { requests: 25, perMs: 1000 },
      busyStatus: 429,
      refuse: (status) => error(status, 'REFUSED', 'refused', 'refused'),
      answer,
    },
    options.port,
  )
  const settings = (): SettingValues => ({
    clientId: '1234.apps.googleusercontent.com',
    clientSecret: 'stand-in-secret',
    refreshToken,
    fromAddress: 'faktury@jantar.example',
    fromName: 'Jantar Elektro',
    readMailbox: true,
    baseUrl,
  })
  return {
    calls: server.calls,
    failNext: server.failNext,
    sendOnly: () => {
      readable = false
    },
    refuseQuota: () => {
      quotaUsed = true
    },
    receive: (raw) => {
      keep(raw, 'inbox')
    },
    sent: () => Promise.all(letters.filter(({ folder }) => folder === 'sent').map(({ raw }) => PostalMime.parse(raw))),
    start: async () => {
      baseUrl = await server.start()
      return { settings: settings() }
    },
    stop: server.stop,
    wrongSettings: () => ({ ...settings(), refreshToken: 'mistyped' }),
  }
}
