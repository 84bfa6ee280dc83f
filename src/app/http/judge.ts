// What an answer or its absence means: taken, or one of the five failures of a connector.
import { ConnectorFailure, type ConnectorFailureKind } from '#ports/connector-failure'
import type { HttpRequest } from '#ports/http'
import type { WireError, WireResponse } from './exchange.ts'
import type { Redact } from './redact.ts'
import { retryAfterMs } from './retry-after.ts'

const statusKinds: Readonly<Record<number, ConnectorFailureKind>> = {
  401: 'auth-expired',
  403: 'misconfigured',
  404: 'misconfigured',
  405: 'misconfigured',
  407: 'misconfigured',
  408: 'unavailable',
  410: 'misconfigured',
  421: 'unavailable',
  425: 'unavailable',
  429: 'rate-limited',
}

function kindOf(status: number, request: HttpRequest): ConnectorFailureKind {
  if (request.busyStatuses?.includes(status) === true) return 'rate-limited'
  if (status >= 500) return 'unavailable'
  // No redirect is followed: a setting points somewhere that the vendor has left.
  if (status >= 300 && status < 400) return 'misconfigured'
  return statusKinds[status] ?? 'invalid-response'
}

/** The first words of an error body, without markup and secrets. */
function excerpt(answer: WireResponse, redact: Redact): string {
  const head = new TextDecoder().decode(answer.bytes.subarray(0, 2000))
  return redact(
    head
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).slice(0, 300)
}

export type Judgement = { readonly failure: ConnectorFailure /** Whether another attempt can do no harm. */; readonly again: boolean }

/** Null when the answer is one that the caller takes (2xx, or a status it expects). */
export function judgeAnswer(
  answer: WireResponse,
  context: {
    readonly request: HttpRequest
    readonly repeatable: boolean
    readonly host: string
    readonly now: Date
    readonly redact: Redact
  },
): Judgement | null {
  const { request, repeatable, host } = context
  if ((answer.status >= 200 && answer.status < 300) || request.expect?.includes(answer.status) === true) return null
  const kind = kindOf(answer.status, request)
  const wait = retryAfterMs(answer.headers['retry-after'], context.now)
  const detail = excerpt(answer, context.redact)
  const redirect = answer.status >= 300 && answer.status < 400 ? { reason: 'redirected' } : {}
  const outcomeUnknown = kind === 'unavailable' && !repeatable
  const failure = new ConnectorFailure(
    kind,
    { host, status: answer.status, ...redirect, ...(detail === '' ? {} : { detail }) },
    { outcomeUnknown, ...(wait === null ? {} : { retryAfterMs: wait }) },
  )
  return { failure, again: failure.passing && !outcomeUnknown }
}

/** A request that ended without an answer; a write that is not repeatable and may have been seen has an unknown outcome. */
export function judgeSilence(error: WireError, context: { readonly repeatable: boolean; readonly host: string }): Judgement {
  const { host } = context
  if (error.reason === 'too-large' || error.reason === 'undecodable') {
    return {
      failure: new ConnectorFailure(
        'invalid-response',
        { reason: error.reason, host },
        { cause: error, outcomeUnknown: !context.repeatable },
      ),
      again: false,
    }
  }
  if (error.reason === 'tls' && !error.sent)
    return { failure: new ConnectorFailure('misconfigured', { reason: 'certificate', host }, { cause: error }), again: false }
  const outcomeUnknown = error.sent && !context.repeatable
  return {
    failure: new ConnectorFailure(
      'unavailable',
      { reason: error.reason === 'timeout' ? 'timeout' : 'network', host },
      { cause: error, outcomeUnknown },
    ),
    again: !outcomeUnknown,
  }
}
