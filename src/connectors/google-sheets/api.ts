// How Google Sheets is called: a token for the service account, signed with its key, and JSON.
import { createPrivateKey, sign } from 'node:crypto'
import * as z from 'zod'
import type { ConnectorContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { HttpRequest } from '#ports/http'

type Access = Pick<ConnectorContext, 'settings' | 'http' | 'clock'>

const scope = 'https://www.googleapis.com/auth/spreadsheets'
const keySchema = z.object({ client_email: z.string(), private_key: z.string(), token_uri: z.string().optional() })
const tokenSchema = z.object({ access_token: z.string().min(1) })

/** The key file of the service account. Failure `misconfigured` when it is none. */
function keyOf(access: Access): z.infer<typeof keySchema> {
  let written: unknown
  try {
    written = JSON.parse(String(access.settings['serviceAccount'] ?? ''))
  } catch {
    written = null
  }
  const key = keySchema.safeParse(written)
  if (!key.success) throw new ConnectorFailure('misconfigured', { reason: 'service-account-key' })
  return key.data
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function assertion(access: Access, key: z.infer<typeof keySchema>, audience: string): string {
  const now = Math.floor(access.clock.now().getTime() / 1000)
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: key.client_email, scope, aud: audience, iat: now, exp: now + 3600 })}`
  try {
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), createPrivateKey(key.private_key)).toString('base64url')}`
  } catch (cause) {
    throw new ConnectorFailure('misconfigured', { reason: 'service-account-key' }, { cause })
  }
}

/** A token for an hour. Google answers 400 to a signature that it does not know. */
export async function token(access: Access): Promise<string> {
  const key = keyOf(access)
  const base = access.settings['baseUrl']
  const audience = key.token_uri ?? 'https://oauth2.googleapis.com/token'
  const answer = await access.http.send({
    method: 'POST',
    url: base === undefined ? audience : `${String(base)}/token`,
    form: [
      ['grant_type', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
      ['assertion', assertion(access, key, audience)],
    ],
    repeatable: true,
    expect: [400],
  })
  if (answer.status === 400) throw new ConnectorFailure('auth-expired', { reason: 'invalid-grant' })
  const read = tokenSchema.safeParse(answer.json())
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/token' })
  return read.data.access_token
}

export async function call(access: Access, bearer: string, path: string, request: Omit<HttpRequest, 'url'> = {}): Promise<unknown> {
  const base = String(access.settings['baseUrl'] ?? 'https://sheets.googleapis.com').replace(/\/+$/, '')
  const answer = await access.http.send({ ...request, url: `${base}${path}`, headers: { authorization: `Bearer ${bearer}` } })
  return answer.json()
}
