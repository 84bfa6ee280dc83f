// The HTTP core against a real server: retries, unknown outcomes, hostile answers, redaction and pinning.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { settableClock } from '#ports/clock'
import { ConnectorFailure } from '#ports/connector-failure'
import { createHttp, type HttpCall, type HttpOptions } from './http.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function serve(listener: RequestListener): Promise<{ url: string; seen: () => number }> {
  let seen = 0
  const server = createServer((request, response) => {
    seen += 1
    listener(request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen: () => seen }
}

/** A core whose pauses are written down instead of waited for; its time moves by what it would have slept. */
function core(more: Partial<HttpOptions> = {}) {
  const calls: HttpCall[] = []
  const slept: number[] = []
  let now = 0
  const http = createHttp({
    rateLimit: { requests: 1000, perMs: 1000, burst: 1000 },
    clock: settableClock(new Date('2026-11-20T08:00:00Z')),
    log: (call) => calls.push(call),
    allowPrivateNetworks: true,
    secrets: [],
    monotonicMs: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms)
      now += ms
    },
    ...more,
  })
  return {
    http,
    calls,
    slept,
    wait: (ms: number) => {
      now += ms
    },
  }
}

async function failureOf(attempt: Promise<unknown>): Promise<ConnectorFailure> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof ConnectorFailure) return error
    throw error
  }
  throw new Error('nothing failed')
}

const json = { 'content-type': 'application/json' }

describe('T85 a vendor that is busy or ill', () => {
  test('429 with Retry-After in seconds is waited out and the answer comes', async () => {
    let left = 2
    const { url, seen } = await serve((_, response) =>
      left-- > 0 ? response.writeHead(429, { 'retry-after': '7' }).end() : response.writeHead(200, json).end('{"a":1}'),
    )
    const { http, slept } = core()
    expect((await http.send({ url })).json()).toEqual({ a: 1 })
    expect(slept).toEqual([7000, 7000])
    expect(seen()).toBe(3)
  })

  test('Retry-After as an HTTP date counts from the clock', async () => {
    let left = 1
    const { url } = await serve((_, response) =>
      left-- > 0
        ? response.writeHead(503, { 'retry-after': 'Fri, 20 Nov 2026 08:00:12 GMT' }).end()
        : response.writeHead(200, json).end('[]'),
    )
    const { http, slept } = core()
    await http.send({ url })
    expect(slept).toEqual([12_000])
  })

  test('a pause that is too long to wait is handed back with its length', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end())
    const failure = await failureOf(core().http.send({ url }))
    expect(failure).toMatchObject({ kind: 'rate-limited', retryAfterMs: 3_600_000, outcomeUnknown: false })
    expect(seen()).toBe(1)
  })

  test('a storm of 500 is met with growing pauses and ends as unavailable after four attempts', async () => {
    const { url, seen } = await serve((_, response) => response.writeHead(500).end('boom'))
    const { http, slept, calls } = core()
    expect(await failureOf(http.send({ url }))).toMatchObject({ kind: 'unavailable', code: 'connector.unavailable' })
    expect(seen()).toBe(4)
    expect(slept).toEqual([375, 750, 1500])
    expect(calls.map((call) => [call.attempt, call.status, call.failure])).toEqual(
      [1, 2, 3, 4].map((attempt) => [attempt, 500, 'unavailable']),
    )
  })

  test('the jitter spreads the pauses over half of their length', async () => {
    const { url } = await serve((_, response) => response.writeHead(500).end())
    const waits = async (random: number) => {
      const { http, slept } = core({ random: () => random })
      await failureOf(http.send({ url }))
      return slept
    }
    expect(await waits(0)).toEqual([250, 500, 1000])
    expect(await waits(1)).toEqual([500, 1000, 2000])
  })

  test('after twelve failed attempts calls are not made for a minute, then one tries again', async () => {
    let ill = true
    const { url, seen } = await serve((_, response) => response.writeHead(ill ? 500 : 200, json).end('{}'))
    const { http, wait } = core()
    for (let i = 0; i < 3; i++) await failureOf(http.send({ url }))
    expect(seen()).toBe(12)
    expect(await failureOf(http.send({ url }))).toMatchObject({
      kind: 'unavailable',
      facts: { reason: 'paused-after-failures' },
      retryAfterMs: 60_000,
    })
    expect(seen()).toBe(12)
    ill = false
    wait(60_001)
    expect((await http.send({ url })).status).toBe(200)
    expect((await http.send({ url })).status).toBe(200)
    expect(seen()).toBe(14)
  })

  test('an answer that drips for ever ends at the time-out', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, json)
      const drip = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(drip))
    })
    const started = performance.now()
    expect(await failureOf(core({ timeoutMs: 150, attempts: 1 }).http.send({ url }))).toMatchObject({
      kind: 'unavailable',
      facts: { reason: 'timeout' },
    })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('calls above the rate limit wait for their turn', async () => {
    const { url } = await serve((_, response) => response.writeHead(200, json).end('{}'))
    const { http, slept } = core({ rateLimit: { requests: 2, perMs: 1000, burst: 2 } })
    for (let i = 0; i < 5; i++) await http.send({ url })
    expect(slept).toEqual([500, 500, 500])
  })
})

