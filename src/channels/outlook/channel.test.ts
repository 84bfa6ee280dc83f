// Mail through the real HTTP core to a stand-in Graph: what arrives, what the sender knows when it does not, and what comes back.
import { expect, test } from 'vitest'
import { contextFor, failureOf } from '#test/conformance/stand-in'
import { letter, mailboxesOf, mailboxSuite } from '#test/support/mailbox-suite'
import channel from './channel.ts'
import { createOutlookSandbox } from './sandbox.ts'

const mailbox = mailboxesOf(createOutlookSandbox)

mailboxSuite(channel, mailbox, '/sendMail')

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
