// Access tokens for the mail of big vendors: fetched by what a person has given once, kept until shortly before they end.
import * as z from 'zod'
import type { ChannelContext } from '../channel.ts'
import { ConnectorFailure } from '../connector-failure.ts'
import type { Http } from '../http.ts'

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number() })
const refusal = z.object({ error: z.string(), error_description: z.string().optional() })

/** By the connection's own way out, which lives as long as its secrets stay the same. */
const kept = new WeakMap<Http, { readonly token: string; readonly untilMs: number }>()
const marginMs = 300_000

/** Throws ConnectorFailure `auth-expired` when the vendor takes the credentials no more. */
export async function accessToken(
  { http, clock }: Pick<ChannelContext, 'http' | 'clock'>,
  url: string,
  form: readonly (readonly [string, string])[],
): Promise<string> {
  const known = kept.get(http)
  if (known !== undefined && known.untilMs > clock.now().getTime()) return known.token
  const response = await http.send({ method: 'POST', url, form, repeatable: true, expect: [400, 401], timeoutMs: 15_000 })
  if (response.status >= 400) {
    const said = refusal.safeParse(response.json())
    throw new ConnectorFailure('auth-expired', { status: response.status, detail: said.data?.error_description ?? said.data?.error ?? '' })
  }
  const read = answer.safeParse(response.json())
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: 'token' })
  kept.set(http, { token: read.data.access_token, untilMs: clock.now().getTime() + read.data.expires_in * 1000 - marginMs })
  return read.data.access_token
}

/** After an answer of 401: the next call asks for a new one. */
export const forgetToken = (http: Http): void => {
  kept.delete(http)
}
