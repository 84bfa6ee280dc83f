// Events through the real HTTP core to a receiver that checks them: what arrives, how often, and what the sender knows when it does not.
import { afterEach, describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '#ports/channel'
import { contextFor, failureOf, testClock } from '#test/conformance/stand-in'
import channel from './channel.ts'
import { createWebhookSandbox, type WebhookSandbox } from './sandbox.ts'
import { checkSignature, signatureOf } from './signature.ts'

const running: WebhookSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function receiver() {
  const clock = testClock()
  const sandbox = createWebhookSandbox(clock)
  running.push(sandbox)
  const { settings } = await sandbox.start()
  const contextWith = (more: Readonly<Record<string, string>> = {}, attempts = 1) =>
    contextFor({ ...settings, ...more }, clock, { http: { attempts } })
  return { sandbox, clock, contextWith, secret: String(settings['secret']) }
}

const event = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'cmp/out-1',
  to: [{ address: 'jan@beta.example', name: 'Jan Żak' }],
  subject: 'invoice.paid',
  text: '{"invoiceId":"inv_1","open":"0.00"}',
  headers: { 'Content-Type': 'application/json' },
  language: 'pl',
  ...more,
})

describe('T86 outgoing webhooks', () => {
  test('an event arrives once, signed over its raw bytes, and names no person', async () => {
    const { sandbox, contextWith, clock, secret } = await receiver()
    expect(await channel.send(contextWith(), event())).toEqual({ kind: 'accepted', externalId: 'cmp/out-1', detail: '200' })
    expect(sandbox.events).toEqual([{ id: 'cmp/out-1', event: 'invoice.paid', language: 'pl', data: { invoiceId: 'inv_1', open: '0.00' } }])
    const [delivery] = sandbox.deliveries
    expect(delivery?.body).not.toContain('jan@')
    expect(checkSignature(delivery?.headers['skarbnik-signature'], secret, Buffer.from(delivery?.body ?? ''), clock.now())).toBe('good')
  })

  test('an ill receiver gets it again through the outbox: the same body, a signature of its own, acted on once', async () => {
    const { sandbox, contextWith, clock } = await receiver()
    sandbox.failNext({ kind: 'hang-up-after-accept' })
    expect(await channel.send(contextWith(), event())).toMatchObject({ kind: 'later', reason: 'unavailable' })
    clock.set(new Date(clock.now().getTime() + 3_600_000))
    expect(await channel.send(contextWith(), event())).toMatchObject({ kind: 'accepted' })
    expect(sandbox.deliveries.map(({ status }) => status)).toEqual([200, 200])
    expect(sandbox.deliveries[0]?.body).toBe(sandbox.deliveries[1]?.body)
    expect(sandbox.deliveries[0]?.headers['skarbnik-signature']).not.toBe(sandbox.deliveries[1]?.headers['skarbnik-signature'])
    expect(sandbox.events).toHaveLength(1)
  })

  test('a receiver that stumbles once is asked again within the same call', async () => {
    const { sandbox, contextWith } = await receiver()
    sandbox.failNext({ kind: 503 })
    expect(await channel.send(contextWith({}, 3), event())).toMatchObject({ kind: 'accepted' })
    expect(sandbox.events).toHaveLength(1)
  })

  test.each([
    [429, { kind: 'later', reason: 'rate-limited', retryAfterMs: 120_000 }],
    [503, { kind: 'later', reason: 'unavailable', retryAfterMs: 120_000 }],
    [401, { kind: 'later', reason: 'misconfigured' }],
    [404, { kind: 'later', reason: 'misconfigured' }],
    [410, { kind: 'refused', reason: 'policy' }],
    [422, { kind: 'refused', reason: 'content' }],
  ] as const)('an answer of %i means %j', async (kind, outcome) => {
    const { sandbox, contextWith } = await receiver()
    sandbox.failNext({ kind, ...(kind === 429 || kind === 503 ? { retryAfterSeconds: 120 } : {}) })
    expect(await channel.send(contextWith(), event())).toMatchObject(outcome)
    expect(sandbox.events).toEqual([])
  })

  test.each(['timeout', 'redirect', 'hang-up'] as const)('%s ends as another attempt, never as unknown', async (kind) => {
    const { sandbox, contextWith } = await receiver()
    sandbox.failNext({ kind })
    expect(await channel.send(contextWith(), event())).toMatchObject({ kind: 'later' })
    expect(await channel.send(contextWith(), event())).toMatchObject({ kind: 'accepted' })
  })

  test('while a secret is changed both are live: receivers with the old and with the new one take the event', async () => {
    const { sandbox, contextWith, secret } = await receiver()
    const fresh = 'fresh-webhook-secret-of-thirty-two-chars'
    const both = contextWith({ secret: fresh, previousSecret: secret })
    expect(await channel.send(both, event({ key: 'cmp/1' }))).toMatchObject({ kind: 'accepted' })
    sandbox.changeSecret(fresh)
    expect(await channel.send(both, event({ key: 'cmp/2' }))).toMatchObject({ kind: 'accepted' })
    expect(await channel.send(contextWith({ secret: fresh }), event({ key: 'cmp/3' }))).toMatchObject({ kind: 'accepted' })
    expect(await channel.send(contextWith({ secret }), event({ key: 'cmp/4' }))).toMatchObject({ kind: 'later', reason: 'misconfigured' })
    expect(sandbox.events.map(({ id }) => id)).toEqual(['cmp/1', 'cmp/2', 'cmp/3'])
  })

  test('an event that waited comes after a younger one: the order is not guaranteed, the ids tell them apart', async () => {
    const { sandbox, contextWith } = await receiver()
    sandbox.failNext({ kind: 500 })
    expect(await channel.send(contextWith(), event({ key: 'cmp/older' }))).toMatchObject({ kind: 'later' })
    await channel.send(contextWith(), event({ key: 'cmp/younger' }))
    await channel.send(contextWith(), event({ key: 'cmp/older' }))
    expect(sandbox.events.map(({ id }) => id)).toEqual(['cmp/younger', 'cmp/older'])
  })

  test('the secret stands neither in what is sent nor in the log of calls', async () => {
    const { sandbox, contextWith, secret } = await receiver()
    const context = contextWith()
    await channel.send(context, event())
    expect(JSON.stringify([sandbox.deliveries, context.calls])).not.toContain(secret)
  })
})

