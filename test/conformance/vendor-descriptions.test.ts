// The real connectors against mock servers made of the vendors' descriptions: every request must be one that the description knows.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import bitrix24 from '#connectors/bitrix24/connector'
import fakturownia from '#connectors/fakturownia/connector'
import stripe from '#connectors/stripe/connector'
import type { CustomerStanding, InvoiceStatusChange, Page } from '#ports/connector'
import { sharedFolder } from '#test/support/shared'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { installPrism, type MockOptions, type MockVendor, mockVendor } from '../contract/prism.ts'
import { contextFor, failureOf, testClock } from './stand-in.ts'

const shared = sharedFolder()
const specs = shared === null ? '' : join(shared, 'specs')
const described = [
  'fakturownia/fakturownia.derived.openapi.yaml',
  'stripe/spec3-2023-09-12.prism.json',
  'bitrix24/bitrix24.derived.openapi.yaml',
]
const missing =
  shared === null || described.some((file) => !existsSync(join(specs, file)))
    ? "the folder of the vendors' descriptions is not beside the project"
    : await installPrism().then(
        () => null,
        (error: unknown) => `the mock server could not be installed: ${String(error).slice(0, 200)}`,
      )
if (missing !== null) process.stdout.write(`vendor descriptions skipped: ${missing}\n`)

const started: MockVendor[] = []
afterAll(async () => {
  for (const vendor of started) await vendor.stop()
})

async function vendorOf(file: string, options?: MockOptions): Promise<MockVendor> {
  const vendor = await mockVendor(join(specs, file), options)
  started.push(vendor)
  return vendor
}

/** A mock repeats the same page for ever. */
async function firstPage(pages: AsyncIterable<Page<unknown>> | undefined): Promise<Page<unknown>> {
  for await (const page of pages ?? []) return page
  throw new Error('no page came')
}

const breaches = ({ exchanges }: MockVendor) =>
  exchanges
    .filter(({ status, violations }) => status >= 400 || violations !== '')
    .map(
      ({ method, path, status, violations, body }) =>
        `${method} ${path} → ${status} ${violations} ${status >= 400 ? body.slice(0, 300) : ''}`,
    )

const customer = { externalId: '8123', name: 'ACME Sp. z o.o.', taxId: '5260250274', email: 'ap@acme.example' }
const change: InvoiceStatusChange = {
  externalId: '169463137',
  number: 'FV 13/08/2026',
  status: 'paid',
  total: money(123_000n, PLN),
  settled: money(123_000n, PLN),
  open: money(0n, PLN),
  dueOn: day('2026-08-15'),
  lastPaidOn: day('2026-08-05'),
  fromHere: true,
  customer,
  payments: [{ key: 'pay-1', on: day('2026-08-05'), amount: money(73_000n, PLN), title: 'Przelew' }],
}
const standing: CustomerStanding = {
  customer,
  openAmount: money(73_000n, PLN),
  overdueAmount: money(0n, PLN),
  oldestOverdueOn: null,
  debtRatioPercent: 3.5,
  blocked: false,
  currency: PLN,
}

