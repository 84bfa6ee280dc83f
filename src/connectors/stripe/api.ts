// How Stripe is called: bearer key, a pinned version of its API, forms with brackets, errors in its own envelope.
import type { ConnectorContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { HttpRequest } from '#ports/http'

type Access = Pick<ConnectorContext, 'settings' | 'http'>

/** The version whose shapes this connector reads; an account may have another default. */
const stripeVersion = '2026-10-28.endive'

export async function call(access: Access, path: string, request: Omit<HttpRequest, 'url'> = {}): Promise<unknown> {
  const base = String(access.settings['baseUrl'] ?? 'https://api.stripe.com').replace(/\/+$/, '')
  const answer = await access.http.send({
    ...request,
    url: `${base}${path}`,
    headers: { authorization: `Bearer ${String(access.settings['apiKey'] ?? '')}`, 'stripe-version': stripeVersion, ...request.headers },
  })
  return answer.json()
}

/** Null where the key has no right to see it (403, as restricted keys answer). */
export async function callIfAllowed(access: Access, path: string): Promise<unknown> {
  try {
    return await call(access, path)
  } catch (error) {
    if (error instanceof ConnectorFailure && error.facts['status'] === 403) return null
    throw error
  }
}
