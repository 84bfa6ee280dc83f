// Credentials, the five kinds of failure, and secrets that are nowhere to be seen.
import { expect, test } from 'vitest'
import type { ConnectorFailureKind } from '#ports/connector-failure'
import type { SandboxFault } from '#ports/sandbox'
import type { ConnectorFolder } from './plugin-folder.ts'
import { start, streamsOf } from './running.ts'
import { contextFor, drain, failureOf } from './stand-in.ts'
import { streamOf } from './streams.ts'

const faults: readonly (readonly [SandboxFault['kind'], ConnectorFailureKind])[] = [
  [401, 'auth-expired'],
  [403, 'misconfigured'],
  ['redirect', 'misconfigured'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  ['hang-up', 'unavailable'],
  ['timeout', 'unavailable'],
  ['html', 'invalid-response'],
  ['empty', 'invalid-response'],
  ['truncated', 'invalid-response'],
  ['wrong-type', 'invalid-response'],
]

export function drivenSuite(folder: ConnectorFolder): void {
  const { connector } = folder

  test('right credentials name the account, wrong ones are told as such', async () => {
    const { sandbox, settings, clock } = await start(folder)
    const report = await connector.test(contextFor(settings, clock))
    expect(report.account).not.toBe('')
    for (const { label } of report.facts) expect(label.pl !== '' && label.en !== '').toBe(true)
    expect(await failureOf(connector.test(contextFor(sandbox.wrongSettings(), clock)))).toMatchObject({
      kind: 'auth-expired',
      code: 'connector.auth-expired',
    })
  })

  test.each(faults)('a vendor that answers %s is %s, in a test and in a pull', async (kind, expected) => {
    const { sandbox, settings, clock } = await start(folder)
    sandbox.failNext({ kind, times: 1000 })
    // Only the silent vendor is waited for in vain; the others answer, if slowly on a busy machine.
    const context = () => contextFor(settings, clock, { http: { timeoutMs: kind === 'timeout' ? 60 : 5_000 } })
    expect(await failureOf(connector.test(context()))).toMatchObject({ kind: expected })
    for (const name of streamsOf(folder))
      expect(await failureOf(drain(streamOf(folder, name).pull(context())))).toMatchObject({ kind: expected })
  })

  test('T85 a storm of refusals and errors passes, and the pull is whole', async () => {
    const { sandbox, settings, clock } = await start(folder)
    for (const name of streamsOf(folder)) {
      for (const kind of [429, 500, 'hang-up', 503] as const) sandbox.failNext({ kind, retryAfterSeconds: 2 })
      const pull = () => drain(streamOf(folder, name).pull(contextFor(settings, clock, { http: { attempts: 6 } })))
      expect((await pull()).records.map((record) => connector.recordId(record)).sort()).toEqual([...sandbox.recordIds(name)].sort())
    }
  })

  test('T85 the stand-in itself refuses callers that come too fast, and they are let in later', async () => {
    const { settings, clock, sandbox } = await start(folder, {}, { rateLimit: { requests: 40, perMs: 1000, burst: 2 } })
    const slow = contextFor(settings, clock, {
      http: {
        attempts: 8,
        sleep: (ms) =>
          new Promise((resolve) => {
            setTimeout(resolve, Math.min(ms, 40))
          }),
      },
    })
    for (let i = 0; i < 6; i++) await connector.test(slow)
    expect(sandbox.calls.some(({ status }) => status === 429 || status === 503)).toBe(true)
  })

  test('T133 secrets stand in no log, no failure and no cursor', async () => {
    const canary = 'kanarek4711x99'
    const { sandbox, settings, clock } = await start(folder, undefined, { secret: canary })
    const context = contextFor(settings, clock)
    const seen: unknown[] = [await connector.test(context)]
    for (const name of streamsOf(folder)) seen.push((await drain(streamOf(folder, name).pull(context))).cursor)
    for (const kind of [400, 401, 403, 404, 422, 500, 'redirect', 'html', 'hang-up'] as const) {
      sandbox.failNext({ kind, times: 4 })
      const failure = await failureOf(connector.test(contextFor(settings, clock))).catch(() => null)
      seen.push(failure?.message, failure?.facts, failure?.stack)
    }
    expect(context.calls.length).toBeGreaterThan(0)
    expect(JSON.stringify([seen, context.calls])).not.toContain(canary)
  })
}
