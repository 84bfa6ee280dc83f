// Text messages through the real HTTP core to a gateway that is strict: what goes, what never does, and what the sender knows.
import { afterEach, describe, expect, test } from 'vitest'
import type { OutgoingMessage } from '#ports/channel'
import { contextFor, failureOf, testClock } from '#test/conformance/stand-in'
import channel from './channel.ts'
import { createSmsapiSandbox, type SmsapiSandbox } from './sandbox.ts'

const running: SmsapiSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function gateway(options: { readonly secret?: string } = {}) {
  const clock = testClock()
  const sandbox = createSmsapiSandbox(clock, options)
  running.push(sandbox)
  const { settings } = await sandbox.start()
  const contextWith = (more: Readonly<Record<string, string | boolean>> = {}) => ({
    ...contextFor({ ...settings, ...more }, clock, { http: { attempts: 1 } }),
    reportUrl: 'https://skarbnik.example/api/webhooks/key',
  })
  return { sandbox, contextWith, clock }
}

const sms = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'cmp/out-1',
  to: [{ address: '500 100 200' }],
  text: 'Prosimy o zapłatę 1 230,00 zł za FV/2026/11/001.',
  language: 'pl',
  ...more,
})

test('a message goes once, to one number, without Polish letters, in the name that the gateway knows it by', async () => {
  const { sandbox, contextWith } = await gateway()
  expect(await channel.send(contextWith({ sender: 'JANTAR' }), sms())).toMatchObject({ kind: 'accepted', detail: 'QUEUE' })
  expect(sandbox.sent).toMatchObject([
    {
      to: '48500100200',
      text: 'Prosimy o zaplate 1 230,00 zl za FV/2026/11/001.',
      from: 'JANTAR',
      parts: 1,
      notifyUrl: 'https://skarbnik.example/api/webhooks/key',
    },
  ])
  expect(sandbox.sent[0]?.idx).toMatch(/^[0-9a-f]{40}$/)
})

test('with Polish letters kept the same text is a part of seventy characters', async () => {
  const { sandbox, contextWith } = await gateway()
  const long = sms({ text: `${'Prosimy o zapłatę zaległości. '.repeat(3)}` })
  await channel.send(contextWith({ plainLetters: false }), long)
  expect(sandbox.sent[0]).toMatchObject({ text: long.text, parts: 2 })
})

test('T60 a gateway that answers after its time-out leaves the message unknown; sent again by a person it reaches nobody twice', async () => {
  const { sandbox, contextWith } = await gateway()
  sandbox.failNext({ kind: 'timeout-after-accept' })
  expect(await channel.send(contextWith(), sms())).toMatchObject({ kind: 'unknown' })
  expect(await channel.send(contextWith(), sms())).toMatchObject({ kind: 'accepted', detail: '53 Not unique idx' })
  expect(sandbox.sent).toHaveLength(1)
})

test('a number of another country is refused before the gateway is asked, and goes when its country is allowed', async () => {
  const { sandbox, contextWith } = await gateway()
  const abroad = sms({ to: [{ address: '+49 151 23456789' }] })
  expect(await channel.send(contextWith(), abroad)).toEqual({ kind: 'refused', reason: 'country', detail: 'country DE not allowed' })
  expect(await channel.send(contextWith(), sms({ to: [{ address: '+998901234567' }] }))).toMatchObject({
    kind: 'refused',
    reason: 'country',
  })
  expect(sandbox.calls).toEqual([])
  expect(await channel.send(contextWith({ countries: 'PL, DE' }), abroad)).toMatchObject({ kind: 'accepted' })
})

test.each(['brak', '500100200,500100201', '500100200\r\n500100201', ''])('%j is no one number, and is refused', async (address) => {
  const { sandbox, contextWith } = await gateway()
  expect(await channel.send(contextWith(), sms({ to: [{ address }] }))).toMatchObject({ kind: 'refused', reason: 'bad-address' })
  expect(sandbox.calls).toEqual([])
})

