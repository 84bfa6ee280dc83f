// The log of calls in a real database: written in order, hidden secrets, the newest kept.
import { expect, test } from 'vitest'
import { settableClock } from '#ports/clock'
import { silentLog } from '#ports/log'
import { openDatabase } from '#store/database'
import { newId } from '#store/new-id'
import { listCalls } from '#store/views/connection-calls'
import { testDatabase } from '#test/support/database'
import { callLog } from './call-log.ts'
import { createHttpFor } from './http-for.ts'

test('calls of a connection are written down without its secrets, and a connection keeps its way out', async () => {
  const { url, close } = await testDatabase()
  const store = openDatabase(url)
  const calls = callLog(store.database, silentLog)
  const connection = { companyId: newId(), connectionId: newId(), rateLimit: null, secrets: ['tajny-token-4711'] }
  const httpFor = createHttpFor({
    clock: settableClock(new Date('2026-11-20T08:00:00Z')),
    allowPrivateNetworks: true,
    noteCall: calls.note,
    more: {
      exchange: async ({ url: asked }) => ({ status: asked.pathname === '/zle' ? 404 : 200, headers: {}, bytes: Buffer.from('{}') }),
      resolve: async () => [{ address: '203.0.112.7', family: 4 }],
    },
  })
  const http = httpFor(connection)
  expect(httpFor({ ...connection })).toBe(http)
  expect(httpFor({ ...connection, secrets: ['nowy'] })).not.toBe(http)
  for (let i = 0; i < 620; i++)
    calls.note({
      companyId: connection.companyId,
      connectionId: connection.connectionId,
      at: new Date(0),
      method: 'GET',
      url: 'https://old.example/',
      status: 200,
      durationMs: 1,
      failure: null,
    })
  await http.send({ url: 'https://vendor.example/a', query: { api_token: 'tajny-token-4711' } })
  await http.send({ url: 'https://vendor.example/zle' }).catch(() => undefined)
  await calls.flush()
  const [last, before] = await listCalls(store.database, connection.companyId, connection.connectionId)
  expect(last).toMatchObject({
    method: 'GET',
    url: 'https://vendor.example/zle',
    status: 404,
    failure: 'misconfigured',
    at: new Date('2026-11-20T08:00:00Z'),
  })
  expect(before).toMatchObject({ url: 'https://vendor.example/a?api_token=•••', status: 200, failure: null })
  const count = await store.database
    .selectFrom('connection_calls')
    .select(({ fn }) => fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  expect(Number(count.n)).toBeLessThanOrEqual(602)
  await store.close()
  await close()
})
