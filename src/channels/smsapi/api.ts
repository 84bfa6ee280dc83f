// Calls to SMSAPI: a bearer token, form fields, and errors that come with status 200 too.
import * as z from 'zod'
import type { ChannelContext } from '#ports/channel'
import { ConnectorFailure, type ConnectorFailureKind } from '#ports/connector-failure'

const errorShape = z.object({ error: z.union([z.number(), z.string()]), message: z.string().optional() })

/** An error of the vendor's own table, by its code. */
export type SmsapiError = { readonly code: number; readonly message: string }

const baseOf = ({ settings }: Pick<ChannelContext, 'settings'>): string =>
  String(settings['baseUrl'] ?? 'https://api.smsapi.pl').replace(/\/+$/, '')

/** The answer as JSON, or the error that it says; throws ConnectorFailure when there is no answer to read. */
export async function call(
  context: ChannelContext,
  path: string,
  form: readonly (readonly [string, string])[] | null,
): Promise<{ readonly answer: unknown } | { readonly error: SmsapiError }> {
  const response = await context.http.send({
    method: form === null ? 'GET' : 'POST',
    url: `${baseOf(context)}${path}`,
    headers: { authorization: `Bearer ${String(context.settings['token'] ?? '')}`, accept: 'application/json' },
    ...(form === null ? {} : { form }),
    expect: [400, 404, 422],
    timeoutMs: 20_000,
  })
  const answer = response.json()
  const error = errorShape.safeParse(answer)
  if (!error.success) {
    if (response.status >= 400)
      throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', status: response.status, path })
    return { answer }
  }
  return { error: { code: Number(error.data.error) || 0, message: error.data.message ?? String(error.data.error) } }
}

/** What a code is for the whole connection; null for one that is about this message alone. */
export function failureKind(code: number): ConnectorFailureKind | null {
  if ([101, 102, 401].includes(code)) return 'auth-expired'
  if ([98, 103, 105, 110, 997, 998].includes(code)) return 'misconfigured'
  if ([202, 203].includes(code)) return 'rate-limited'
  return [200, 201, 999].includes(code) ? 'unavailable' : null
}