describe('errors that come with status 200', () => {
  test.each([
    [13, { kind: 'refused', reason: 'bad-address' }],
    [57, { kind: 'refused', reason: 'opted-out' }],
    [59, { kind: 'refused', reason: 'opted-out' }],
    [112, { kind: 'refused', reason: 'country' }],
    [11, { kind: 'refused', reason: 'content' }],
    [12, { kind: 'refused', reason: 'content' }],
    [14, { kind: 'later', reason: 'misconfigured' }],
    [94, { kind: 'later', reason: 'misconfigured' }],
    [101, { kind: 'later', reason: 'misconfigured' }],
    [103, { kind: 'later', reason: 'misconfigured' }],
    [201, { kind: 'later', reason: 'unavailable' }],
    [203, { kind: 'later', reason: 'rate-limited' }],
    [52, { kind: 'later', reason: 'rate-limited', retryAfterMs: 120_000 }],
  ] as const)('%i means %j', async (code, outcome) => {
    const { sandbox, contextWith } = await gateway()
    sandbox.refuseNext(code, 'as the table says')
    expect(await channel.send(contextWith(), sms())).toMatchObject(outcome)
    expect(sandbox.sent).toEqual([])
  })
})

test('a text of more than six parts is refused and not billed', async () => {
  const { sandbox, contextWith } = await gateway()
  expect(await channel.send(contextWith(), sms({ text: 'a'.repeat(1_000) }))).toMatchObject({ kind: 'refused', reason: 'content' })
  expect(sandbox.sent).toEqual([])
})

test('the test of the settings names the account and its points; a mistyped token is told as such', async () => {
  const { sandbox, contextWith, clock } = await gateway()
  expect(await channel.test(contextWith())).toEqual({ account: 'jantar (123.45 pkt)' })
  expect(await failureOf(channel.test(contextFor(sandbox.wrongSettings(), clock)))).toMatchObject({ kind: 'auth-expired' })
})

test.each([
  [429, 'later', 'rate-limited'],
  ['hang-up', 'unknown', undefined],
  ['html', 'unknown', undefined],
  ['redirect', 'later', 'misconfigured'],
] as const)('an answer of %s ends as %s', async (kind, outcome, reason) => {
  const { sandbox, contextWith } = await gateway()
  sandbox.failNext({ kind })
  expect(await channel.send(contextWith(), sms())).toMatchObject({ kind: outcome, ...(reason === undefined ? {} : { reason }) })
})

describe('reports', () => {
  const take = (query: Readonly<Record<string, string>>) =>
    channel.receiveNews?.({ headers: {}, query, body: new Uint8Array() }, { settings: {}, clock: testClock() })

  test('five in one call are five pieces of news, each by its identifier, and the gateway is answered OK', () => {
    const taken = take({
      MsgId: 'A,B,C,D,E',
      status: '404,405,403,407,412',
      idx: 'a,b,c,d,e',
      to: '48500100200,48500100201,48500100202,48500100203,48500100204',
    })
    expect(taken).toMatchObject({ ok: true, answer: 'OK' })
    expect(taken?.ok === true ? taken.news : []).toMatchObject([
      { handle: 'a', state: 'delivered', eventId: 'A:404', address: '+48500100200' },
      { handle: 'b', state: 'bounced', permanent: false },
      { handle: 'd', state: 'bounced', permanent: true },
      { handle: 'e', state: 'complained' },
    ])
  })

  test('an answer says stop, wrong person or something else', () => {
    const said = (text: string) => {
      const taken = take({ sms_from: '48500100200', sms_text: text, MsgId: '1', sms_date: '1' })
      const [news] = taken?.ok === true ? taken.news : []
      return news?.kind === 'reply' ? news.says : null
    }
    expect(['STOP', 'stop proszę', 'Pomyłka, to nie ten numer', 'zapłacę jutro'].map(said)).toEqual([
      'stop',
      'stop',
      'wrong-person',
      'something',
    ])
  })

  test('a call without a message or with lists that do not match is malformed', () => {
    expect(take({})).toEqual({ ok: false, reason: 'malformed' })
    expect(take({ MsgId: 'A,B', status: '404' })).toEqual({ ok: false, reason: 'malformed' })
  })
})

test('T133 the token stands in no log of calls and no outcome', async () => {
  const canary = 'kanarek4711x99'
  const { sandbox, contextWith } = await gateway({ secret: canary })
  const context = contextWith()
  const seen: unknown[] = []
  for (const kind of [400, 401, 500, 'html', 'redirect'] as const) {
    sandbox.failNext({ kind })
    seen.push(await channel.send(context, sms()))
  }
  expect(JSON.stringify([seen, context.calls])).not.toContain(canary)
})
