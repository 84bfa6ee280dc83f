// Mail through the real HTTP core to a stand-in Graph: what arrives, what the sender knows when it does not, and what comes back.
import { afterEach, describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '#ports/channel'
import { messageIdOf } from '#ports/mail/mail-message'
import { contextFor, failureOf, testClock } from '#test/conformance/stand-in'
import { bounceOf } from '#test/support/returned-letters'
import channel from './channel.ts'
import { createOutlookSandbox, type OutlookSandbox } from './sandbox.ts'

const running: OutlookSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function mailbox(secret?: string) {
  const clock = testClock()
  const sandbox = createOutlookSandbox(clock, secret === undefined ? {} : { secret })
  running.push(sandbox)
  const { settings } = await sandbox.start()
  const context = contextFor(settings, clock, { http: { attempts: 1 } })
  return { sandbox, clock, settings, context }
}

const letter = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'out-1',
  to: [{ address: 'jan@beta.example', name: 'Jan Żak' }],
  subject: 'Przypomnienie o płatności FV/2026/11/001',
  text: 'Dzień dobry,\nczekamy na wpłatę.',
  html: '<p>Dzień dobry</p>',
  language: 'pl',
  ...more,
})

const messageId = messageIdOf('out-1', 'faktury@jantar.example')

test('a message arrives whole, under a Message-ID that its key gives it', async () => {
  const { sandbox, context } = await mailbox()
  const outcome = await channel.send(
    context,
    letter({ attachments: [{ name: 'faktura żółta.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }] }),
  )
  expect(outcome).toMatchObject({ kind: 'accepted', externalId: messageId })
  expect(await sandbox.sent()).toMatchObject([
    {
      messageId,
      subject: 'Przypomnienie o płatności FV/2026/11/001',
      to: [{ address: 'jan@beta.example', name: 'Jan Żak' }],
      text: expect.stringContaining('czekamy na wpłatę'),
      attachments: [{ filename: 'faktura żółta.pdf' }],
    },
  ])
})

test('T75 a line break in a name or a subject starts no header, and an address that is none is refused unsent', async () => {
  const { sandbox, context } = await mailbox()
  await channel.send(
    context,
    letter({ subject: 'Zapłata\r\nBcc: all@evil.example', to: [{ address: 'jan@beta.example', name: 'Jan\r\nCc: x@y.example' }] }),
  )
  const [received] = await sandbox.sent()
  expect(received?.bcc ?? []).toEqual([])
  expect(received?.cc ?? []).toEqual([])
  const calls = sandbox.calls.length
  expect(await channel.send(context, letter({ to: [{ address: 'jan@beta.example, all@evil.example' }] }))).toMatchObject({
    kind: 'refused',
    reason: 'bad-address',
  })
  expect(sandbox.calls).toHaveLength(calls)
})

test('T60 no answer after the letter was handed over is unknown; the mailbox is searched by its Message-ID and has it', async () => {
  const { sandbox, context, clock } = await mailbox()
  sandbox.failNext({ kind: 'timeout-after-accept', on: '/sendMail' })
  expect(await channel.send(context, letter())).toMatchObject({ kind: 'unknown' })
  const at = clock.now()
  expect(await channel.lookUp?.(context, { key: 'out-1', handle: '', at })).toMatchObject({ kind: 'found' })
  expect(await channel.lookUp?.(context, { key: 'out-2', handle: '', at })).toEqual({ kind: 'unclear' })
  clock.set(new Date(at.getTime() + 11 * 60_000))
  expect(await channel.lookUp?.(context, { key: 'out-2', handle: '', at })).toEqual({ kind: 'absent' })
  sandbox.sendOnly()
  expect(await channel.lookUp?.(context, { key: 'out-1', handle: '', at })).toEqual({ kind: 'unclear' })
})

test('T68 a bounce in the inbox is read once and names the message; other letters are nobody’s business', async () => {
  const { sandbox, context } = await mailbox()
  sandbox.receive('From: ktos@beta.example\r\nSubject: Oferta\r\n\r\nKupcie coś')
  sandbox.receive(bounceOf(messageId, 'jan@beta.example'))
  const first = await channel.readNews?.({ ...context, memory: {} })
  expect(first?.news).toMatchObject([
    {
      kind: 'delivery',
      state: 'bounced',
      permanent: true,
      address: 'jan@beta.example',
      handle: messageId.slice(1, 41),
      detail: expect.stringContaining('5.1.1'),
    },
  ])
  const second = await channel.readNews?.({ ...context, memory: first?.memory ?? {} })
  expect(second?.news).toEqual([])
  expect((await channel.readNews?.({ ...context, settings: { ...context.settings, readMailbox: false }, memory: {} }))?.news).toEqual([])
})

describe('answers of the vendor', () => {
  test.each([
    [429, { kind: 'later', reason: 'rate-limited', retryAfterMs: 90_000 }],
    [403, { kind: 'later', reason: 'misconfigured' }],
    [400, { kind: 'refused', reason: 'content' }],
    [503, { kind: 'unknown' }],
    ['html', { kind: 'unknown' }],
  ] as const)('%s means %j', async (kind, outcome) => {
    const { sandbox, context } = await mailbox()
    sandbox.failNext({ kind, on: 'sendMail', ...(kind === 429 ? { retryAfterSeconds: 90 } : {}) })
    expect(await channel.send(context, letter())).toMatchObject(outcome)
  })
})

test.each([
  [400, 'ErrorInvalidRecipients', { kind: 'refused', reason: 'bad-address' }],
  [403, 'ErrorSendAsDenied', { kind: 'later', reason: 'misconfigured' }],
  [413, 'RequestEntityTooLarge', { kind: 'refused', reason: 'content' }],
] as const)('%i %s means %j', async (status, code, outcome) => {
  const { sandbox, context } = await mailbox()
  sandbox.refuseNext(status, code)
  expect(await channel.send(context, letter())).toMatchObject(outcome)
})

test('a letter above the four megabytes of one request is refused unsent', async () => {
  const { sandbox, context } = await mailbox()
  const big = [{ name: 'skan.pdf', contentType: 'application/pdf', bytes: Buffer.alloc(4 * 1024 * 1024) }]
  expect(await channel.send(context, letter({ attachments: big }))).toMatchObject({ kind: 'refused', reason: 'content' })
  expect(await sandbox.sent()).toEqual([])
})

test('the test of the settings names the mailbox, also where only sending is allowed; wrong credentials are told as such', async () => {
  const { sandbox, clock, settings } = await mailbox()
  expect(await channel.test(contextFor(settings, clock))).toEqual({ account: 'faktury@jantar.example' })
  sandbox.sendOnly()
  expect(await channel.test(contextFor({ ...settings, readMailbox: false }, clock))).toEqual({ account: 'faktury@jantar.example' })
  expect(await failureOf(channel.test(contextFor(sandbox.wrongSettings(), clock)))).toMatchObject({ kind: 'auth-expired' })
})

test('a token is used until it ends, and then a new one is fetched', async () => {
  const { sandbox, context, clock } = await mailbox()
  const tokens = () => sandbox.calls.filter(({ path }) => path.endsWith('token')).length
  await channel.send(context, letter())
  await channel.send(context, letter({ key: 'out-2' }))
  expect(tokens()).toBe(1)
  clock.set(new Date(clock.now().getTime() + 3_600_000))
  expect(await channel.send(context, letter({ key: 'out-3' }))).toMatchObject({ kind: 'accepted' })
  expect(tokens()).toBe(2)
})

test('T133 the secret stands in no log and no outcome', async () => {
  const canary = 'kanarek4711x99'
  const { sandbox, context } = await mailbox(canary)
  const seen: unknown[] = [await channel.send(context, letter())]
  for (const kind of [401, 500, 'html', 'redirect'] as const) {
    sandbox.failNext({ kind })
    seen.push(await channel.send(context, letter()))
  }
  expect(JSON.stringify([seen, context.calls])).not.toContain(canary)
})
