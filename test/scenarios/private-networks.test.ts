// Addresses that a person types into the settings of a connection, where this installation may not reach into its own network.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWebhookSandbox } from '#channels/webhook/sandbox'
import { systemClock } from '#ports/clock'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'

let app: TestApp
let client: ApiClient
let base: string
let trap: Server
let trapPort: number
let caught = 0

beforeAll(async () => {
  trap = createServer((_request, response) => {
    caught += 1
    response.end('{"account":"inside"}')
  })
  await new Promise<void>((resolve) => trap.listen(0, () => resolve()))
  trapPort = (trap.address() as AddressInfo).port
  app = await startApp({ jobs: false, pages: false, configuration: { allowPrivateNetworks: false } })
  const first = await firstCompany(app)
  client = first.client
  base = first.base
})

afterAll(async () => {
  await app.stop()
  await new Promise((resolve) => trap.close(resolve))
})

const secret = 'sekret-webhooka-dosc-dlugi-na-podpis'
const webhook = (address: string) => ({ shelf: 'channel', pluginId: 'webhook', settings: { address, secret } })

describe('T122 an address inside', () => {
  test.each([
    ['the loopback', () => `http://127.0.0.1:${trapPort}/`],
    ['the loopback by another number of its range', () => `http://127.8.8.8:${trapPort}/`],
    ['the loopback of IPv6', () => `http://[::1]:${trapPort}/`],
    ['an IPv4 address inside IPv6', () => `http://[::ffff:127.0.0.1]:${trapPort}/`],
    ['the unspecified address', () => `http://0.0.0.0:${trapPort}/`],
    ['a decimal number', () => `http://2130706433:${trapPort}/`],
    ['an octal number', () => `http://0177.0.0.1:${trapPort}/`],
    ['a hexadecimal number', () => `http://0x7f.1:${trapPort}/`],
    ['a name of this machine', () => `http://localhost:${trapPort}/`],
    ['the metadata service of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', () => 'https://10.0.0.8/'],
    ['another private network', () => 'https://192.168.1.10/api'],
  ])('%s is refused with a sentence, and no request leaves', async (_what, address) => {
    const { status, body } = await client.post(`${base}/connections/try`, webhook(address()))
    expect([status, body.code, body['facts']]).toEqual([
      422,
      'connector.misconfigured',
      expect.objectContaining({ reason: 'address-private' }),
    ])
    expect(body['message']).toContain('Adres prowadzi do sieci wewnętrznej')
    expect(caught).toBe(0)
  })

  test.each([
    ['file:///etc/passwd', 'connection.settings-wrong'],
    ['gopher://127.0.0.1:70/', 'connection.settings-wrong'],
    ['http://kto:haslo@example.com/', 'connector.misconfigured'],
  ])('%s is no address of a receiver', async (address, code) => {
    const { body } = await client.post(`${base}/connections/try`, webhook(address))
    expect(body.code).toBe(code)
    expect(body['message']).not.toBe(code)
  })

  test.each([
    ['fakturownia', { account: () => `http://127.0.0.1:${trapPort}`, token: () => 'abc/jantar' }],
    ['bitrix24', { webhookUrl: () => `http://localhost:${trapPort}/rest/1/abcdefgh/` }],
    ['stripe', { apiKey: () => 'rk_test_1', baseUrl: () => `http://[::1]:${trapPort}` }],
  ])('in the settings of %s is refused too, before and after it is saved', async (pluginId, settings: Record<string, () => string>) => {
    const values = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value()]))
    const tried = await client.post(`${base}/connections/try`, { shelf: 'connector', pluginId, settings: values })
    expect(tried.body.code).toMatch(/^conn(ector\.misconfigured|ection\.settings-wrong)$/)
    const made = await client.post(`${base}/connections`, { shelf: 'connector', pluginId, name: pluginId, settings: values, kinds: [] })
    if (made.status === 200) {
      const { body } = await client.post(`${base}/connections/${String(made.body['connectionId'])}/test`)
      expect(body['facts']).toMatchObject({ reason: 'address-private' })
    }
    expect(caught).toBe(0)
  })
})

test('where the owner allows the own network the same address is reached, and the trap proves that it would have caught a request', async () => {
  const receiver = createWebhookSandbox(systemClock)
  const { settings } = await receiver.start()
  const open = await startApp({ jobs: false, pages: false, configuration: { allowPrivateNetworks: true } })
  try {
    const first = await firstCompany(open)
    const { status } = await first.client.post(`${first.base}/connections/try`, { shelf: 'channel', pluginId: 'webhook', settings })
    expect([status, receiver.events.length]).toEqual([200, 1])
    await first.client.post(`${first.base}/connections/try`, webhook(`http://127.0.0.1:${trapPort}/`))
    expect(caught).toBe(1)
    const metadata = await first.client.post(`${first.base}/connections/try`, webhook('http://169.254.169.254/latest/'))
    expect(metadata.body['facts']).toMatchObject({ reason: 'address-private' })
  } finally {
    await open.stop()
    await receiver.stop()
  }
})
