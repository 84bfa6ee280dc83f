// The signature of a webhook: the known vector, and everything that must not pass (T80).
import { expect, test } from 'vitest'
import { settableClock } from '#ports/clock'
import { receiveWebhook, sign } from './webhook.ts'

const secret = 'whsec_test_secret'
const body = Buffer.from('{"id":"evt_1","object":"event"}')
const at = 1763640000
const clock = settableClock(new Date(at * 1000))
const signature = '808e0069363248c5d187af43f014b5fe7499b56ff774ce1151dcc9a01650e598'
const receive = (header: string, more: { bytes?: Uint8Array; now?: number; webhookSecret?: string } = {}) =>
  receiveWebhook(
    { headers: { 'stripe-signature': header }, query: {}, body: more.bytes ?? body },
    { settings: { webhookSecret: more.webhookSecret ?? secret }, clock: settableClock(new Date((more.now ?? at) * 1000)) },
  )

test("the known vector of the vendor's scheme is reproduced and taken", () => {
  expect(sign(secret, String(at), body)).toBe(signature)
  expect(receive(`t=${at},v1=${signature}`)).toEqual({ ok: true, eventId: 'evt_1', occurredAt: null, pull: [] })
})

test('any of several signatures may be the right one while a secret is changed, v0 counts for nothing', () => {
  expect(receive(`t=${at},v1=${'0'.repeat(64)},v1=${signature},v0=abc`).ok).toBe(true)
  expect(receive(`t=${at},v0=${signature}`)).toEqual({ ok: false, reason: 'bad-signature' })
})

test('T80 a changed body, another secret, a missing header and no secret are refused', () => {
  expect(receive(`t=${at},v1=${signature}`, { bytes: Buffer.from('{"id":"evt_2","object":"event"}') })).toEqual({
    ok: false,
    reason: 'bad-signature',
  })
  expect(receive(`t=${at},v1=${signature}`, { webhookSecret: 'whsec_other' })).toEqual({ ok: false, reason: 'bad-signature' })
  expect(receive(`t=${at + 1},v1=${signature}`)).toEqual({ ok: false, reason: 'bad-signature' })
  for (const header of ['', 't=,v1=', `v1=${signature}`, `t=${at}`, 'nonsense'])
    expect(receive(header)).toEqual({ ok: false, reason: 'bad-signature' })
  expect(receiveWebhook({ headers: { 'stripe-signature': `t=${at},v1=${signature}` }, query: {}, body }, { settings: {}, clock })).toEqual({
    ok: false,
    reason: 'bad-signature',
  })
})

test('T80 five minutes to either side pass, a second more does not', () => {
  for (const shift of [-300, 300]) expect(receive(`t=${at},v1=${signature}`, { now: at + shift }).ok).toBe(true)
  for (const shift of [-301, 301]) expect(receive(`t=${at},v1=${signature}`, { now: at + shift })).toEqual({ ok: false, reason: 'too-old' })
})
