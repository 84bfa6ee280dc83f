// Bitrix24 through the real HTTP core against its stand-in.
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import type { CustomerStanding, InvoiceStatusChange } from '#ports/connector'
import { alfa, beta, contextFor, drain, failureOf, invoiceOf, seedOf, testClock } from '#test/conformance/stand-in'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { money } from '#values/money'
import { queryText } from './api.ts'
import connector from './connector.ts'
import { pullCustomers } from './pull.ts'
import { pushInvoiceStatus } from './push-invoice.ts'
import { pushCustomerStanding } from './push-standing.ts'
import { type BitrixSandbox, createSandbox } from './sandbox.ts'
import { toCustomer } from './to-customer.ts'

const running: BitrixSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function portal(customers = 2) {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({ customers }, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { clock, sandbox, settings, context: contextFor(settings, clock) }
}

const alfaIs = { externalId: '8001', name: alfa.name, taxId: alfa.taxId ?? null, email: null }
const change = (status: InvoiceStatusChange['status'], settled: bigint, more: Partial<InvoiceStatusChange> = {}): InvoiceStatusChange => ({
  externalId: '169000001',
  number: 'FV/7/2026',
  status,
  total: money(123_000n, PLN),
  settled: money(settled, PLN),
  open: money(123_000n - settled, PLN),
  dueOn: day('2026-11-30'),
  lastPaidOn: null,
  payments: [],
  fromHere: false,
  customer: alfaIs,
  ...more,
})
const standing = (more: Partial<CustomerStanding> = {}): CustomerStanding => ({
  customer: alfaIs,
  openAmount: money(73_000n, PLN),
  overdueAmount: money(50_000n, PLN),
  oldestOverdueOn: day('2026-10-01'),
  debtRatioPercent: 12.5,
  blocked: true,
  currency: PLN,
  ...more,
})

const seen = (sandbox: BitrixSandbox, number = 'FV/7/2026') => {
  const item = sandbox.invoiceByNumber(number)
  return [item?.['stageId'], item?.['UF_CRM_SMART_INVOICE_SKARBNIK_OPEN'], item?.['UF_CRM_SMART_INVOICE_SKARBNIK_SETTLED']]
}

describe('customers', () => {
  test("a company in the vendor's shape keeps its NIP from the requisites, its e-mail and phone", () => {
    const record: unknown = JSON.parse(readFileSync(new URL('./fixtures/company.json', import.meta.url), 'utf8'))
    expect(toCustomer(record)).toEqual({
      ok: true,
      value: { externalId: '6', name: 'ACME Sp. z o.o.', taxId: '5260250274', email: 'ap@acme.example', phone: '+48221234567' },
    })
  })

  test('T87 the first pull brings every company once with its requisites, later ones what changed, a new day everything', async () => {
    const { clock, sandbox, settings } = await portal(170)
    const first = await drain(pullCustomers(contextFor(settings, clock)))
    expect(first.pages).toHaveLength(4)
    expect(first.records.map((record) => connector.recordId(record)).sort()).toEqual([...sandbox.recordIds('customers')].sort())
    expect(toCustomer(first.records[0])).toMatchObject({ ok: true, value: { name: alfa.name, taxId: '5260250274' } })
    clock.set(new Date('2026-11-20T12:00:00Z'))
    const changed = sandbox.recordIds('customers')[60] ?? ''
    sandbox.touch?.('customers', changed)
    const second = await drain(pullCustomers(contextFor(settings, clock, { cursor: first.cursor })))
    expect(second.records.map((record) => connector.recordId(record))).toEqual([changed])
    clock.set(new Date('2026-11-21T08:00:00Z'))
    expect((await drain(pullCustomers(contextFor(settings, clock, { cursor: second.cursor })))).records).toHaveLength(170)
  })

  test('a pull stopped in the middle goes on behind the last company', async () => {
    const { clock, sandbox, settings } = await portal(170)
    let cursor = null
    const got: unknown[] = []
    for await (const page of pullCustomers(contextFor(settings, clock))) {
      got.push(...page.records)
      cursor = page.cursor
      if (got.length >= 100) break
    }
    const rest = await drain(pullCustomers(contextFor(settings, clock, { cursor })))
    expect(rest.records).toHaveLength(70)
    expect([...got, ...rest.records].map((record) => connector.recordId(record)).sort()).toEqual([...sandbox.recordIds('customers')].sort())
  })
})

describe('invoices', () => {
  test('an invoice from elsewhere is made once with its company, amounts and stage, and moves with its status', async () => {
    const { sandbox, context } = await portal()
    const made = await pushInvoiceStatus(context, change('unpaid', 0n))
    expect(made).toMatchObject({ found: true })
    expect(sandbox.invoiceByNumber('FV/7/2026')).toMatchObject({
      xmlId: 'skarbnik:169000001',
      opportunity: 1230,
      currencyId: 'PLN',
      closedate: '2026-11-30',
      companyId: sandbox.companyByTitle(alfa.name)?.id,
    })
    expect(seen(sandbox)).toEqual(['DT31_2:N', '1230.00|PLN', '0.00|PLN'])
    for (const [status, settled, stage] of [
      ['partly-paid', 50_000n, 'DT31_2:N'],
      ['paid', 123_000n, 'DT31_2:P'],
      ['partly-paid', 50_000n, 'DT31_2:N'],
      ['written-off', 50_000n, 'DT31_2:D'],
    ] as const) {
      await pushInvoiceStatus(context, change(status, settled))
      expect(seen(sandbox)[0]).toBe(stage)
    }
    expect(sandbox.portal.items[31].size).toBe(1)
  })

  test("a salesperson's own stage under way stays, his amount and his mark are left alone", async () => {
    const { sandbox, context } = await portal()
    sandbox.addInvoice?.(invoiceOf(3, { number: 'FV/7/2026', customer: beta }))
    await pushInvoiceStatus(context, change('partly-paid', 23_000n))
    expect(seen(sandbox)).toEqual(['DT31_2:S', '1000.00|PLN', '230.00|PLN'])
    expect(sandbox.invoiceByNumber('FV/7/2026')).toMatchObject({ xmlId: null, opportunity: 100.03 })
    await pushInvoiceStatus(context, change('paid', 123_000n))
    expect(seen(sandbox)).toEqual(['DT31_2:P', '0.00|PLN', '1230.00|PLN'])
  })

  test('an add whose answer was lost is found by its mark, and no second invoice is made', async () => {
    const { sandbox, context } = await portal()
    sandbox.failNext({ kind: 'hang-up-after-accept', on: 'crm.item.add' })
    expect(await failureOf(pushInvoiceStatus(context, change('unpaid', 0n)))).toMatchObject({ outcomeUnknown: true })
    await pushInvoiceStatus(context, change('unpaid', 0n))
    expect(sandbox.portal.items[31].size).toBe(1)
  })

  test('with making switched off, and for one of its own that is gone, the invoice is reported as not found', async () => {
    const { sandbox, settings, clock } = await portal()
    expect(await pushInvoiceStatus(contextFor({ ...settings, createInvoices: false }, clock), change('unpaid', 0n))).toEqual({
      found: false,
    })
    expect(await pushInvoiceStatus(contextFor(settings, clock), change('unpaid', 0n, { fromHere: true, externalId: '404' }))).toEqual({
      found: false,
    })
    expect(sandbox.portal.items[31].size).toBe(0)
  })
})

describe('standing', () => {
  test('the company found by its NIP gets amounts, ratio, date and block; missing fields are made once', async () => {
    const { sandbox, settings, clock } = await portal()
    const first = await pushCustomerStanding(contextFor(settings, clock), standing())
    const made = sandbox.portal.userFields.length
    expect(made).toBe(6)
    expect(sandbox.companyByTitle(alfa.name)).toMatchObject({
      UF_CRM_COMPANY_SKARBNIK_OPEN: '730.00|PLN',
      UF_CRM_COMPANY_SKARBNIK_OVERDUE: '500.00|PLN',
      UF_CRM_COMPANY_SKARBNIK_DEBT_RATIO: 12.5,
      UF_CRM_COMPANY_SKARBNIK_SINCE: '2026-10-01',
      UF_CRM_COMPANY_SKARBNIK_BLOCKED: 'Y',
    })
    const before = sandbox.calls.length
    await pushCustomerStanding(
      contextFor(settings, clock, { memory: first.memory ?? {} }),
      standing({ blocked: false, oldestOverdueOn: null, debtRatioPercent: null }),
    )
    expect(sandbox.calls.slice(before).map((call) => call.path.split('/').at(-1))).toEqual(['batch', 'crm.item.list', 'crm.item.update'])
    expect(sandbox.companyByTitle(alfa.name)).toMatchObject({
      UF_CRM_COMPANY_SKARBNIK_BLOCKED: 'N',
      UF_CRM_COMPANY_SKARBNIK_SINCE: '',
      UF_CRM_COMPANY_SKARBNIK_DEBT_RATIO: '',
    })
    expect(sandbox.companyByTitle(beta.name)).not.toHaveProperty('UF_CRM_COMPANY_SKARBNIK_OPEN')
  })

  test('several companies with one NIP all get it; a namesake with another NIP does not', async () => {
    const { sandbox, context } = await portal()
    const branch = sandbox.portal.addCompany({ name: 'Alfa Oddział Gdańsk', taxId: 'PL5260250274' })
    await pushCustomerStanding(context, standing())
    expect(sandbox.portal.items[4].get(branch.id)).toMatchObject({ UF_CRM_COMPANY_SKARBNIK_OPEN: '730.00|PLN' })
    expect(await pushCustomerStanding(context, standing({ customer: { ...alfaIs, taxId: '1132191233' } }))).toEqual({ found: false })
  })

  test('without a NIP the only company of that title is taken, of two none', async () => {
    const { sandbox, context } = await portal()
    const unknown = { externalId: null, name: 'Gamma S.A.', taxId: null, email: null }
    expect(await pushCustomerStanding(context, standing({ customer: unknown }))).toEqual({ found: false })
    sandbox.portal.addCompany({ name: 'Gamma S.A.' })
    expect(await pushCustomerStanding(context, standing({ customer: unknown }))).toMatchObject({ found: true })
    sandbox.portal.addCompany({ name: 'Gamma S.A.' })
    expect(await pushCustomerStanding(context, standing({ customer: unknown }))).toEqual({ found: false })
  })

  test('a webhook without the right to make fields says so', async () => {
    const { sandbox, context } = await portal()
    sandbox.failNext({ kind: 403, on: 'userfieldconfig.add' })
    expect(await failureOf(pushCustomerStanding(context, standing()))).toMatchObject({
      kind: 'misconfigured',
      facts: { error: 'insufficient_scope', method: 'userfieldconfig.add' },
    })
  })
})

test('T85 too many calls (503 of this vendor) are waited out, also for an add', async () => {
  const { sandbox, context } = await portal()
  sandbox.failNext({ kind: 503, times: 2, on: 'crm.item.add' })
  expect(await pushInvoiceStatus(context, change('unpaid', 0n))).toMatchObject({ found: true })
  sandbox.failNext({ kind: 503, times: 9 })
  expect(await failureOf(pushInvoiceStatus(context, change('unpaid', 0n)))).toMatchObject({ kind: 'rate-limited', outcomeUnknown: false })
})

test('nested parameters become the query of a batch command', () => {
  expect(decodeURIComponent(queryText({ filter: { '@ENTITY_ID': [6, 7], '=a': 'ż&b' }, start: 0 }))).toBe(
    'filter[@ENTITY_ID][0]=6&filter[@ENTITY_ID][1]=7&filter[=a]=ż&b&start=0',
  )
})

test('an address that is no webhook of a portal is a wrong setting', async () => {
  const { clock, settings } = await portal()
  for (const webhookUrl of ['', 'https://acme.bitrix24.pl/', 'acme.bitrix24.pl/rest/1/abc', 'https://acme.bitrix24.pl/rest/abc/']) {
    expect(await failureOf(connector.test(contextFor({ webhookUrl }, clock)))).toMatchObject({ kind: 'misconfigured' })
  }
  expect(await connector.test(contextFor({ webhookUrl: String(settings['webhookUrl']).replace(/\/$/, '') }, clock))).toMatchObject({
    facts: [{ value: '2' }, { value: '✓' }],
  })
})

describe('the type of a blocked company', () => {
  const typeOf = (sandbox: BitrixSandbox) => sandbox.companyByTitle(alfa.name)?.['typeId']

  test('is set with the block and given back with the release, also when either is told twice', async () => {
    const { sandbox, settings, clock } = await portal()
    const context = contextFor({ ...settings, blockedType: 'sprzedaż wstrzymana' }, clock)
    for (const blocked of [true, true]) await pushCustomerStanding(context, standing({ blocked }))
    expect(typeOf(sandbox)).toBe('UC_BLOCKED')
    expect(sandbox.companyByTitle(alfa.name)?.['UF_CRM_COMPANY_SKARBNIK_BLOCKED']).toBe('Y')
    for (const blocked of [false, false]) await pushCustomerStanding(context, standing({ blocked }))
    expect(typeOf(sandbox)).toBe('CUSTOMER')
    expect(sandbox.companyByTitle(alfa.name)?.['UF_CRM_COMPANY_SKARBNIK_BLOCKED']).toBe('N')
  })

  test('stays alone where nobody has chosen one, and a type that the portal lacks is a wrong setting', async () => {
    const { sandbox, settings, clock, context } = await portal()
    await pushCustomerStanding(context, standing())
    expect(typeOf(sandbox)).toBe('CUSTOMER')
    const wrong = contextFor({ ...settings, blockedType: 'Czarna lista' }, clock)
    expect(await failureOf(pushCustomerStanding(wrong, standing()))).toMatchObject({ kind: 'misconfigured' })
  })
})
