// Calls to the Gmail API with a token that is fetched by the refresh token of a person's consent.
import type { ChannelContext } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import type { HttpResponse } from '#ports/http'
import { accessToken, forgetToken } from '#ports/mail/access-token'

type Asked = { readonly path: string; readonly query?: Readonly<Record<string, string>>; readonly json?: object }

/** Quota errors come as 403 with a reason inside; everything else of 403 is a right that the consent did not give. */
const quota = /rateLimitExceeded|userRateLimitExceeded|dailyLimitExceeded|quotaExceeded/

/** Throws ConnectorFailure. */
export async function call(context: ChannelContext, { path, query, json }: Asked): Promise<HttpResponse> {
  const { settings, http } = context
  const own = settings['baseUrl'] === undefined ? null : String(settings['baseUrl']).replace(/\/+$/, '')
  const token = await accessToken(context, `${own ?? 'https://oauth2.googleapis.com'}/token`, [
    ['grant_type', 'refresh_token'],
    ['client_id', String(settings['clientId'] ?? '')],
    ['client_secret', String(settings['clientSecret'] ?? '')],
    ['refresh_token', String(settings['refreshToken'] ?? '')],
  ])
  try {
    return await http.send({
      method: json === undefined ? 'GET' : 'POST',
      url: `${own ?? 'https://gmail.googleapis.com'}/gmail/v1/users/me${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(query === undefined ? {} : { query }),
      ...(json === undefined ? {} : { json }),
      timeoutMs: 45_000,
    })
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error
    if (error.kind === 'auth-expired') forgetToken(http)
    if (error.facts['status'] === 403 && quota.test(String(error.facts['detail'])))
      throw new ConnectorFailure('rate-limited', error.facts, { cause: error, retryAfterMs: 3_600_000 })
    throw error
  }
}
