// Checks the signature of a Stripe webhook over its raw body and says which streams to pull.
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Connector, WebhookReceipt } from '#ports/connector'

const toleranceSeconds = 300
const eventSchema = z.object({
  id: z.string().min(1),
  object: z.literal('event'),
  type: z.string().default(''),
  created: z.number().optional(),
})
const moneyMoved = /^(payment_intent|charge|refund|payout|checkout\.session|invoice_payment|invoice)\./

/** `t=…,v1=…[,v1=…]`: the time and every signature of the scheme that counts. */
function signatureHeader(header: string): { readonly timestamp: string; readonly signatures: readonly string[] } | null {
  const parts = header.split(',').map((part) => part.trim().split('='))
  const timestamp = parts.find(([name]) => name === 't')?.[1]
  const signatures = parts.filter(([name]) => name === 'v1').map(([, value]) => value ?? '')
  return timestamp === undefined || !/^\d{1,12}$/.test(timestamp) || signatures.length === 0 ? null : { timestamp, signatures }
}

/** HMAC-SHA256 over `t.body` with the endpoint's secret as the literal text (docs.stripe.com/webhooks, "Verify manually"). */
export function sign(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
}

const equal = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

function parse(body: Uint8Array): z.infer<typeof eventSchema> | null {
  try {
    return eventSchema.safeParse(JSON.parse(new TextDecoder().decode(body))).data ?? null
  } catch {
    return null
  }
}

/** Refuses a wrong signature first, then a time more than five minutes off to either side. */
export const receiveWebhook: NonNullable<Connector['receiveWebhook']> = (request, { settings, clock }): WebhookReceipt => {
  const secret = settings['webhookSecret']
  const header = signatureHeader(request.headers['stripe-signature'] ?? '')
  if (typeof secret !== 'string' || secret === '' || header === null) return { ok: false, reason: 'bad-signature' }
  const expected = sign(secret, header.timestamp, request.body)
  if (!header.signatures.some((given) => equal(given, expected))) return { ok: false, reason: 'bad-signature' }
  if (Math.abs(clock.now().getTime() / 1000 - Number(header.timestamp)) > toleranceSeconds) return { ok: false, reason: 'too-old' }
  const event = parse(request.body)
  if (event === null) return { ok: false, reason: 'malformed' }
  return {
    ok: true,
    eventId: event.id,
    occurredAt: event.created === undefined ? null : new Date(event.created * 1000),
    pull: moneyMoved.test(event.type) ? ['payments'] : [],
  }
}
