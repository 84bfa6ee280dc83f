// An invoice in dispute: it says so with the day since when, and is again what its money makes it once the dispute has ended.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settableClock } from '#ports/clock'
import { listCreditInvoices } from '#store/credit/facts'
import { readInvoiceFacts } from '#store/facts/invoice-facts'
import { insertHold } from '#store/holds'
import { readPortal } from '#store/views/portal'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { invoicesUpload } from '#test/support/uploads'
import { currency } from '#values/currency'
import { day } from '#values/day'
import { type Id, readId } from '#values/id'

let app: TestApp
let client: ApiClient
let base: string
const clock = settableClock(new Date('2026-11-10T11:00:00Z'))

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false, clock })
  const first = await firstCompany(app)
  client = first.client
  base = first.base
})
afterAll(() => app?.stop())

test('a dispute raised after midnight in Warsaw counts from that day, and when it ends the invoice is unpaid since it was issued', async () => {
  const bytes = invoicesUpload([
    { number: 'FV/1', issueOn: '2026-10-01', dueOn: '2026-10-15', gross: '123.45', customer: 'Klon', email: 'jan@klon.example' },
  ])
  expect((await client.upload(`${base}/imports`, 'faktury.json', bytes)).body['state']).toBe('read')
  const list = (await client.get(`${base}/invoices`)).body['rows'] as readonly { readonly invoiceId: string; readonly customerId: string }[]
  const { invoiceId = '', customerId = '' } = list[0] ?? {}
  const shown = async () => {
    const { body } = await client.get(`${base}/invoices/${invoiceId}`)
    return [body['status'], body['statusSince']]
  }
  expect(await shown()).toEqual(['unpaid', '2026-10-01'])
  // Half past midnight in Warsaw.
  clock.set(new Date('2026-11-11T23:30:00Z'))
  const said = { invoiceIds: [invoiceId], words: 'Nie świeci', byWhom: null, channel: 'phone', reason: 'quality', amount: null }
  const made = await client.post(`${base}/customers/${customerId}/disputes`, said)
  expect(made.status).toBe(200)
  clock.set(new Date('2026-11-19T11:00:00Z'))
  expect(await shown()).toEqual(['disputed', '2026-11-12'])
  const { holds } = (await client.get(`${base}/invoices/${invoiceId}`)).body as { readonly holds: readonly { readonly holdId: string }[] }
  await client.post(`${base}/customers/${customerId}/agreements/${holds[0]?.holdId}/end`, { outcome: 'withdrawn', why: null })
  expect(await shown()).toEqual(['unpaid', '2026-10-01'])
})

type Row = { readonly invoiceId: string; readonly number: string; readonly status: string; readonly customerId: string }
const rowsOf = async (query = '') => (await client.get(`${base}/invoices?limit=100${query}`)).body['rows'] as readonly Row[]
const sorted = (rows: readonly Row[]) => rows.map((row) => row.number).sort()

/** Everything that says of an invoice whether it is in dispute; `open`: what is owed, in dispute. */
async function saidOfDisputes(companyId: Id) {
  const all = await rowsOf()
  const counts = (await client.get(`${base}/invoices`)).body['counts'] as Readonly<Record<string, number>>
  const details = await Promise.all(all.map(async (row) => (await client.get(`${base}/invoices/${row.invoiceId}`)).body))
  const { database } = app.house.shell
  const facts = await readInvoiceFacts(database, companyId, day('2026-12-01'), currency('PLN'))
  const credit = await listCreditInvoices(database, companyId, [...new Set(facts.map((fact) => fact.customerId))], {
    from: day('2026-01-01'),
    base: currency('PLN'),
  })
  const portals = await Promise.all(
    [...new Set(facts.map((fact) => fact.customerId))].map((customerId) => readPortal(database, companyId, customerId, day('2026-12-01'))),
  )
  return {
    list: sorted(all.filter((row) => row.status === 'disputed')),
    filter: sorted(await rowsOf('&status=disputed')),
    count: counts['disputed'],
    details: details
      .filter((detail) => detail['status'] === 'disputed')
      .map((detail) => [detail['number'], detail['statusSince']].map(String).join(' '))
      .sort(),
    reports: facts
      .filter((fact) => fact.disputed && fact.open.minor > 0n)
      .map((fact) => fact.number)
      .sort(),
    credit: [...credit.values()].flat().filter((each) => each.disputed && each.openMinor > 0n).length,
    portal: portals
      .flatMap((portal) => portal?.invoices ?? [])
      .filter((each) => each.disputed)
      .map((each) => each.number)
      .sort(),
  }
}

test('of several invoices, and of a customer as a whole, a dispute is the status of each that is open: lists, counts, days, reports, limits and the debtor’s page agree', async () => {
  clock.set(new Date('2026-11-20T11:00:00Z'))
  const invoice = (number: string, customer: string, gross: string) => ({
    number,
    issueOn: '2026-10-01',
    dueOn: '2026-10-15',
    gross,
    customer,
    email: `${customer.toLowerCase()}@klient.example`,
  })
  const bytes = invoicesUpload([
    invoice('J/1', 'Jawor', '100.00'),
    invoice('J/2', 'Jawor', '200.00'),
    invoice('J/3', 'Jawor', '300.00'),
    invoice('B/1', 'Brzoza', '400.00'),
    invoice('B/2', 'Brzoza', '500.00'),
    invoice('W/1', 'Wierzba', '600.00'),
    invoice('W/2', 'Wierzba', '700.00'),
    invoice('W/3', 'Wierzba', '800.00'),
  ])
  expect((await client.upload(`${base}/imports`, 'wiecej.json', bytes)).body['state']).toBe('read')
  const known = new Map((await rowsOf()).map((row) => [row.number, row]))
  const of = (number: string) => known.get(number) as Row
  const companyId = readId('company', base.split('/').at(-1) ?? '') ?? ''
  const dispute = async (customer: string, numbers: readonly string[]) => {
    const body = {
      invoiceIds: numbers.map((number) => of(number).invoiceId),
      words: 'Nie tak',
      byWhom: null,
      channel: 'phone',
      reason: 'quality',
      amount: null,
    }
    expect((await client.post(`${base}/customers/${of(customer).customerId}/disputes`, body)).status).toBe(200)
  }
  await dispute('J/1', ['J/1', 'J/2'])
  clock.set(new Date('2026-11-21T11:00:00Z'))
  await dispute('B/1', [])
  // One hold about several invoices, as data of an earlier time may have it.
  clock.set(new Date('2026-11-22T11:00:00Z'))
  const bare = (number: string) => readId('invoice', of(number).invoiceId) ?? of(number).invoiceId
  await insertHold(app.house.shell.database, companyId, {
    kind: 'dispute',
    customerId: readId('customer', of('W/1').customerId) ?? of('W/1').customerId,
    invoiceId: null,
    invoiceIds: [bare('W/1'), bare('W/2')],
    untilOn: null,
    why: 'Obie',
    createdBy: 'person:x',
    createdAt: clock.now(),
  })
  const open = ['B/1', 'B/2', 'J/1', 'J/2', 'W/1', 'W/2']
  const days = { J: '2026-11-20', B: '2026-11-21', W: '2026-11-22' }
  expect(await saidOfDisputes(companyId)).toEqual({
    list: open,
    filter: open,
    count: 6,
    details: open.map((number) => `${number} ${days[number.charAt(0) as keyof typeof days]}`),
    reports: open,
    credit: 6,
    portal: open,
  })
})
