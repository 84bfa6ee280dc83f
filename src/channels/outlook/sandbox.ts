// A stand-in Graph: a tenant with one application and one mailbox, strict about tokens, MIME and sizes.
import PostalMime, { type Email } from 'postal-mime'
import type { Clock } from '#ports/clock'
import type { SandboxCall, SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { type StandInAnswer, type StandInRequest, standInServer } from '#ports/stand-in-server'

type Letter = {
  readonly id: string
  readonly raw: string
  readonly folder: 'sentitems' | 'inbox'
  readonly at: Date
  readonly messageId: string
}

export type OutlookSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  wrongSettings(): SettingValues
  failNext(fault: SandboxFault): void
  refuseNext(status: number, code: string): void
  /** The application may send and not read from now on. */
  sendOnly(): void
  receive(raw: string): void
  sent(): Promise<readonly Email[]>
  readonly calls: readonly SandboxCall[]
}

const mailbox = 'faktury@jantar.example'
const error = (status: number, code: string): StandInAnswer => ({
  status,
  json: { error: { code, message: `${code} was said`, innerError: { 'request-id': 'r-1' } } },
})

export function createOutlookSandbox(clock: Clock, options: { readonly port?: number; readonly secret?: string } = {}): OutlookSandbox {
  const clientSecret = options.secret ?? 'stand-in-client-secret'
  const letters: Letter[] = []
  const tokens = new Map<string, number>()
  const refusals: StandInAnswer[] = []
  let readable = true
  let baseUrl = ''

  const keep = (raw: string, folder: Letter['folder']): void => {
    const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? ''
    letters.push({ id: `AAMk${letters.length + 1}=`, raw, folder, at: clock.now(), messageId })
  }
  const token = (form: URLSearchParams): StandInAnswer => {
    if (form.get('client_secret') !== clientSecret || form.get('grant_type') !== 'client_credentials')
      return {
        status: 401,
        json: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.', error_codes: [7000215] },
      }
    const made = `eyJ.${tokens.size + 1}`
    tokens.set(made, clock.now().getTime() + 3_599_000)
    return { status: 200, json: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: made } }
  }
  const send = (request: StandInRequest): StandInAnswer => {
    const refusal = refusals.shift()
    if (refusal !== undefined) return refusal
    if (request.body.length > 4 * 1024 * 1024) return error(413, 'RequestEntityTooLarge')
    if (!request.headers['content-type']?.startsWith('text/plain') || !/^[A-Za-z0-9+/]+=*$/.test(request.body))
      return error(400, 'ErrorMimeContentInvalidBase64String')
    keep(Buffer.from(request.body, 'base64').toString('utf8'), 'sentitems')
    return { status: 202, headers: { 'request-id': 'r-2' } }
  }
  const search = (folder: string, query: URLSearchParams): StandInAnswer => {
    const filter = query.get('$filter') ?? ''
    const id = /internetMessageId eq '([^']+)'/.exec(filter)?.[1]
    const since = /receivedDateTime ge (\S+)/.exec(filter)?.[1]
    const found = letters.filter(
      (letter) =>
        letter.folder === folder && (id === undefined || letter.messageId === id) && (since === undefined || letter.at >= new Date(since)),
    )
    const value = found
      .slice(0, Number(query.get('$top') ?? 10))
      .map((letter) => ({ id: letter.id, receivedDateTime: letter.at.toISOString() }))
    return { status: 200, json: { value } }
  }
  const answer = (request: StandInRequest): StandInAnswer => {
    if (request.path === '/jantar.onmicrosoft.com/oauth2/v2.0/token') return token(new URLSearchParams(request.body))
    if ((tokens.get(request.headers['authorization']?.replace('Bearer ', '') ?? '') ?? 0) <= clock.now().getTime())
      return error(401, 'InvalidAuthenticationToken')
    const [, user, path = ''] = /^\/v1\.0\/users\/([^/]+)(\/.*)$/.exec(request.path) ?? []
    if (user !== mailbox) return error(404, 'ErrorInvalidUser')
    if (path === '/sendMail' && request.method === 'POST') return send(request)
    if (!readable) return error(403, 'ErrorAccessDenied')
    const folder = /^\/mailFolders\/(\w+)\/messages$/.exec(path)?.[1]
    if (folder !== undefined) return search(folder, request.query)
    const letter = letters.find(({ id }) => path === `/messages/${id}/$value`)
    return letter === undefined
      ? error(404, 'ErrorItemNotFound')
      : { status: 200, plain: letter.raw, headers: { 'content-type': 'text/plain' } }
  }
  const server = standInServer(
    { rateLimit: { requests: 30, perMs: 1000 }, busyStatus: 429, refuse: (status) => error(status, 'refused'), answer },
    options.port,
  )
  const settings = (): SettingValues => ({
    tenantId: 'jantar.onmicrosoft.com',
    clientId: 'app-1',
    clientSecret,
    fromAddress: mailbox,
    fromName: 'Jantar Elektro',
    readMailbox: true,
    baseUrl,
  })
  return {
    calls: server.calls,
    failNext: server.failNext,
    refuseNext: (status, code) => {
      refusals.push(error(status, code))
    },
    sendOnly: () => {
      readable = false
    },
    receive: (raw) => keep(raw, 'inbox'),
    sent: () => Promise.all(letters.filter(({ folder }) => folder === 'sentitems').map(({ raw }) => PostalMime.parse(raw))),
    start: async () => {
      baseUrl = await server.start()
      return { settings: settings() }
    },
    stop: server.stop,
    wrongSettings: () => ({ ...settings(), clientSecret: 'mistyped' }),
  }
}
