// The five ways in which an outside system can fail, and no other.
import { Failure, type FailureFacts } from '#values/failure'

export const connectorFailureKinds = ['auth-expired', 'rate-limited', 'unavailable', 'invalid-response', 'misconfigured'] as const
export type ConnectorFailureKind = (typeof connectorFailureKinds)[number]

/** `code` is `connector.<kind>`; `outcomeUnknown` says that a write may have been taken although no answer came. */
export class ConnectorFailure extends Failure {
  readonly kind: ConnectorFailureKind
  readonly retryAfterMs: number | null
  readonly outcomeUnknown: boolean

  constructor(
    kind: ConnectorFailureKind,
    facts: FailureFacts = {},
    options: { readonly cause?: unknown; readonly retryAfterMs?: number; readonly outcomeUnknown?: boolean } = {},
  ) {
    super(`connector.${kind}`, facts, { cause: options.cause })
    this.name = 'ConnectorFailure'
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs ?? null
    this.outcomeUnknown = options.outcomeUnknown ?? false
  }

  /** Worth trying again without a person. */
  get passing(): boolean {
    return this.kind === 'rate-limited' || this.kind === 'unavailable'
  }
}
