// The signature of an outgoing webhook: HMAC-SHA256 over the second of sending and the raw body.
import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureHeader = 'Skarbnik-Signature'
export const deliveryHeader = 'Skarbnik-Delivery'

/** How far the clocks of both sides may stand apart, in seconds. */
const toleranceS = 300

const digestOf = (secret: string, second: number, body: Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${second}.`).update(body).digest()

/** `t=<unix seconds>,v1=<hex>`, one `v1` for each secret that is live: two while a secret is being changed. */
export function signatureOf(secrets: readonly string[], at: Date, body: Uint8Array): string {
  const second = Math.floor(at.getTime() / 1000)
  return [`t=${second}`, ...secrets.map((secret) => `v1=${digestOf(secret, second, body).toString('hex')}`)].join(',')
}

export type SignatureCheck = 'good' | 'malformed' | 'too-old' | 'from-the-future' | 'wrong'

/** What a receiver does with the header: the time within five minutes, and any one `v1` that its own secret makes. */
export function checkSignature(header: string | undefined, secret: string, body: Uint8Array, now: Date): SignatureCheck {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('=', 2))
  const second = Number(parts.find(([name]) => name === 't')?.[1] ?? Number.NaN)
  const given = parts.filter(([name]) => name === 'v1').map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
  if (!Number.isSafeInteger(second) || given.length === 0) return 'malformed'
  const ageS = now.getTime() / 1000 - second
  if (ageS > toleranceS) return 'too-old'
  if (ageS < -toleranceS) return 'from-the-future'
  const expected = digestOf(secret, second, body)
  return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected)) ? 'good' : 'wrong'
}
