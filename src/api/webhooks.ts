// Webhooks of vendors: the raw body goes to the connector that can verify it; answers are quick and say nothing to strangers.
import type { Context } from 'hono'
import { receiveWebhook } from '#flows/receive-webhook'
import type { Shell } from '#flows/shell'
import { isFailure } from '#values/failure'

/** 200 taken or known already · 401 signature · 400 malformed · 404 for every key that is none, alike. */
export async function takeWebhook(context: Context, shell: Shell): Promise<Response> {
  const body = new Uint8Array(await context.req.arrayBuffer())
  const headers = Object.fromEntries([...context.req.raw.headers].map(([name, value]) => [name.toLowerCase(), value]))
  try {
    const taken = await receiveWebhook(shell, {
      webhookKey: context.req.param('key') ?? '',
      request: { headers, query: context.req.query(), body },
    })
    return taken.answer === undefined ? context.json({ repeated: taken.repeated }) : context.text(taken.answer)
  } catch (error) {
    if (!isFailure(error)) throw error
    const status =
      error.code === 'webhook.unknown-address'
        ? 404
        : error.code === 'webhook.malformed'
          ? 400
          : error.code.startsWith('webhook.')
            ? 401
            : 422
    shell.log.warn({ code: error.code, key: (context.req.param('key') ?? '').slice(0, 6) }, 'webhook refused')
    return context.json({ code: error.code }, status)
  }
}
