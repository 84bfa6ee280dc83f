// How Fakturownia is addressed: one host an account, the token in a header or the body, never in the URL.

import type { ConnectorContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { HttpRequest, HttpResponse } from '#ports/http'

type Access = Pick<ConnectorContext, 'settings' | 'http'>

/** `jantar`, `jantar.fakturownia.pl` or a full address → the origin that requests go to; throws `misconfigured` otherwise. */
function baseUrl(account: string): string {
  const text = account.trim().replace(/\/+$/, '')
  const address = text.includes('://') ? text : `https://${text.includes('.') ? text : `${text}.fakturownia.pl`}`
  if (!URL.canParse(address) || !/^[a-z0-9.:/[\]-]+$/i.test(address))
    throw new ConnectorFailure('misconfigured', { reason: 'address-malformed', field: 'account' })
  return new URL(address).origin
}

export const accountUrl = (settings: ConnectorContext['settings']): string => baseUrl(String(settings['account'] ?? ''))

/**
 * Sends one request; the token also goes into the body of writes, where the vendor's documentation puts it.
 * A page of HTML is never an answer, also where nothing is read from it: behind a notice of maintenance no write was done.
 */
export async function call(access: Access, path: string, request: Omit<HttpRequest, 'url'> = {}): Promise<HttpResponse> {
  const token = String(access.settings['token'] ?? '')
  const json = request.json
  const answer = await access.http.send({
    ...request,
    url: `${accountUrl(access.settings)}${path}`,
    headers: { authorization: `Bearer ${token}`, ...request.headers },
    ...(typeof json === 'object' && json !== null ? { json: { api_token: token, ...json } } : {}),
  })
  if (/html/i.test(answer.headers['content-type'] ?? ''))
    throw new ConnectorFailure('invalid-response', { reason: 'html-instead-of-json', path })
  return answer
}

/** The answer as an array; throws `invalid-response` when the vendor sends anything else. */
export async function callForList(access: Access, path: string, query: NonNullable<HttpRequest['query']>): Promise<readonly unknown[]> {
  const answer = (await call(access, path, { query })).json()
  if (!Array.isArray(answer)) throw new ConnectorFailure('invalid-response', { reason: 'not-a-list', path })
  return answer as readonly unknown[]
}
