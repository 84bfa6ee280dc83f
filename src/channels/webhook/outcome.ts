// What the failure of a delivery means for the event. Repeating is harmless here, so nothing stays unknown.
import type { SendOutcome } from '#ports/channel'
import type { ConnectorFailure } from '#ports/connector-failure'

const gone = 410

/** 410 and a body that the receiver cannot take are for ever; everything else comes again. */
export function outcomeOfFailure(failure: ConnectorFailure): SendOutcome {
  const status = Number(failure.facts['status'] ?? 0)
  const detail = [failure.code, ...Object.entries(failure.facts).map(([name, value]) => `${name}=${value}`)].join(' ').slice(0, 300)
  if (status === gone) return { kind: 'refused', reason: 'policy', detail }
  switch (failure.kind) {
    case 'invalid-response':
      return status >= 400
        ? { kind: 'refused', reason: 'content', detail }
        : { kind: 'later', reason: 'unavailable', detail, retryAfterMs: null }
    case 'rate-limited':
    case 'unavailable':
      return { kind: 'later', reason: failure.kind, detail, retryAfterMs: failure.retryAfterMs }
    case 'auth-expired':
    case 'misconfigured':
      return { kind: 'later', reason: 'misconfigured', detail, retryAfterMs: failure.retryAfterMs }
  }
}
