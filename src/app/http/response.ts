// An answer as connectors read it: bytes, text, or JSON that is really JSON.
import { ConnectorFailure } from '#ports/connector-failure'
import type { HttpResponse } from '#ports/http'
import type { WireResponse } from './exchange.ts'

const deepest = 100

/** Deepest nesting of brackets outside strings; what follows a parse (schemas, comparing) recurses, so depth has a limit. */
function nesting(text: string): number {
  let depth = 0
  let most = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++
    } else if (char === '[' || char === '{') {
      depth += 1
      if (depth > most) most = depth
    } else if (char === ']' || char === '}') depth -= 1
  }
  return most
}

/** Wraps an answer; `json()` throws `invalid-response` for HTML, an empty body, broken or too deep JSON. */
export function httpResponse(answer: WireResponse, host: string): HttpResponse {
  const text = (): string => new TextDecoder().decode(answer.bytes)
  const invalid = (reason: string, cause?: unknown): never => {
    throw new ConnectorFailure('invalid-response', { reason, host, status: answer.status }, { cause })
  }
  return {
    status: answer.status,
    headers: answer.headers,
    bytes: answer.bytes,
    text,
    json: () => {
      const type = answer.headers['content-type'] ?? ''
      if (type !== '' && !/json/i.test(type)) return invalid(/html/i.test(type) ? 'html-instead-of-json' : 'not-json')
      if (answer.bytes.byteLength === 0) return invalid('empty')
      const body = text()
      if (nesting(body) > deepest) return invalid('too-deep')
      try {
        return JSON.parse(body) as unknown
      } catch (cause) {
        return invalid('broken-json', cause)
      }
    },
  }
}
