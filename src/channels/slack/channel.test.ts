// Alerts through the real HTTP core to a workspace that is strict: what arrives, and what the sender knows when it does not.
import { afterEach, describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '#ports/channel'
import { contextFor, failureOf, testClock } from '#test/conformance/stand-in'
import channel from './channel.ts'
import { createSlackSandbox, type SlackSandbox } from './sandbox.ts'

const running: SlackSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function workspace(secret?: string) {
  const clock = testClock()
  const sandbox = createSlackSandbox(clock, secret === undefined ? {} : { secret })
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { sandbox, clock, context: contextFor(settings, clock, { http: { attempts: 1 } }) }
}

const alert = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'cmp/alert-1',
  to: [{ address: 'U012ANNA' }],
  text: 'Duża wpłata: 123 456,00 zł, Alfa\nhttps://skarbnik.example/payments',
  language: 'pl',
  ...more,
})

test('an alert arrives at the person, its first line in bold', async () => {
  const { sandbox, context } = await workspace()
  expect(await channel.send(context, alert())).toMatchObject({ kind: 'accepted', externalId: '1795161600.000001' })
  expect(sandbox.posted).toMatchObject([
    { channel: 'U012ANNA', text: '*Duża wpłata: 123 456,00 zł, Alfa*\nhttps://skarbnik.example/payments' },
  ])
})

test('a title that would call everybody or open a link is plain text', async () => {
  const { sandbox, context } = await workspace()
  await channel.send(context, alert({ text: 'Wpłata: <!channel> *Zły* & <https://evil.example|kliknij>' }))
  expect(sandbox.posted[0]?.text).toBe('*Wpłata: &lt;!channel&gt; ∗Zły∗ &amp; &lt;https://evil.example|kliknij&gt;*')
})

describe('refusals with status 200', () => {
  test.each([
    ['channel_not_found', { kind: 'refused', reason: 'bad-address' }],
    ['is_archived', { kind: 'refused', reason: 'bad-address' }],
    ['msg_too_long', { kind: 'refused', reason: 'content' }],
    ['token_revoked', { kind: 'later', reason: 'misconfigured' }],
    ['missing_scope', { kind: 'later', reason: 'misconfigured' }],
    ['ratelimited', { kind: 'later', reason: 'rate-limited' }],
    ['fatal_error', { kind: 'later', reason: 'unavailable' }],
  ] as const)('%s means %j', async (error, outcome) => {
    const { sandbox, context } = await workspace()
    sandbox.refuseNext(error)
    expect(await channel.send(context, alert())).toMatchObject(outcome)
    expect(sandbox.posted).toEqual([])
  })
})

test('an address that is no id is refused before Slack is asked', async () => {
  const { sandbox, context } = await workspace()
  for (const address of ['anna', '#ksiegowosc', 'U012ANNA\nU012ADAM', ''])
    expect(await channel.send(context, alert({ to: [{ address }] }))).toMatchObject({ kind: 'refused', reason: 'bad-address' })
  expect(sandbox.calls).toEqual([])
})

test.each([
  [429, { kind: 'later', reason: 'rate-limited', retryAfterMs: 30_000 }],
  ['timeout-after-accept', { kind: 'unknown' }],
  ['html', { kind: 'unknown' }],
] as const)('an answer of %s means %j', async (kind, outcome) => {
  const { sandbox, context } = await workspace()
  sandbox.failNext({ kind, ...(kind === 429 ? { retryAfterSeconds: 30 } : {}) })
  expect(await channel.send(context, alert())).toMatchObject(outcome)
})

test('the test of the settings names the workspace; a mistyped token is told as such, and no token stands in a log (T133)', async () => {
  const canary = 'xoxb-kanarek4711x99'
  const { sandbox, context, clock } = await workspace(canary)
  expect(await channel.test(context)).toEqual({ account: 'Jantar (skarbnik)' })
  expect(await failureOf(channel.test(contextFor(sandbox.wrongSettings(), clock)))).toMatchObject({ kind: 'auth-expired' })
  sandbox.failNext({ kind: 500 })
  expect(JSON.stringify([await channel.send(context, alert()), context.calls])).not.toContain(canary)
})
