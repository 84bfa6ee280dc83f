// An outgoing webhook of Bitrix24: a form, known by the application token that it repeats; its content is only a reason to pull.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { WebhookReceipt, WebhookRequest } from '#ports/connector'
import type { SettingValues } from '#ports/settings'

const digest = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest()

/** Compares in constant time. Our own write-backs raise events too: the pull that follows finds nothing new. */
export function receiveWebhook(request: WebhookRequest, settings: SettingValues): WebhookReceipt {
  const form = new URLSearchParams(new TextDecoder().decode(request.body))
  const event = form.get('event')
  const token = form.get('auth[application_token]')
  if (event === null || token === null) return { ok: false, reason: 'malformed' }
  const expected = settings['applicationToken']
  if (typeof expected !== 'string' || expected === '' || !timingSafeEqual(digest(token), digest(expected)))
    return { ok: false, reason: 'bad-signature' }
  const seconds = Number(form.get('ts') ?? Number.NaN)
  return {
    ok: true,
    eventId: digest(request.body).toString('hex'),
    occurredAt: Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1000) : null,
    pull: /^ONCRM(COMPANY|REQUISITE)/i.test(event) ? ['customers'] : [],
  }
}
