// How PDF Generator API is called: every request carries a token of a minute, signed with the secret of the account.
import { createHmac } from 'node:crypto'
import type { ConnectorContext } from '#ports/connector'
import type { HttpRequest, HttpResponse } from '#ports/http'

type Access = Pick<ConnectorContext, 'settings' | 'http' | 'clock'>

const livesSeconds = 60
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** JWT with HS256: issuer is the API key, subject the workspace; the secret is the literal text of the account. */
export function token(of: { readonly key: string; readonly secret: string; readonly workspace: string }, expires: number): string {
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: of.key, sub: of.workspace, exp: expires })}`
  return `${signed}.${createHmac('sha256', of.secret).update(signed).digest('base64url')}`
}

export async function call(access: Access, path: string, request: Omit<HttpRequest, 'url'> = {}): Promise<HttpResponse> {
  const text = (name: string): string => String(access.settings[name] ?? '')
  const base = String(access.settings['baseUrl'] ?? 'https://us1.pdfgeneratorapi.com').replace(/\/+$/, '')
  const expires = Math.floor(access.clock.now().getTime() / 1000) + livesSeconds
  const bearer = token({ key: text('apiKey'), secret: text('apiSecret'), workspace: text('workspace') }, expires)
  return access.http.send({ ...request, url: `${base}/api/v4${path}`, headers: { authorization: `Bearer ${bearer}` } })
}
