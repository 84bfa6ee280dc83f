// What every mailbox behind an API must do: what arrives, what the sender knows when it does not, and what comes back.

import type { Email } from 'postal-mime'
import { afterEach, describe, expect, test } from 'vitest'
import type { Channel, OutgoingMessage } from '#ports/channel'
import type { Clock } from '#ports/clock'
import { messageIdOf } from '#ports/mail/mail-message'
import type { SandboxCall, SandboxFault } from '#ports/sandbox'
import type { SettingValues } from '#ports/settings'
import { contextFor, testClock } from '#test/conformance/stand-in'
import { bounceOf } from '#test/support/returned-letters'

/** The stand-in vendor of a mailbox behind an API. */
export type MailboxSandbox = {
  start(): Promise<{ readonly settings: SettingValues }>
  stop(): Promise<void>
  failNext(fault: SandboxFault): void
  /** The consent covers sending alone from now on. */
  sendOnly(): void
  /** A letter comes into the inbox. */
  receive(raw: string): void
  sent(): Promise<readonly Email[]>
  readonly calls: readonly SandboxCall[]
}

/** A reminder in Polish to one address. */
export const letter = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'out-1',
  to: [{ address: 'jan@beta.example', name: 'Jan Żak' }],
  subject: 'Przypomnienie o płatności FV/2026/11/001',
  text: 'Dzień dobry,\nczekamy na wpłatę.',
  html: '<p>Dzień dobry</p>',
  language: 'pl',
  ...more,
})

/** Opens mailboxes of one channel, each with a stand-in of its own, stopped after each test. */
export function mailboxesOf<S extends MailboxSandbox>(create: (clock: Clock, options: { readonly secret?: string }) => S) {
  const running: S[] = []
  afterEach(async () => {
    for (const sandbox of running.splice(0)) await sandbox.stop()
  })
  return async (secret?: string) => {
    const clock = testClock()
    const sandbox = create(clock, secret === undefined ? {} : { secret })
    running.push(sandbox)
    const { settings } = await sandbox.start()
    return { sandbox, clock, settings, context: contextFor(settings, clock, { http: { attempts: 1 } }) }
  }
}

/** `sendPath` is the end of the address to which the channel hands a letter over. */
export function mailboxSuite(channel: Channel, mailbox: ReturnType<typeof mailboxesOf<MailboxSandbox>>, sendPath: string): void {
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
    sandbox.failNext({ kind: 'timeout-after-accept', on: sendPath })
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
      sandbox.failNext({ kind, on: sendPath, ...(kind === 429 ? { retryAfterSeconds: 90 } : {}) })
      expect(await channel.send(context, letter())).toMatchObject(outcome)
    })
  })
}
