// One request and its answer on the wire: connects to a checked address, follows no redirect, stops at a size and at a time.
import type { LookupAddress } from 'node:dns'
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

type WireRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
  readonly addresses: readonly LookupAddress[]
  readonly timeoutMs: number
  readonly maxBytes: number
}

export type WireResponse = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array }

export type Exchange = (request: WireRequest) => Promise<WireResponse>

/** Why no answer came. `sent` says whether the other side may have seen the request. */
export class WireError extends Error {
  readonly reason: 'timeout' | 'network' | 'tls' | 'too-large' | 'undecodable'
  readonly sent: boolean

  constructor(reason: WireError['reason'], sent: boolean, cause?: unknown) {
    super(reason, { cause })
    this.name = 'WireError'
    this.reason = reason
    this.sent = sent
  }
}

/** Answers Node's name look-up with addresses that were checked before, so that a second look-up cannot give another one. */
const pinned =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }

const oneValue = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))

const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

function decoded(answer: IncomingMessage): Readable {
  const decoder = decoders[answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity']?.()
  // pipeline, not pipe: a connection that dies mid-body must end the decoder too.
  return decoder === undefined ? answer : pipeline(answer, decoder, () => {})
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw new WireError('too-large', true)
  const body = decoded(answer)
  const chunks: Uint8Array[] = []
  let size = 0
  // Counts the bytes after unpacking, so that a small compressed bomb stops at the same limit.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new WireError('too-large', true)
    chunks.push(chunk)
  }
  if (!answer.complete) throw new WireError('network', true)
  return Buffer.concat(chunks)
}

const isTlsError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(String(error.code))

const isZlibError = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/** Sends over node:http(s), one connection a request; rejects with WireError alone. */
export const exchange: Exchange = (request) =>
  new Promise((resolve, reject) => {
    const secure = request.url.protocol === 'https:'
    let sent = false
    let outgoing: ClientRequest | null = null
    const settle = (finish: () => void): void => {
      clearTimeout(deadline)
      finish()
    }
    const fail = (error: unknown): void =>
      settle(() => {
        const known =
          error instanceof WireError
            ? error
            : new WireError(isTlsError(error) ? 'tls' : isZlibError(error) ? 'undecodable' : 'network', sent, error)
        reject(known)
        outgoing?.destroy()
      })
    const deadline = setTimeout(() => fail(new WireError('timeout', sent)), request.timeoutMs)
    const options: RequestOptions = {
      method: request.method,
      headers: { ...request.headers, ...(request.body === null ? {} : { 'content-length': String(request.body.byteLength) }) },
      agent: false,
      lookup: pinned(request.addresses),
    }
    outgoing = (secure ? https : http).request(request.url, options)
    outgoing.once('socket', (socket: Socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        sent = true
      }),
    )
    outgoing.on('error', fail)
    outgoing.once('response', (answer) => {
      readBody(answer, request.maxBytes).then(
        (bytes) => settle(() => resolve({ status: answer.statusCode ?? 0, headers: oneValue(answer.headers), bytes })),
        fail,
      )
    })
    outgoing.end(request.body ?? undefined)
  })
