// The one way out to vendors: rate limit, time-outs, retries with jitter, circuit breaker, address guard and a redacted log of calls.
import { isIP } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '#ports/clock'
import { ConnectorFailure, type ConnectorFailureKind } from '#ports/connector-failure'
import type { Http, HttpRequest, HttpResponse } from '#ports/http'
import { allowedAddresses, parseOutsideUrl, type Resolve, resolveByDns } from './address-guard.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { type Exchange, exchange, WireError } from './exchange.ts'
import { type Judgement, judgeAnswer, judgeSilence } from './judge.ts'
import { type RateLimit, tokenBucket } from './rate-limit.ts'
import { redactor } from './redact.ts'
import { encodeRequest } from './request.ts'
import { httpResponse } from './response.ts'
import { backoffMs } from './retry-after.ts'

/** One attempt as the log of calls keeps it; the URL holds no secret. `status` is null when no answer came. */
export type HttpCall = {
  readonly at: Date
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly ms: number
  readonly attempt: number
  readonly failure: ConnectorFailureKind | null
}

export type HttpOptions = {
  readonly rateLimit: RateLimit
  readonly clock: Clock
  /** Gets every attempt, also the failed ones. */
  readonly log: (call: HttpCall) => void
  readonly allowPrivateNetworks: boolean
  readonly secrets: readonly string[]
  readonly timeoutMs?: number
  /** No request waits longer than this, whatever it asks for. */
  readonly longestMs?: number
  readonly maxResponseBytes?: number
  readonly attempts?: number
  readonly exchange?: Exchange
  readonly resolve?: Resolve
  readonly sleep?: (ms: number) => Promise<unknown>
  readonly monotonicMs?: () => number
  readonly random?: () => number
}

const defaults = {
  timeoutMs: 30_000,
  maxResponseBytes: 16 * 1024 * 1024,
  attempts: 4,
  baseMs: 500,
  capMs: 20_000,
  longestWaitMs: 60_000,
  threshold: 12,
  pauseMs: 60_000,
}

const repeatableByMethod = (request: HttpRequest): boolean => request.repeatable ?? !['POST', 'PATCH'].includes(request.method ?? 'GET')

/** One for each connection, kept as long as the process: its rate limit and its circuit breaker live inside. */
export function createHttp(options: HttpOptions): Http {
  const monotonicMs = options.monotonicMs ?? (() => performance.now())
  const sleep = options.sleep ?? pause
  const bucket = tokenBucket(options.rateLimit, monotonicMs)
  const breaker = circuitBreaker({ threshold: defaults.threshold, pauseMs: defaults.pauseMs, monotonicMs })
  const redact = redactor(options.secrets)
  const attempts = options.attempts ?? defaults.attempts

  const attemptOnce = async (request: HttpRequest, attempt: number): Promise<HttpResponse | Judgement> => {
    const url = parseOutsideUrl(request.url)
    const repeatable = repeatableByMethod(request)
    const wire = encodeRequest(request, url)
    const startedAt = options.clock.now()
    const started = monotonicMs()
    const logged = (status: number | null, failure: ConnectorFailureKind | null): void =>
      options.log({
        at: startedAt,
        method: wire.method,
        url: redact(wire.url.href),
        status,
        ms: Math.round(monotonicMs() - started),
        attempt,
        failure,
      })
    try {
      const addresses = await allowedAddresses(wire.url, {
        allowPrivateNetworks: options.allowPrivateNetworks,
        resolve: options.resolve ?? resolveByDns,
      })
      const answer = await (options.exchange ?? exchange)({
        ...wire,
        addresses,
        timeoutMs: Math.min(request.timeoutMs ?? options.timeoutMs ?? defaults.timeoutMs, options.longestMs ?? Number.POSITIVE_INFINITY),
        maxBytes: options.maxResponseBytes ?? defaults.maxResponseBytes,
      })
      const judgement = judgeAnswer(answer, { request, repeatable, host: url.host, now: options.clock.now(), redact })
      logged(answer.status, judgement?.failure.kind ?? null)
      return judgement ?? httpResponse(answer, url.host)
    } catch (error) {
      if (!(error instanceof WireError) && !(error instanceof ConnectorFailure)) throw error
      const judgement =
        error instanceof WireError ? judgeSilence(error, { repeatable, host: url.host }) : { failure: error, again: error.passing }
      logged(null, judgement.failure.kind)
      return judgement
    }
  }

  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    for (let attempt = 1; ; attempt++) {
      const blockedMs = breaker.blockedForMs()
      if (blockedMs > 0) throw new ConnectorFailure('unavailable', { reason: 'paused-after-failures' }, { retryAfterMs: blockedMs })
      const waitMs = bucket.take()
      if (waitMs > 0) await sleep(waitMs)
      const outcome = await attemptOnce(request, attempt)
      if (!('failure' in outcome)) {
        breaker.succeeded()
        return outcome
      }
      const { failure, again } = outcome
      if (failure.kind === 'unavailable') breaker.failed()
      else breaker.succeeded()
      const asked = failure.retryAfterMs
      if (!again || attempt >= attempts || (asked !== null && asked > defaults.longestWaitMs)) throw failure
      const own = backoffMs(attempt + 1, { baseMs: defaults.baseMs, capMs: defaults.capMs, random: options.random ?? Math.random })
      await sleep(asked === null ? own : Math.max(asked, own))
    }
  }

  const addressOf = async (host: string): Promise<string> => {
    const url = parseOutsideUrl(`https://${isIP(host) === 6 ? `[${host}]` : host}/`)
    const [first] = await allowedAddresses(url, {
      allowPrivateNetworks: options.allowPrivateNetworks,
      resolve: options.resolve ?? resolveByDns,
    })
    return first?.address ?? url.hostname
  }

  return { send, addressOf }
}