describe.skipIf(missing !== null)('against the descriptions of the vendors', () => {
  test('Fakturownia: test, pull, payments and status are requests that its description knows', async () => {
    const vendor = await vendorOf('fakturownia/fakturownia.derived.openapi.yaml')
    const context = contextFor({ account: vendor.url, token: 'ABC/acme' }, testClock(), { http: { timeoutMs: 20_000 } })
    await fakturownia.test(context)
    const { records } = await firstPage(fakturownia.pullInvoices?.(context))
    expect(records.map((record) => fakturownia.toInvoice?.(record, { settings: {}, timeZone: 'Europe/Warsaw' }))).toMatchObject([
      { ok: true, value: { number: 'FV 13/08/2026', total: money(123_000n, PLN) } },
    ])
    expect(await fakturownia.pushInvoiceStatus?.(context, change)).toMatchObject({ found: true })
    expect(await fakturownia.pushInvoiceStatus?.(context, { ...change, fromHere: false, externalId: 'x' })).toMatchObject({ found: true })
    expect(vendor.exchanges.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual(
      expect.arrayContaining([
        'GET /departments.json',
        'GET /invoices.json',
        'GET /invoices/169463137.json',
        'GET /banking/payments.json',
        'POST /banking/payments.json',
        'POST /invoices/169463137/change_status.json',
      ]),
    )
    expect(breaches(vendor)).toEqual([])
  })

  test('Stripe: balance, account, balance transactions and payment links are requests that its description knows', async () => {
    const vendor = await vendorOf('stripe/spec3-2023-09-12.prism.json', { strict: false })
    const context = contextFor({ baseUrl: vendor.url, apiKey: 'rk_test_123' }, testClock(), { http: { timeoutMs: 20_000 } })
    await stripe.test(context)
    const { records } = await firstPage(stripe.pullPayments?.(context))
    for (const record of records)
      expect(stripe.toPayment?.(record, { settings: {}, timeZone: 'Europe/Warsaw' })).toMatchObject({ ok: true })
    expect(records.length).toBeGreaterThan(0)
    const link = await stripe.createPaymentLink?.(context, { number: 'FV/1', open: money(12_300n, PLN), reference: 'k', payerEmail: null })
    expect(link?.url).toMatch(/^https:/)
    await stripe.closePaymentLink?.(context, { externalId: link?.externalId ?? '' })
    expect(vendor.exchanges.filter(({ status }) => status >= 400).map(({ path, status }) => `${path} ${status}`)).toEqual([])
    expect(vendor.exchanges.map(({ path }) => path.split('?')[0])).toEqual([
      '/v1/balance',
      '/v1/account',
      '/v1/balance_transactions',
      '/v1/payment_links',
      `/v1/payment_links/${link?.externalId}`,
    ])
  })

  test('Bitrix24: scope, companies, requisites, fields, stages, invoices and batches are requests that its description knows', async () => {
    // The one example of a batch names its command "a": its answer is given to whatever names were asked for.
    const rewrite: MockOptions['rewrite'] = (path, requestBody, answer) => {
      if (path !== '/batch') return answer
      const names = Object.keys((JSON.parse(requestBody) as { cmd: object }).cmd)
      const batch = answer as { result: { result: { a: unknown } } }
      return { ...batch, result: { ...batch.result, result: Object.fromEntries(names.map((name) => [name, batch.result.result.a])) } }
    }
    const vendor = await vendorOf('bitrix24/bitrix24.derived.openapi.yaml', { strip: /^\/rest\/1\/abc/, rewrite })
    const context = contextFor({ webhookUrl: `${vendor.url}/rest/1/abc/` }, testClock(), { http: { timeoutMs: 20_000 } })
    await bitrix24.test(context)
    expect((await firstPage(bitrix24.pullCustomers?.(context))).records.length).toBeGreaterThan(0)
    expect(await bitrix24.pushCustomerStanding?.(context, standing)).toMatchObject({ found: true })
    expect(await bitrix24.pushInvoiceStatus?.(context, { ...change, fromHere: false })).toMatchObject({ found: true })
    expect(vendor.exchanges.map(({ path }) => path.slice(1))).toEqual(
      expect.arrayContaining([
        'scope',
        'crm.item.list',
        'crm.requisite.list',
        'batch',
        'crm.item.fields',
        'userfieldconfig.add',
        'crm.item.update',
        'crm.status.list',
      ]),
    )
    expect(breaches(vendor)).toEqual([])
  })

  test('the errors of the descriptions are told as what they are', async () => {
    const clock = testClock()
    const invoicing = await vendorOf('fakturownia/fakturownia.derived.openapi.yaml')
    const crm = await vendorOf('bitrix24/bitrix24.derived.openapi.yaml', { strip: /^\/rest\/1\/abc/ })
    const kinds = [
      [fakturownia, invoicing, { account: invoicing.url, token: 'ABC/acme' }, 401, 'auth-expired'],
      [bitrix24, crm, { webhookUrl: `${crm.url}/rest/1/abc/` }, 401, 'auth-expired'],
      [bitrix24, crm, { webhookUrl: `${crm.url}/rest/1/abc/` }, 403, 'misconfigured'],
      [bitrix24, crm, { webhookUrl: `${crm.url}/rest/1/abc/` }, 429, 'rate-limited'],
      [bitrix24, crm, { webhookUrl: `${crm.url}/rest/1/abc/` }, 503, 'rate-limited'],
    ] as const
    for (const [connector, vendor, settings, status, kind] of kinds) {
      vendor.answerWith(status)
      expect(await failureOf(connector.test(contextFor(settings, clock, { http: { timeoutMs: 20_000 } })))).toMatchObject({ kind })
    }
  })

  test('a request that breaks a description is noticed', async () => {
    const vendor = await vendorOf('bitrix24/bitrix24.derived.openapi.yaml', { strip: /^\/rest\/1\/abc/ })
    await fetch(`${vendor.url}/rest/1/abc/crm.item.update`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"entityTypeId":"cztery"}',
    })
    expect(breaches(vendor)).toHaveLength(1)
  })
})
