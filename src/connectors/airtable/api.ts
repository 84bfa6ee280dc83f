// How Airtable is called: a personal access token and JSON.
import type { ConnectorContext } from '#ports/connector'
import type { HttpRequest } from '#ports/http'

type Access = Pick<ConnectorContext, 'settings' | 'http'>

export async function call(access: Access, path: string, request: Omit<HttpRequest, 'url'> = {}): Promise<unknown> {
  const base = String(access.settings['baseUrl'] ?? 'https://api.airtable.com').replace(/\/+$/, '')
  const answer = await access.http.send({
    ...request,
    url: `${base}${path}`,
    headers: { authorization: `Bearer ${String(access.settings['token'] ?? '')}` },
  })
  return answer.json()
}
