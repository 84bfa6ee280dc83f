// Webhooks: only the right secret passes, a repeat is known, nothing that arrives can throw.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WebhookReceipt, WebhookRequest } from '#ports/connector'
import type { ConnectorFolder } from './plugin-folder.ts'
import { type Running, start } from './running.ts'

export function webhookSuite(folder: ConnectorFolder): void {
  const { connector } = folder
  if (connector.receiveWebhook === undefined) return
  const receive = (running: Running, request: WebhookRequest, settings = running.settings): WebhookReceipt =>
    connector.receiveWebhook?.(request, { settings, clock: running.clock }) ?? { ok: false, reason: 'malformed' }
  const sent = ({ sandbox }: Running, options?: Parameters<NonNullable<Running['sandbox']['webhook']>>[0]): WebhookRequest => {
    if (sandbox.webhook === undefined) throw new Error('the stand-in sends no webhooks')
    return sandbox.webhook(options)
  }

  describe('T80 webhooks', () => {
    test('one with the right secret asks for a pull; the same again has the same id, another another', async () => {
      const running = await start(folder)
      const first = receive(running, sent(running))
      expect(first).toMatchObject({ ok: true })
      expect(receive(running, sent(running))).toEqual(first)
      const other = receive(running, sent(running, { eventId: 'evt-other' }))
      expect(first.ok && other.ok && first.eventId !== other.eventId).toBe(true)
    })

    test('another secret, no secret set, and an empty one set are refused', async () => {
      const running = await start(folder)
      expect(receive(running, sent(running, { secret: 'somebody-else' }))).toEqual({ ok: false, reason: 'bad-signature' })
      const secretNames = Object.entries(connector.settings)
        .filter(([, field]) => field.kind === 'secret')
        .map(([name]) => name)
      const without = Object.fromEntries(Object.entries(running.settings).filter(([name]) => !secretNames.includes(name)))
      expect(receive(running, sent(running), without)).toEqual({ ok: false, reason: 'bad-signature' })
      expect(
        receive(running, sent(running, { secret: '' }), Object.fromEntries(Object.keys(running.settings).map((name) => [name, '']))).ok,
      ).toBe(false)
    })

    test('one from a day ago or from tomorrow is refused, unless the vendor signs no time and BEHAVIOR.md says so', async () => {
      const running = await start(folder)
      const isUndated = /not signed and not judged|no time are sent/.test(readFileSync(join(folder.path, 'BEHAVIOR.md'), 'utf8'))
      for (const shift of [-86_400_000, 86_400_000]) {
        const receipt = receive(running, sent(running, { at: new Date(running.clock.now().getTime() + shift) }))
        expect(receipt).toMatchObject(isUndated ? { ok: true } : { ok: false, reason: 'too-old' })
      }
    })

    test('whatever bytes and headers arrive are refused and never throw', async () => {
      const running = await start(folder)
      const good = sent(running)
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }), (body, headers) => {
          expect(receive(running, { headers: { ...good.headers, ...headers }, query: {}, body }).ok).toBe(false)
        }),
        { numRuns: 300 },
      )
      fc.assert(
        fc.property(fc.nat(good.body.length - 1), (cut) => {
          const receipt = receive(running, { ...good, body: good.body.subarray(0, cut) })
          expect(receipt.ok === false || receipt.eventId !== '').toBe(true)
        }),
        { numRuns: 100 },
      )
    })
  })
}
