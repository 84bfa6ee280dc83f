// Mail through a real SMTP conversation: what arrives, and what the sender knows when it does not.
import { afterEach, describe, expect, test } from 'vitest'
import type { OutgoingMessage, SendOutcome } from '#ports/channel'
import { messageIdOf } from '#ports/mail/mail-message'
import { contextFor, failureOf, testClock } from '#test/conformance/stand-in'
import channel from './channel.ts'
import { createSmtpSandbox, type SmtpFault, type SmtpSandbox } from './sandbox.ts'

const running: SmtpSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

const http = { send: () => Promise.reject(new Error('mail needs no HTTP')), addressOf: (host: string) => Promise.resolve(host) }

async function server() {
  const sandbox = createSmtpSandbox()
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { sandbox, settings, context: { settings, http, clock: testClock() } }
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

test('a message arrives whole: names, Polish letters, both bodies, attachment and our headers', async () => {
  const { sandbox, context } = await server()
  const outcome = await channel.send(
    context,
    letter({
      fromName: 'Księgowość Jantar',
      replyTo: 'biuro@jantar.example',
      headers: { 'List-Unsubscribe': '<https://jantar.example/u/1>', 'Message-ID': '<evil@x>' },
      attachments: [{ name: 'faktura żółta.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }],
    }),
  )
  expect(outcome).toMatchObject({
    kind: 'accepted',
    externalId: messageIdOf('out-1', 'faktury@jantar.example'),
    detail: expect.stringMatching(/^250 /),
  })
  const [received] = sandbox.received
  expect(received).toMatchObject({ from: 'faktury@jantar.example', to: ['jan@beta.example'] })
  expect(received?.email).toMatchObject({
    from: { name: 'Księgowość Jantar', address: 'faktury@jantar.example' },
    to: [{ name: 'Jan Żak', address: 'jan@beta.example' }],
    replyTo: [{ address: 'biuro@jantar.example' }],
    subject: 'Przypomnienie o płatności FV/2026/11/001',
    text: expect.stringContaining('czekamy na wpłatę'),
    html: expect.stringContaining('Dzień dobry'),
    date: '2026-11-20T08:00:00.000Z',
    messageId: messageIdOf('out-1', 'faktury@jantar.example'),
    attachments: [{ filename: 'faktura żółta.pdf', mimeType: 'application/pdf' }],
  })
  const headers = Object.fromEntries((received?.email.headers ?? []).map(({ key, value }) => [key, value]))
  expect(headers).toMatchObject({
    'auto-submitted': 'auto-generated',
    'x-auto-response-suppress': 'OOF, AutoReply',
    'list-unsubscribe': '<https://jantar.example/u/1>',
    'content-language': 'pl',
  })
})

test('the Message-ID is the same for every attempt with the same key, and another for another', () => {
  expect(messageIdOf('out-1', 'a@firma.pl')).toBe(messageIdOf('out-1', 'a@firma.pl'))
  expect(messageIdOf('out-1', 'a@firma.pl')).not.toBe(messageIdOf('out-2', 'a@firma.pl'))
  expect(messageIdOf('out-1', 'a@firma.pl')).toMatch(/^<[0-9a-f]{40}@firma\.pl>$/)
})

describe('T75 header injection', () => {
  const attack = 'Jan\r\nBcc: zly@evil.example\r\n\r\n<script>'

  test('line breaks in names, subject, headers and file names become blanks', async () => {
    const { sandbox, context } = await server()
    await channel.send(
      context,
      letter({
        to: [{ address: 'jan@beta.example', name: attack }],
        subject: attack,
        fromName: attack,
        headers: { 'X-Case': attack, 'X-Bad\r\nBcc': 'zly@evil.example' },
        attachments: [{ name: attack, contentType: 'text/plain', bytes: Buffer.from('x') }],
      }),
    )
    const [received] = sandbox.received
    expect(received?.to).toEqual(['jan@beta.example'])
    expect(received?.email.bcc ?? []).toEqual([])
    expect(
      received?.raw
        .split('\r\n\r\n')[0]
        ?.split('\r\n')
        .filter((line) => /^bcc:/i.test(line)),
    ).toEqual([])
    expect(received?.email.subject).toBe('Jan Bcc: zly@evil.example <script>')
  })

  test.each([
    'a@b.pl\r\nRCPT TO:<zly@evil.example>',
    'a@b.pl, zly@evil.example',
    '"x" <a@b.pl>',
    'a b@c.pl',
    'a@b@c.pl',
    '',
    '@b.pl',
    'a@',
  ])('%j is no address: nothing is sent', async (address) => {
    const { sandbox, context } = await server()
    expect(await channel.send(context, letter({ to: [{ address }] }))).toMatchObject({ kind: 'refused', reason: 'bad-address' })
    expect(sandbox.connections()).toBe(0)
  })

  test('a body that names a file or an address is text and stays text', async () => {
    const { sandbox, context } = await server()
    await channel.send(context, letter({ html: '<img src="file:///etc/passwd">', text: 'href: /etc/passwd' }))
    expect(sandbox.received[0]?.raw).not.toContain('root:')
  })
})

describe('what the sender knows when mail does not arrive', () => {
  const cases: readonly [string, SmtpFault, Partial<SendOutcome> & object, number][] = [
    [
      'a busy server (421 at the greeting) means later',
      { at: 'connect', code: 421, text: '4.3.2 busy' },
      { kind: 'later', reason: 'unavailable' },
      0,
    ],
    [
      'grey-listing (450 for the recipient) means later',
      { at: 'rcpt', code: 450, text: '4.2.0 greylisted' },
      { kind: 'later', reason: 'unavailable' },
      0,
    ],
    [
      'too many messages (451 4.7.1) means later, slower',
      { at: 'mail-from', code: 451, text: '4.7.1 try later' },
      { kind: 'later', reason: 'rate-limited' },
      0,
    ],
    [
      'an unknown mailbox (550 5.1.1) means never',
      { at: 'rcpt', code: 550, text: '5.1.1 user unknown' },
      { kind: 'refused', reason: 'bad-address' },
      0,
    ],
    [
      'a full mailbox (552 5.2.2) means never to this one now',
      { at: 'rcpt', code: 552, text: '5.2.2 mailbox full' },
      { kind: 'refused', reason: 'mailbox-full' },
      0,
    ],
    [
      'a policy (550 5.7.26 no SPF) is about us, not about the address',
      { at: 'data', code: 550, text: '5.7.26 unauthenticated sender' },
      { kind: 'refused', reason: 'policy' },
      0,
    ],
    [
      'content refused after the body (554 5.6.0) means never',
      { at: 'data', code: 554, text: '5.6.0 rejected' },
      { kind: 'refused', reason: 'content' },
      0,
    ],
    [
      'the daily limit (550 5.4.5) means tomorrow',
      { at: 'rcpt', code: 550, text: '5.4.5 Daily user sending limit exceeded' },
      { kind: 'later', reason: 'rate-limited', retryAfterMs: 86_400_000 },
      0,
    ],
    [
      'refused for now after the body (451) was certainly not taken',
      { at: 'data', code: 451, text: '4.3.0 disk' },
      { kind: 'later', reason: 'unavailable' },
      0,
    ],
    [
      'T60 a connection that dies after the server took the message leaves it unknown',
      { at: 'hang-up-after-data' },
      { kind: 'unknown' },
      1,
    ],
    [
      'T60 a connection that dies while the message is handed over leaves it unknown too',
      { at: 'hang-up-mid-data' },
      { kind: 'unknown' },
      0,
    ],
    [
      'T60 a connection that dies before the server asked for the message means later: nothing was handed over',
      { at: 'hang-up-before-data' },
      { kind: 'later', reason: 'unavailable' },
      0,
    ],
  ]

  test.each(cases)('%s', async (_name, fault, expected, arrived) => {
    const { sandbox, context } = await server()
    sandbox.failNext(fault)
    expect(await channel.send(context, letter())).toMatchObject(expected)
    expect(sandbox.received).toHaveLength(arrived)
  })

  test('a wrong password is a setting to mend: nothing is sent, and the test of the channel says so', async () => {
    const { sandbox, context } = await server()
    const wrong = { ...context, settings: sandbox.wrongSettings() }
    expect(await channel.send(wrong, letter())).toMatchObject({ kind: 'later', reason: 'misconfigured' })
    expect(await failureOf(channel.test(wrong))).toMatchObject({ kind: 'auth-expired' })
    expect(sandbox.received).toHaveLength(0)
  })

  test('a certificate that nobody vouches for is refused where encryption is asked for', async () => {
    const { sandbox, context } = await server()
    expect(await channel.send({ ...context, settings: { ...context.settings, security: 'starttls' } }, letter())).toMatchObject({
      kind: 'later',
      reason: 'misconfigured',
    })
    expect(sandbox.received).toHaveLength(0)
  })

  test('a server that is not there means later', async () => {
    const { sandbox, context } = await server()
    await sandbox.stop()
    running.length = 0
    expect(await channel.send(context, letter())).toMatchObject({ kind: 'later', reason: 'unavailable' })
    expect(await failureOf(channel.test(context))).toMatchObject({ kind: 'unavailable' })
  })
})

test('the test of the channel signs in and sends nothing', async () => {
  const { sandbox, context } = await server()
  expect(await channel.test(context)).toEqual({ account: 'faktury@jantar.example (127.0.0.1)' })
  expect(sandbox.received).toHaveLength(0)
})

test.each(['127.0.0.1', '10.0.0.5', '169.254.169.254', '0x7f000001', '2130706433', '::1'])(
  'T122 a mail server at %s is refused before anything is connected to, unless private networks are allowed',
  async (host) => {
    const { sandbox, settings, context } = await server()
    const guarded = contextFor({ ...settings, host }, testClock(), { http: { allowPrivateNetworks: false } })
    expect(await channel.send(guarded, letter())).toMatchObject({
      kind: 'later',
      reason: 'misconfigured',
      detail: expect.stringContaining('address-private'),
    })
    expect(await failureOf(channel.test(guarded))).toMatchObject({ kind: 'misconfigured' })
    expect(sandbox.connections()).toBe(0)
    expect(await channel.send(context, letter())).toMatchObject({ kind: 'accepted' })
  },
)

test('T122 a name that points into a private network is refused, and a public one is connected to by the address that was checked', async () => {
  const { settings, sandbox } = await server()
  const named = (address: string, allow: boolean) =>
    contextFor({ ...settings, host: 'smtp.jantar.example' }, testClock(), {
      http: { allowPrivateNetworks: allow, resolve: async () => [{ address, family: 4 }] },
    })
  expect(await channel.send(named('192.168.1.10', false), letter())).toMatchObject({ kind: 'later', reason: 'misconfigured' })
  expect(sandbox.connections()).toBe(0)
  expect(await channel.send(named('127.0.0.1', true), letter())).toMatchObject({ kind: 'accepted' })
})