describe('writes', () => {
  const write = { method: 'POST', json: { a: 1 } } as const

  test('a write that the server took and never answered is unknown and is not repeated', async () => {
    const { url, seen } = await serve(() => {})
    expect(await failureOf(core({ timeoutMs: 100 }).http.send({ url, ...write }))).toMatchObject({
      kind: 'unavailable',
      outcomeUnknown: true,
    })
    expect(seen()).toBe(1)
  })

  test('a write answered with 500 is unknown; marked repeatable it is tried again', async () => {
    let left = 1
    const { url, seen } = await serve((_, response) => response.writeHead(left-- > 0 ? 500 : 200, json).end('{}'))
    expect(await failureOf(core().http.send({ url, ...write }))).toMatchObject({ outcomeUnknown: true })
    expect(seen()).toBe(1)
    left = 1
    expect((await core().http.send({ url, ...write, repeatable: true })).status).toBe(200)
    expect(seen()).toBe(3)
  })

  test('a write refused with 429, or with a status that means busy at this vendor, was not taken and is tried again', async () => {
    const statuses = [429, 503, 200]
    const { url } = await serve((_, response) => response.writeHead(statuses.shift() ?? 200, json).end('{}'))
    expect((await core().http.send({ url, ...write, busyStatuses: [503] })).status).toBe(200)
  })

  test('a write to a closed port was never sent: it is tried again and its outcome is known', async () => {
    const { url } = await serve(() => {})
    for (const stop of stops.splice(0)) stop()
    const { http, calls } = core()
    expect(await failureOf(http.send({ url, ...write }))).toMatchObject({ kind: 'unavailable', outcomeUnknown: false })
    expect(calls).toHaveLength(4)
  })
})

