// The way out to vendors: one HTTP core that the roof builds and hands to every connector and channel.

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type HttpRequest = {
  readonly method?: HttpMethod
  readonly url: string
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as application/x-www-form-urlencoded, keys as given. */
  readonly form?: readonly (readonly [string, string])[]
  readonly body?: Uint8Array
  /** A POST that is safe to repeat (it carries an idempotency key, or only reads). GET, PUT, DELETE always are. */
  readonly repeatable?: boolean
  readonly timeoutMs?: number
  /** Answers of these statuses come back instead of being thrown. */
  readonly expect?: readonly number[]
  /** Statuses by which this vendor says "not taken, come back later", besides 429 (Bitrix24: 503): retried even when not repeatable. */
  readonly busyStatuses?: readonly number[]
}

export type HttpResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  text(): string
  /** The body as JSON; throws Failure `connector.invalid-response` when it is none (an HTML error page, an empty body). */
  json(): unknown
}

/**
 * Sends with time-out, retry with jitter on 429 and 5xx (honouring Retry-After), the connection's own rate limit, redaction of secrets
 * in logs and a guard against private addresses. Throws ConnectorFailure alone.
 */
export type Http = {
  send(request: HttpRequest): Promise<HttpResponse>
  /** An address of this name that may be connected to by another protocol than HTTP; the same guard, to be used at once and not looked up again. */
  addressOf(host: string): Promise<string>
}
