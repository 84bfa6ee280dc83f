// The captured webhook of the vendor is taken with the right secret alone.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { receiveWebhook } from './webhook.ts'

const body = readFileSync(new URL('./fixtures/webhook.json', import.meta.url))
const request = { headers: {}, query: {}, body }

test('the captured webhook asks for invoices and is known again by its content', () => {
  const first = receiveWebhook(request, { webhookToken: 'wspolny-sekret-webhooka' })
  expect(first).toMatchObject({ ok: true, pull: ['invoices'], occurredAt: null })
  expect(receiveWebhook(request, { webhookToken: 'wspolny-sekret-webhooka' })).toEqual(first)
  expect(
    receiveWebhook(
      { ...request, body: Buffer.from(body.toString().replace('issued', 'paid')) },
      { webhookToken: 'wspolny-sekret-webhooka' },
    ),
  ).not.toEqual(first)
})

test('T80 another secret, no secret set, and a body that is no webhook are refused', () => {
  expect(receiveWebhook(request, { webhookToken: 'inny' })).toEqual({ ok: false, reason: 'bad-signature' })
  expect(receiveWebhook(request, {})).toEqual({ ok: false, reason: 'bad-signature' })
  expect(receiveWebhook({ ...request, body: Buffer.from('{"deal":') }, { webhookToken: 'x' })).toEqual({ ok: false, reason: 'malformed' })
})