describe('the signature', () => {
  const at = new Date('2026-11-20T08:00:00Z')
  const body = Buffer.from('{"id":"1"}')

  test('is the one that anybody can compute: HMAC-SHA256 of "<t>.<body>"', () => {
    // echo -n '1795161600.{"id":"1"}' | openssl dgst -sha256 -hmac tajne
    expect(signatureOf(['tajne'], at, body)).toBe('t=1795161600,v1=040b8a1356494a6d7215030f1c8aafa20230f509bd3c0c7994f50fcb916eafa2')
  })

  test.each([
    ['another body', () => checkSignature(signatureOf(['a'], at, body), 'a', Buffer.from('{"id":"2"}'), at), 'wrong'],
    ['another secret', () => checkSignature(signatureOf(['b'], at, body), 'a', body, at), 'wrong'],
    ['a signature cut short', () => checkSignature(signatureOf(['a'], at, body).slice(0, -2), 'a', body, at), 'wrong'],
    ['no header', () => checkSignature(undefined, 'a', body, at), 'malformed'],
    ['a header without a time', () => checkSignature('v1=00', 'a', body, at), 'malformed'],
    ['six minutes ago', () => checkSignature(signatureOf(['a'], at, body), 'a', body, new Date(at.getTime() + 360_000)), 'too-old'],
    [
      'six minutes ahead',
      () => checkSignature(signatureOf(['a'], at, body), 'a', body, new Date(at.getTime() - 360_000)),
      'from-the-future',
    ],
    ['four minutes ago', () => checkSignature(signatureOf(['a'], at, body), 'a', body, new Date(at.getTime() + 240_000)), 'good'],
  ] as const)('of %s is judged %3$s', (_what, check, verdict) => {
    expect(check()).toBe(verdict)
  })
})

describe('the test of the channel', () => {
  test('sends one signed ping and names the receiver', async () => {
    const { sandbox, contextWith } = await receiver()
    expect((await channel.test(contextWith())).account).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(sandbox.events).toMatchObject([{ event: 'ping' }])
  })

  test('with a mistyped secret it says that signing in failed', async () => {
    const { sandbox, contextWith } = await receiver()
    const wrong = { ...contextWith(), settings: sandbox.wrongSettings() }
    expect(await failureOf(channel.test(wrong))).toMatchObject({ kind: 'auth-expired' })
  })
})
