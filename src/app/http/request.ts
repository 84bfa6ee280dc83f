// A request in the words of the port turned into what goes over the wire.
import type { HttpRequest } from '#ports/http'

export type EncodedRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
}

function withQuery(url: URL, query: HttpRequest['query']): URL {
  const full = new URL(url)
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue
    for (const one of typeof value === 'object' ? value : [String(value)]) full.searchParams.append(name, one)
  }
  return full
}

function bodyOf(request: HttpRequest): { readonly body: Uint8Array | null; readonly type: string | null } {
  if (request.json !== undefined) return { body: Buffer.from(JSON.stringify(request.json)), type: 'application/json' }
  if (request.form !== undefined)
    return {
      body: Buffer.from(new URLSearchParams(request.form.map(([name, value]) => [name, value])).toString()),
      type: 'application/x-www-form-urlencoded',
    }
  return { body: request.body ?? null, type: null }
}

/** Adds the query, the body with its type, and the headers that every request of the house carries. */
export function encodeRequest(request: HttpRequest, url: URL): EncodedRequest {
  const { body, type } = bodyOf(request)
  const given = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    method: request.method ?? 'GET',
    url: withQuery(url, request.query),
    body,
    headers: {
      accept: 'application/json',
      'user-agent': 'Skarbnik',
      'accept-encoding': 'gzip, deflate, br',
      ...(type === null ? {} : { 'content-type': type }),
      ...given,
    },
  }
}
