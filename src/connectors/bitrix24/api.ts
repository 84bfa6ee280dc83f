// How Bitrix24 is called: an inbound webhook whose address is the secret, methods by name, errors inside the answer, batches of fifty.
import * as z from 'zod'
import type { ConnectorContext } from '#ports/connector'
import { ConnectorFailure, type ConnectorFailureKind } from '#ports/connector-failure'
import type { HttpResponse } from '#ports/http'

export type Access = Pick<ConnectorContext, 'settings' | 'http'>
export type Params = Readonly<Record<string, unknown>>

const errorSchema = z.object({ error: z.string(), error_description: z.string().nullish() })
const answerSchema = z.object({ result: z.unknown(), total: z.number().nullish(), next: z.number().nullish() })

const kinds: Readonly<Record<string, ConnectorFailureKind>> = {
  QUERY_LIMIT_EXCEEDED: 'rate-limited',
  OPERATION_TIME_LIMIT: 'rate-limited',
  OVERLOAD_LIMIT: 'rate-limited',
  NO_AUTH_FOUND: 'auth-expired',
  EXPIRED_TOKEN: 'auth-expired',
  INVALID_TOKEN: 'auth-expired',
  INVALID_CREDENTIALS: 'auth-expired',
  AUTHORIZATION_ERROR: 'auth-expired',
  INSUFFICIENT_SCOPE: 'misconfigured',
  ACCESS_DENIED: 'misconfigured',
  USER_ACCESS_ERROR: 'misconfigured',
  ERROR_METHOD_NOT_FOUND: 'misconfigured',
  METHOD_CONFIRM_WAITING: 'misconfigured',
  PORTAL_DELETED: 'misconfigured',
  INTERNAL_SERVER_ERROR: 'unavailable',
  ERROR_UNEXPECTED_ANSWER: 'unavailable',
}

/** The failure of an error of the vendor; `error` holds its own code. */
function failureOf(method: string, error: z.infer<typeof errorSchema>): ConnectorFailure {
  const kind = kinds[error.error.toUpperCase()] ?? 'invalid-response'
  return new ConnectorFailure(kind, { method, error: error.error, detail: (error.error_description ?? '').slice(0, 300) })
}

/** `https://portal/rest/1/code/`, however it was pasted; throws `misconfigured` for anything else. */
export function webhookAddress(settings: ConnectorContext['settings']): URL {
  const text = String(settings['webhookUrl'] ?? '')
    .trim()
    .replace(/\/+$/, '')
  const url = URL.canParse(text) ? new URL(`${text}/`) : null
  if (url === null || !/^\/rest\/\d+\/[^/]+\/$/.test(url.pathname))
    throw new ConnectorFailure('misconfigured', { reason: 'address-malformed', field: 'webhookUrl' })
  return url
}

/** An error whose body is no JSON (a proxy's page) still tells by its status. */
function errorBody(answer: HttpResponse): unknown {
  try {
    return answer.json()
  } catch {
    const byStatus: Readonly<Record<number, string>> = { 401: 'NO_AUTH_FOUND', 403: 'ACCESS_DENIED', 404: 'ERROR_METHOD_NOT_FOUND' }
    return { error: byStatus[answer.status] ?? `HTTP_${answer.status}` }
  }
}

/** One method; `write` marks those whose repetition would make a second thing. The vendor's 503 says that it was not taken. */
async function call(access: Access, method: string, params: Params, write: boolean): Promise<z.infer<typeof answerSchema>> {
  const answer = await access.http.send({
    method: 'POST',
    url: new URL(method, webhookAddress(access.settings)).href,
    json: params,
    repeatable: !write,
    busyStatuses: [503],
    expect: [400, 401, 403, 404],
  })
  const body = answer.status === 200 ? answer.json() : errorBody(answer)
  const error = errorSchema.safeParse(body)
  if (error.success) throw failureOf(method, error.data)
  const parsed = answerSchema.safeParse(body)
  if (!parsed.success || answer.status !== 200)
    throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', method, status: answer.status })
  return parsed.data
}

export const read = (access: Access, method: string, params: Params = {}) => call(access, method, params, false)
/** For methods that add; those that set fields to a value may be repeated and go by `read`'s way. */
export const add = (access: Access, method: string, params: Params) => call(access, method, params, true)
export const set = (access: Access, method: string, params: Params) => call(access, method, params, false)

/** Nested parameters as the query text that a batch wants: `filter[@ENTITY_ID][0]=6`. */
export function queryText(params: Params): string {
  const parts: string[] = []
  const walk = (prefix: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(prefix === '' ? key : `${prefix}[${key}]`, inner)
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      parts.push(`${encodeURIComponent(prefix)}=${encodeURIComponent(value)}`)
  }
  walk('', params)
  return parts.join('&')
}

const batchSchema = z.object({
  result: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  result_error: z.union([z.record(z.string(), errorSchema), z.array(z.unknown())]).nullish(),
})

/** Several reads in one call, which counts as one for the limit; the first error among them is thrown. */
export async function readAll<K extends string>(
  access: Access,
  commands: Readonly<Record<K, readonly [method: string, params: Params]>>,
): Promise<Readonly<Record<K, unknown>>> {
  const entries = Object.entries(commands) as [K, readonly [string, Params]][]
  const cmd = Object.fromEntries(entries.map(([name, [method, params]]) => [name, `${method}?${queryText(params)}`]))
  const parsed = batchSchema.safeParse((await read(access, 'batch', { halt: 0, cmd })).result)
  if (!parsed.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', method: 'batch' })
  const errors = parsed.data.result_error
  // Where nothing stands the vendor sends an empty array in place of an object.
  const [failed] = errors === null || errors === undefined || Array.isArray(errors) ? [] : Object.entries(errors)
  if (failed !== undefined) throw failureOf(entries.find(([name]) => name === failed[0])?.[1][0] ?? 'batch', failed[1])
  const results = Array.isArray(parsed.data.result) ? {} : parsed.data.result
  return Object.fromEntries(entries.map(([name]) => [name, results[name]])) as Record<K, unknown>
}
