// What the failure of a call means for a message that a channel sends over HTTP.
import type { Channel, SendOutcome } from './channel.ts'
import { ConnectorFailure } from './connector-failure.ts'

/** One line for people who look into it. */
export const failureDetail = (failure: ConnectorFailure): string =>
  [failure.code, ...Object.entries(failure.facts).map(([name, value]) => `${name}=${value}`)].join(' ').slice(0, 300)

/**
 * Silence after the request was on its way, and an answer that cannot be read, leave it unknown whether the message went. An error status says
 * that it did not: later while it may pass or a setting must be mended, refused when this message will never be taken.
 */
export function httpOutcome(failure: ConnectorFailure): SendOutcome {
  const detail = failureDetail(failure)
  const status = Number(failure.facts['status'] ?? 0)
  if (failure.outcomeUnknown) return { kind: 'unknown', detail }
  switch (failure.kind) {
    case 'rate-limited':
    case 'unavailable':
      return { kind: 'later', reason: failure.kind, detail, retryAfterMs: failure.retryAfterMs }
    case 'auth-expired':
    case 'misconfigured':
      return { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: failure.retryAfterMs }
    case 'invalid-response':
      return status >= 400 ? { kind: 'refused', reason: 'content', detail } : { kind: 'unknown', detail }
  }
}

/** `send` whose failures are outcomes: by `outcomeOf`, where a vendor's own codes say more than the status. */
export const tellingFailures =
  (send: Channel['send'], outcomeOf: (failure: ConnectorFailure) => SendOutcome = httpOutcome): Channel['send'] =>
  async (context, message) => {
    try {
      return await send(context, message)
    } catch (error) {
      if (error instanceof ConnectorFailure) return outcomeOf(error)
      throw error
    }
  }
