// A Fakturownia webhook: unsigned, known by the secret that the body repeats; its content is only a reason to pull.
import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { WebhookReceipt, WebhookRequest } from '#ports/connector'
import type { SettingValues } from '#ports/settings'

const bodySchema = z.object({ api_token: z.string(), app_name: z.string().optional() })

const digest = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest()

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

/** Compares in constant time. The vendor sends no event id and no time, so the digest of the body knows a repeat. */
export function receiveWebhook(request: WebhookRequest, settings: SettingValues): WebhookReceipt {
  const parsed = bodySchema.safeParse(json(request.body))
  if (!parsed.success) return { ok: false, reason: 'malformed' }
  const expected = settings['webhookToken']
  if (typeof expected !== 'string' || expected === '' || !timingSafeEqual(digest(parsed.data.api_token), digest(expected)))
    return { ok: false, reason: 'bad-signature' }
  return { ok: true, eventId: digest(request.body).toString('hex'), occurredAt: null, pull: ['invoices'] }
}
