// An invoice in dispute: it says so with the day since when, and is again what its money makes it once the dispute has ended.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settableClock } from '#ports/clock'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { invoicesUpload } from '#test/support/uploads'

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
