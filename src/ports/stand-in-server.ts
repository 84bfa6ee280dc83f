// The ground on which stand-in vendors stand: an HTTP server with a rate limit, a record of calls and faults to order.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connector } from './connector.ts'
import type { SandboxCall, SandboxFault } from './sandbox.ts'

export type StandInRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type StandInAnswer = {
  readonly status: number
  readonly json?: unknown
  /** A body that is no JSON, as it is. */
  readonly plain?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type StandInVendor = {
  readonly rateLimit: Connector['rateLimit']
  /** The vendor's own body for an error status that was ordered or that the rate limit gives. */
  refuse(status: number): StandInAnswer
  /** Status of a call above the limit. */
  readonly busyStatus: number
  answer(request: StandInRequest): StandInAnswer
}

export type StandInServer = {
  start(): Promise<string>
  stop(): Promise<void>
  failNext(fault: SandboxFault): void
  onAnswer(listener: (call: SandboxCall) => void): void
  readonly calls: SandboxCall[]
}

async function read(incoming: IncomingMessage): Promise<StandInRequest> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) chunks.push(chunk)
  const url = new URL(incoming.url ?? '/', 'http://stand-in')
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function write(response: ServerResponse, answer: StandInAnswer): void {
  const body = answer.plain ?? (answer.json === undefined ? '' : JSON.stringify(answer.json))
  response
    .writeHead(answer.status, {
      ...(answer.json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...answer.headers,
    })
    .end(body)
}

/** Faults that spoil the answer; those that only keep it back are handled where the connection is. */
function spoil(response: ServerResponse, kind: SandboxFault['kind'], answer: StandInAnswer): void {
  const json = { 'content-type': 'application/json; charset=utf-8' }
  if (kind === 'html')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html><body>Przerwa techniczna</body></html>')
  else if (kind === 'empty') response.writeHead(200, json).end()
  else if (kind === 'wrong-type') response.writeHead(200, json).end('"ok"')
  else if (kind === 'redirect') response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
  else response.writeHead(200, json).end(JSON.stringify(answer.json ?? null).slice(0, -1))
}

/** Refills on the machine's own time: the business clock of a simulation may stand still. */
function limiter(limit: Connector['rateLimit']): () => boolean {
  const capacity = limit.burst ?? limit.requests
  let tokens = capacity
  let at = performance.now()
  return () => {
    const now = performance.now()
    tokens = Math.min(capacity, tokens + ((now - at) * limit.requests) / limit.perMs)
    at = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}

/** Serves one stand-in vendor on the loopback. */
export function standInServer(vendor: StandInVendor, port = 0): StandInServer {
  const calls: SandboxCall[] = []
  const listeners: ((call: SandboxCall) => void)[] = []
  const faults: { fault: SandboxFault; left: number }[] = []
  const allowed = limiter(vendor.rateLimit)
  let server: Server | null = null

  const takeFault = (request: StandInRequest): SandboxFault | null => {
    const found = faults.find(({ fault, left }) => left > 0 && `${request.method} ${request.path}`.includes(fault.on ?? ''))
    if (found === undefined) return null
    found.left -= 1
    return found.fault
  }

  const respond = (request: StandInRequest, response: ServerResponse): number => {
    const fault = takeFault(request)
    if (fault === null) {
      const answer = allowed() ? vendor.answer(request) : vendor.refuse(vendor.busyStatus)
      write(response, answer)
      return answer.status
    }
    if (typeof fault.kind === 'number') {
      const refusal = vendor.refuse(fault.kind)
      write(response, {
        ...refusal,
        headers: {
          ...refusal.headers,
          ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
        },
      })
      return fault.kind
    }
    const works = fault.kind.endsWith('-after-accept') || fault.kind === 'truncated'
    const answer = works ? vendor.answer(request) : { status: 0 }
    if (fault.kind.startsWith('hang-up')) response.destroy()
    else if (!fault.kind.startsWith('timeout')) spoil(response, fault.kind, answer)
    return fault.kind === 'redirect' ? 302 : 0
  }

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(incoming)
    const call = { method: request.method, path: request.path, status: respond(request, response) }
    calls.push(call)
    for (const listener of listeners) listener(call)
  }

  return {
    calls,
    onAnswer: (listener) => {
      listeners.push(listener)
    },
    failNext: (fault) => {
      faults.push({ fault, left: fault.times ?? 1 })
    },
    start: () =>
      new Promise((resolve, reject) => {
        const made = createServer((incoming, response) => {
          handle(incoming, response).catch(() => response.destroy())
        })
        server = made
        made.once('error', reject)
        made.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(made.address() as AddressInfo).port}`))
      }),
    stop: () =>
      new Promise((resolve) => {
        if (server === null) return resolve()
        server.close(() => resolve())
        server.closeAllConnections()
        server = null
      }),
  }
}
