// How TemplateName is called: a bearer token, pages of invoices in the order of their ids.
import * as z from 'zod'
import type { ConnectorContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'

const pageSchema = z.object({ data: z.array(z.unknown()), more: z.boolean() })

export type VendorPage = z.infer<typeof pageSchema>

/** Throws ConnectorFailure alone: what the vendor sends is parsed here, at the border. */
export async function callForPage(
  access: Pick<ConnectorContext, 'settings' | 'http'>,
  query: { readonly after?: number; readonly updated_since?: string; readonly limit: number },
): Promise<VendorPage> {
  const answer = await access.http.send({
    url: new URL('/invoices', String(access.settings['baseUrl'] ?? '')).href,
    query,
    headers: { authorization: `Bearer ${String(access.settings['token'] ?? '')}` },
  })
  const parsed = pageSchema.safeParse(answer.json())
  if (!parsed.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/invoices' })
  return parsed.data
}
