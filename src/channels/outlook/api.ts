// Calls to Microsoft Graph with a token that the application of the firm gets for itself.
import type { ChannelContext } from '#ports/channel'
import { ConnectorFailure } from '#ports/connector-failure'
import type { HttpResponse } from '#ports/http'
import { accessToken, forgetToken } from '#ports/mail/access-token'

type Asked = { readonly path: string; readonly query?: Readonly<Record<string, string>>; readonly mime?: string }

/** `path` is that under the mailbox of the sender. Throws ConnectorFailure. */
export async function call(context: ChannelContext, { path, query, mime }: Asked): Promise<HttpResponse> {
  const { settings, http } = context
  const own = settings['baseUrl'] === undefined ? null : String(settings['baseUrl']).replace(/\/+$/, '')
  const tenant = encodeURIComponent(String(settings['tenantId'] ?? ''))
  const token = await accessToken(context, `${own ?? 'https://login.microsoftonline.com'}/${tenant}/oauth2/v2.0/token`, [
    ['grant_type', 'client_credentials'],
    ['client_id', String(settings['clientId'] ?? '')],
    ['client_secret', String(settings['clientSecret'] ?? '')],
    ['scope', 'https://graph.microsoft.com/.default'],
  ])
  const mailbox = encodeURIComponent(String(settings['fromAddress'] ?? ''))
  try {
    return await http.send({
      method: mime === undefined ? 'GET' : 'POST',
      url: `${own ?? 'https://graph.microsoft.com'}/v1.0/users/${mailbox}${path}`,
      headers: { authorization: `Bearer ${token}`, ...(mime === undefined ? {} : { 'content-type': 'text/plain' }) },
      ...(query === undefined ? {} : { query }),
      ...(mime === undefined ? {} : { body: new TextEncoder().encode(mime) }),
      timeoutMs: 45_000,
    })
  } catch (error) {
    if (error instanceof ConnectorFailure && error.kind === 'auth-expired') forgetToken(http)
    throw error
  }
}
