// Calls the API by the contract's route objects: encodes what goes, decodes what comes, and turns every refusal into one kind of error.
import * as z from 'zod'
import type { Output, Route } from '#contract/route'
import { bringSentence } from './words.ts'

type Part<R extends Route, K extends 'params' | 'query' | 'body'> = [NonNullable<R[K]>] extends [never]
  ? unknown
  : NonNullable<R[K]> extends z.ZodType
    ? { readonly [P in K]: z.output<NonNullable<R[K]>> }
    : unknown

/** What a call of this route needs: params, query and body where the route has them. */
export type CallInput<R extends Route> = Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>

/** The API refused or could not be reached. `code` is stable; `network` means that no answer came. */
export class ApiFailure extends Error {
  readonly code: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** HTTP status, 0 when no answer came. */
  readonly status: number
  readonly requestId: string | null

  constructor(code: string, status: number, facts: ApiFailure['facts'] = {}, requestId: string | null = null, cause?: unknown) {
    super(code, { cause })
    this.name = 'ApiFailure'
    this.code = code
    this.status = status
    this.facts = facts
    this.requestId = requestId
  }
}

const refusal = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional() })
const answerOfRefusal = z.union([z.object({ error: refusal }).transform(({ error }) => error), refusal])

type Loose = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown }

const written = (schema: z.ZodType | undefined, value: unknown): unknown =>
  schema === undefined ? undefined : z.encode(schema, value as never)

/** The address of a call, for links to files and as part of query keys. */
export function addressOf<R extends Route>(route: R, input: CallInput<R>): string {
  const { params, query } = input as Loose
  const filled = Object.entries((written(route.params, params) ?? {}) as Record<string, string>).reduce(
    (path, [name, value]) => path.replace(`{${name}}`, encodeURIComponent(value)),
    route.path,
  )
  const fields = Object.entries((written(route.query, query ?? {}) ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  const text = new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? filled : `${filled}?${text}`
}

async function refused(response: Response): Promise<ApiFailure> {
  const requestId = response.headers.get('x-request-id')
  const body: unknown = await response.json().catch(() => null)
  const parsed = answerOfRefusal.safeParse(body)
  return parsed.success
    ? new ApiFailure(parsed.data.code, response.status, parsed.data.facts ?? {}, requestId)
    : new ApiFailure(
        response.status === 401
          ? 'session.required'
          : response.status === 403
            ? 'access.denied'
            : response.status === 404
              ? 'not-found'
              : 'server',
        response.status,
        {},
        requestId,
      )
}

async function send(address: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new ApiFailure('network', 0, {}, null, cause)
  }
  if (!response.ok) {
    const failure = await refused(response)
    // So that whoever catches it finds its sentence.
    await bringSentence(failure.code)
    throw failure
  }
  return response
}

async function read<R extends Route>(route: R, response: Response): Promise<Output<R>> {
  const body: unknown = response.status === 204 ? {} : await response.json().catch(() => undefined)
  const parsed = z.safeDecode(route.output, body as never)
  if (!parsed.success)
    throw new ApiFailure('answer-not-understood', response.status, { route: route.id }, response.headers.get('x-request-id'), parsed.error)
  return parsed.data as Output<R>
}

/** The body of a call as it goes; undefined where the route has none. */
export const bodyText = <R extends Route>(route: R, input: CallInput<R>): string | undefined =>
  route.body === undefined ? undefined : JSON.stringify(written(route.body, (input as Loose).body))

/** Calls a route; throws an ApiFailure. */
export async function call<R extends Route>(
  route: R,
  input: CallInput<R>,
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Output<R>> {
  const body = bodyText(route, input)
  const response = await send(addressOf(route, input), {
    method: route.method,
    ...(signal && { signal }),
    ...(body === undefined ? {} : { body }),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  })
  return read(route, response)
}

/** Sends a file as it is to a route that takes bytes; its name goes percent-encoded in a header. */
export async function sendBytes<R extends Route>(route: R, input: CallInput<R>, file: File): Promise<Output<R>> {
  const response = await send(addressOf(route, input), {
    method: route.method,
    body: file,
    headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
  })
  return read(route, response)
}
