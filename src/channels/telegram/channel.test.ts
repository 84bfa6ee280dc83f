// Alerts through the real HTTP core to a stand-in Bot API, and the code by which a chat shows whose it is.
import { afterEach, describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '#ports/channel'
import { contextFor, failureOf, testClock } from '#test/conformance/stand-in'
import channel from './channel.ts'
import { createTelegramSandbox, type TelegramSandbox } from './sandbox.ts'

const running: TelegramSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function world(secret?: string) {
  const clock = testClock()
  const sandbox = createTelegramSandbox(clock, secret === undefined ? {} : { secret })
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { sandbox, clock, context: contextFor(settings, clock, { http: { attempts: 1 } }) }
}

const alert = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'cmp/alert-1',
  to: [{ address: '500600700' }],
  text: 'Wpłata: <b>Alfa</b> & *Beta*',
  language: 'pl',
  ...more,
})

test('an alert arrives as it is written, without markup', async () => {
  const { sandbox, context } = await world()
  expect(await channel.send(context, alert())).toMatchObject({ kind: 'accepted', externalId: '1' })
  expect(sandbox.posted).toEqual([{ chat: '500600700', text: 'Wpłata: <b>Alfa</b> & *Beta*' }])
})

test('a code that a person sends to the bot links her chat, once; what is no code is nobody’s', async () => {
  const { sandbox, context } = await world()
  sandbox.write({ id: 7_000_000_001, name: 'Anna' }, '/start Kod_anny-123')
  sandbox.write({ id: 7_000_000_002, name: 'Obcy' }, 'cześć')
  const first = await channel.readNews?.({ ...context, memory: {} })
  expect(first?.news).toEqual([{ kind: 'link', eventId: 'update:9001', code: 'Kod_anny-123', address: '7000000001', name: 'Anna' }])
  const second = await channel.readNews?.({ ...context, memory: first?.memory ?? {} })
  expect(second).toEqual({ news: [], memory: { offset: 9003 } })
  expect(await channel.send(context, alert({ to: [{ address: '7000000001' }] }))).toMatchObject({ kind: 'accepted' })
})

describe('refusals', () => {
  test.each([
    [403, 'Forbidden: bot was blocked by the user', { kind: 'refused', reason: 'bad-address' }],
    [400, 'Bad Request: chat not found', { kind: 'refused', reason: 'bad-address' }],
    [400, "Bad Request: can't parse entities", { kind: 'refused', reason: 'content' }],
    [401, 'Unauthorized', { kind: 'later', reason: 'misconfigured' }],
    [429, 'Too Many Requests: retry after 35', { kind: 'later', reason: 'rate-limited', retryAfterMs: 35_000 }],
  ] as const)('%i %s means %j', async (code, description, outcome) => {
    const { sandbox, context } = await world()
    sandbox.refuseNext(code, description, code === 429 ? 35 : undefined)
    expect(await channel.send(context, alert())).toMatchObject(outcome)
    expect(sandbox.posted).toEqual([])
  })
})

test('a silent server leaves the alert unknown, an ill one means later', async () => {
  const { sandbox, context } = await world()
  sandbox.failNext({ kind: 'timeout-after-accept' })
  expect(await channel.send(context, alert())).toMatchObject({ kind: 'unknown' })
  expect(sandbox.posted).toHaveLength(1)
})

test('the test of the settings names the bot; a mistyped token is told as such, and no token stands in a log (T133)', async () => {
  const canary = '123456:kanarek4711x99'
  const { sandbox, context, clock } = await world(canary)
  expect(await channel.test(context)).toEqual({ account: '@jantar_skarbnik_bot' })
  expect(await failureOf(channel.test(contextFor(sandbox.wrongSettings(), clock)))).toMatchObject({ kind: 'auth-expired' })
  sandbox.failNext({ kind: 500 })
  expect(JSON.stringify([await channel.send(context, alert()), context.calls])).not.toContain('kanarek4711x99')
})
