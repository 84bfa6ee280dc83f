// Templates of PDF Generator API, through the real HTTP core against the stand-in.
import { afterEach, expect, test } from 'vitest'
import { contextFor, failureOf, seedOf, testClock } from '#test/conformance/stand-in'
import { token } from './api.ts'
import connector from './connector.ts'
import { createSandbox, type PdfGeneratorSandbox } from './sandbox.ts'

const running: PdfGeneratorSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function started(over: object = {}) {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({}, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { sandbox, clock, settings, context: contextFor({ ...settings, ...over }, clock) }
}
const wanted = { templateId: 19375, name: 'Wiekowanie 2026-11', language: 'pl', data: { rows: [{ klient: 'Żak' }] } } as const
const fill = (context: ReturnType<typeof contextFor>, more: object = {}) =>
  connector.fillTemplate?.(context, { ...wanted, ...more }) ?? Promise.reject(new Error('gone'))

test('the known token of a request is signed as the vendor signs it', () => {
  expect(token({ key: 'API_KEY', secret: 'API_SECRET', workspace: 'workspace@example.pl' }, 1763640060)).toBe(
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJBUElfS0VZIiwic3ViIjoid29ya3NwYWNlQGV4YW1wbGUucGwiLCJleHAiOjE3NjM2NDAwNjB9.T3GfrCEaZhUMIkbcVgEYWG4qU9sxQZJnJoiFSVq8-hs',
  )
})

test('a template filled with the data of a report comes back as a PDF; trial mode is asked for only where it is set', async () => {
  const { sandbox, context, settings, clock } = await started()
  expect(Buffer.from(await fill(context)).toString()).toMatch(/^%PDF-1\.7\n% Wiekowanie z logo/)
  await fill(contextFor({ ...settings, testing: true }, clock))
  expect(sandbox.generated).toEqual([
    { templateId: 19375, name: 'Wiekowanie 2026-11', data: wanted.data, testing: false },
    { templateId: 19375, name: 'Wiekowanie 2026-11', data: wanted.data, testing: true },
  ])
})

test('the test of a connection names the templates by which reports can be drawn', async () => {
  const { context } = await started()
  expect(await connector.test(context)).toMatchObject({
    account: 'biuro@jantar.example',
    facts: [{ value: 'Wiekowanie z logo (19375), Raport dla zarządu (19380)' }],
  })
})

test('a template that is not there waits for a person, a wrong secret and a clock gone wrong too, an answer that is no PDF is refused', async () => {
  const { sandbox, context, settings, clock } = await started()
  expect(await failureOf(fill(context, { templateId: 7 }))).toMatchObject({ kind: 'misconfigured', facts: { reason: 'template-missing' } })
  expect(await failureOf(fill(contextFor({ ...settings, apiSecret: 'mistyped' }, clock)))).toMatchObject({ kind: 'auth-expired' })
  const late = { now: () => new Date(clock.now().getTime() - 120_000) }
  expect(await failureOf(fill(contextFor(settings, late)))).toMatchObject({ kind: 'auth-expired' })
  sandbox.failNext({ kind: 'wrong-type', on: 'POST', times: 1 })
  expect(await failureOf(fill(context))).toMatchObject({ kind: 'invalid-response', facts: { reason: 'not-a-pdf' } })
})

test('an answer that was lost is asked for again', async () => {
  const { sandbox, context } = await started()
  sandbox.failNext({ kind: 'hang-up-after-accept', on: 'POST', times: 1 })
  expect(
    Buffer.from(await fill(context))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect(sandbox.generated).toHaveLength(2)
})