describe('T84 hostile answers', () => {
  test('five megabytes of JSON are read, one byte above the limit is refused before it is unpacked', async () => {
    const { url } = await serve((_, response) => response.writeHead(200, json).end(`"${'x'.repeat(5_000_000)}"`))
    expect((await core().http.send({ url })).json()).toHaveLength(5_000_000)
    expect(await failureOf(core({ maxResponseBytes: 5_000_001 }).http.send({ url }))).toMatchObject({
      kind: 'invalid-response',
      facts: { reason: 'too-large' },
    })
  })

  test('a gzip bomb stops at the limit of unpacked bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000))
    const { url } = await serve((_, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb))
    const started = performance.now()
    expect(await failureOf(core().http.send({ url }))).toMatchObject({ kind: 'invalid-response', facts: { reason: 'too-large' } })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('JSON a hundred thousand brackets deep is refused, brackets inside a string are not counted', async () => {
    const bodies = [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, JSON.stringify({ a: '[\\"{'.repeat(5000) })]
    const { url } = await serve((_, response) => response.writeHead(200, json).end(bodies.shift()))
    const { http } = core()
    const deep = await http.send({ url })
    expect(() => deep.json()).toThrow(ConnectorFailure)
    expect((await http.send({ url })).json()).toHaveProperty('a')
  })

  test.each([
    ['an HTML page', { 'content-type': 'text/html' }, '<html>Zaloguj', 'html-instead-of-json'],
    ['an empty body', json, '', 'empty'],
    ['half a JSON', json, '{"a":', 'broken-json'],
    ['a PDF', { 'content-type': 'application/pdf' }, '%PDF', 'not-json'],
  ])('%s where JSON was promised is an invalid response', async (_what, headers, body, reason) => {
    const { url } = await serve((_, response) => response.writeHead(200, headers).end(body))
    const answer = await core().http.send({ url })
    expect(await failureOf((async () => answer.json())())).toMatchObject({ kind: 'invalid-response', facts: { reason } })
  })

  test('bytes that claim to be gzip and are not, and an answer cut in the middle, are failures of the vendor', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/cut') {
        response.writeHead(200, { ...json, 'content-length': '100' }).write('{')
        setTimeout(() => response.destroy(), 20)
      } else response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('plain')
    })
    expect(await failureOf(core().http.send({ url }))).toMatchObject({ kind: 'invalid-response', facts: { reason: 'undecodable' } })
    expect(await failureOf(core().http.send({ url: `${url}/cut` }))).toMatchObject({ kind: 'unavailable' })
  })

  test('T122 a redirect is not followed', async () => {
    const inner = await serve((_, response) => response.writeHead(200, json).end('{}'))
    const { url } = await serve((_, response) => response.writeHead(302, { location: inner.url }).end())
    expect(await failureOf(core().http.send({ url }))).toMatchObject({ kind: 'misconfigured', facts: { reason: 'redirected' } })
    expect(inner.seen()).toBe(0)
  })

  test('T122 the connection goes to the address that was checked, whatever the name resolves to afterwards', async () => {
    const { url, seen } = await serve((request, response) => response.writeHead(200, json).end(JSON.stringify(request.headers.host)))
    const port = new URL(url).port
    let looked = 0
    const { http } = core({ resolve: async () => [{ address: looked++ === 0 ? '127.0.0.1' : '10.255.255.1', family: 4 }] })
    expect((await http.send({ url: `http://rebound.example:${port}/` })).json()).toBe(`rebound.example:${port}`)
    expect(looked).toBe(1)
    expect(seen()).toBe(1)
  })

  test.each([
    [400, 'invalid-response'],
    [401, 'auth-expired'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [408, 'unavailable'],
    [422, 'invalid-response'],
    [429, 'rate-limited'],
    [503, 'unavailable'],
  ])('status %i means %s', async (status, kind) => {
    const { url } = await serve((_, response) => response.writeHead(status, json).end('{"message":"nie"}'))
    expect(await failureOf(core({ attempts: 1 }).http.send({ url }))).toMatchObject({
      kind,
      facts: { status, detail: '{"message":"nie"}' },
    })
    expect((await core({ attempts: 1 }).http.send({ url, expect: [status] })).status).toBe(status)
  })
})

describe('T133 secrets in the log of calls', () => {
  test('a token is masked in the query, in the path, encoded, and in the error that a vendor echoes', async () => {
    const { url } = await serve((request, response) =>
      response.writeHead(400, json).end(JSON.stringify({ echo: request.url, token: 'C4n@ry/prefix' })),
    )
    const { http, calls } = core({ secrets: ['C4n@ry/prefix', 'https://portal.example/rest/1/abcdefgh12345678/'] })
    const failure = await failureOf(
      http.send({ url: `${url}/rest/1/abcdefgh12345678/crm.item.list`, query: { q: 'C4n@ry/prefix', api_token: 'unlisted-secret' } }),
    )
    const all = JSON.stringify([calls, failure.facts, failure.message])
    for (const canary of ['C4n@ry', 'C4n%40ry', 'abcdefgh12345678', 'unlisted-secret']) expect(all).not.toContain(canary)
    expect(calls[0]?.url).toContain('/rest/1/•••/crm.item.list')
  })
})
