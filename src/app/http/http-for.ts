// Gives each connection a way out of its own, kept while the process lives: its rate limit and circuit breaker live in it.
import { createHash } from 'node:crypto'
import type { HttpFor } from '#flows/shell'
import type { Clock } from '#ports/clock'
import type { Http } from '#ports/http'
import type { ConnectionCall } from '#store/connection-calls'
import { createHttp, type HttpOptions } from './http.ts'
import type { RateLimit } from './rate-limit.ts'

export type HttpForOptions = {
  readonly clock: Clock
  readonly allowPrivateNetworks: boolean
  /** Gets every attempt of every connection, secrets hidden. */
  readonly noteCall: (call: ConnectionCall) => void
  /** Replaces what each connector asks for; simulations against stand-ins set a high one. */
  readonly rateLimit?: RateLimit
  readonly more?: Partial<HttpOptions>
}

/** For channels, which name no limit of their own. */
const usual: RateLimit = { requests: 10, perMs: 1000, burst: 10 }

const mostKept = 5000

/** Changed secrets make a new one, so that the new ones are redacted too. */
export function createHttpFor(options: HttpForOptions): HttpFor {
  const kept = new Map<string, Http>()
  return (connection) => {
    const secrets = createHash('sha256').update(JSON.stringify(connection.secrets)).digest('hex')
    const key = `${connection.companyId} ${connection.connectionId} ${secrets}`
    const found = kept.get(key)
    if (found !== undefined) return found
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '')
    const made = createHttp({
      rateLimit: options.rateLimit ?? connection.rateLimit ?? usual,
      clock: options.clock,
      allowPrivateNetworks: options.allowPrivateNetworks,
      secrets: connection.secrets,
      log: (call) =>
        options.noteCall({
          companyId: connection.companyId,
          connectionId: connection.connectionId,
          at: call.at,
          method: call.method,
          url: call.url,
          status: call.status,
          durationMs: call.ms,
          failure: call.failure,
        }),
      ...options.more,
    })
    kept.set(key, made)
    return made
  }
}
