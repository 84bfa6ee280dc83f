// Orders and offers beside the invoices: taken in as they are at their source, seen by those who may see the customer, owed by nobody.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox as createBitrix } from '#connectors/bitrix24/sandbox'
import { createSandbox as createFakturownia } from '#connectors/fakturownia/sandbox'
import { connectSystem } from '#flows/connect-system'
import { erasePersonalData } from '#flows/personal-data'
import { pullConnection } from '#flows/pull-connection'
import { settableClock } from '#ports/clock'
import type { OrderRecord } from '#ports/connector'
import type { Sandbox } from '#ports/sandbox'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { testActor } from '#test/support/shell'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { type Id, readId, writeId } from '#values/id'
import { money } from '#values/money'

const clock = settableClock(new Date('2026-11-20T08:00:00Z'))
const [alfa, nowa] = [
  { name: 'Alfa Budowa sp. z o.o.', taxId: '5260250274' },
  { name: 'Nowa Firma sp. z o.o.', taxId: '7740001454' },
]
const order = (number: string, more: Partial<OrderRecord> = {}): OrderRecord => ({
  externalId: number,
  kind: 'order',
  number,
  issuedOn: day('2026-11-02'),
  total: money(840_000n, PLN),
  state: 'open',
  customer: alfa,
  ...more,
})
const invoiced = (number: string, customer: typeof alfa) => ({
  number,
  type: 'invoice' as const,
  issueOn: day('2026-10-01'),
  dueOn: day('2026-10-15'),
  total: money(123_000n, PLN),
  customer,
})

let app: TestApp
let client: ApiClient
let base: string
let companyId: Id
let fakturownia: ReturnType<typeof createFakturownia>
let bitrix: ReturnType<typeof createBitrix>
beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false, clock })
  const made = await firstCompany(app)
  client = made.client
  base = made.base
  companyId = readId('company', made.companyId) ?? ''
  const seed = { clock, timeZone: 'Europe/Warsaw', company: { name: 'Jantar', taxId: '9153082648' }, customers: [alfa], payments: [] }
  fakturownia = createFakturownia({
    ...seed,
    invoices: [invoiced('FV 1/10/2026', alfa)],
    orders: [
      order('ZAM 1/2026'),
      order('ZAM 2/2026', { state: 'won', total: money(10_000n, PLN) }),
      order('OF 7/2026', { kind: 'offer', issuedOn: day('2026-11-10'), total: money(99_900n, PLN) }),
      // Nobody has ever invoiced this customer.
      order('ZAM 3/2026', { customer: nowa }),
    ],
  })
  bitrix = createBitrix({ ...seed, invoices: [], orders: [order('Oświetlenie hali', { kind: 'deal', total: money(5_000_000n, PLN) })] })
}, 60_000)
afterAll(async () => {
  await fakturownia?.stop()
  await bitrix?.stop()
  await app?.stop()
})

async function connect(sandbox: Sandbox, kinds: readonly string[]): Promise<Id> {
  const { settings } = await sandbox.start()
  return connectSystem(app.house.shell, {
    companyId,
    actor: testActor,
    shelf: 'connector',
    pluginId: sandbox.id,
    name: sandbox.id,
    settings,
    kinds,
  })
}
const pull = (connectionId: Id) => pullConnection(app.house.shell, { companyId, connectionId, actor: testActor })
async function customerCalled(name: string): Promise<string> {
  const row = await app.house.shell.database
    .selectFrom('customers')
    .select('customer_id')
    .where('company_id', '=', companyId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return writeId('customer', row.customer_id)
}
type Row = {
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly title: string | null
  readonly viewUrl: string | null
}
async function ordersOf(name: string) {
  const { status, body } = await client.get(`${base}/customers/${await customerCalled(name)}/orders`)
  expect(status).toBe(200)
  return { rows: body['rows'] as readonly Row[], open: body['open'] }
}

let books: Id
test('orders and offers of an invoicing system stand beside the invoices of their customer, open orders summed; they are owed by nobody', async () => {
  books = await connect(fakturownia, ['invoices', 'orders'])
  const { counts } = await pull(books)
  expect(counts).toMatchObject({ invoices: 1, orders: 4, rejected: 0 })
  const { rows, open } = await ordersOf(alfa.name)
  expect(rows.map(({ number, kind, state }) => [number, kind, state])).toEqual([
    ['OF 7/2026', 'offer', 'open'],
    ['ZAM 2/2026', 'order', 'won'],
    ['ZAM 1/2026', 'order', 'open'],
  ])
  expect(open).toEqual([{ amount: '8400.00', currency: 'PLN' }])
  expect(rows[0]?.viewUrl).toMatch(/^https:/)
  const { body } = await client.get(`${base}/customers/${await customerCalled(alfa.name)}`)
  expect(body['balance']).toEqual({ amount: '1230.00', currency: 'PLN' })
  const customers = await app.house.shell.database.selectFrom('customers').select('name').where('company_id', '=', companyId).execute()
  expect(customers.map((row) => row.name)).toEqual([alfa.name])
})

test('an order waits for its customer and stands beside his first invoice; one that is deleted at its source is seen no more', async () => {
  fakturownia.addInvoice?.(invoiced('FV 9/11/2026', nowa))
  const [first = ''] = fakturownia.recordIds('orders')
  fakturownia.books.orders.delete(Number(first))
  clock.set(new Date('2026-11-21T08:00:00Z'))
  const [another = ''] = fakturownia.recordIds('orders').slice(-1)
  fakturownia.touch?.('orders', another)
  await pull(books)
  expect((await ordersOf(nowa.name)).rows.map((row) => row.number)).toEqual(['ZAM 3/2026'])
  expect((await ordersOf(alfa.name)).rows.map((row) => row.number)).toEqual(['OF 7/2026', 'ZAM 2/2026'])
})

test('a deal of the CRM stands there too, and is won when it is won there', async () => {
  const crm = await connect(bitrix, ['customers', 'orders'])
  await pull(crm)
  const deal = async () => (await ordersOf(alfa.name)).rows.find((row) => row.kind === 'deal')
  expect(await deal()).toMatchObject({ title: 'Oświetlenie hali', state: 'open' })
  const [item] = [...bitrix.portal.items[2].values()]
  if (item === undefined) throw new Error('no deal')
  clock.set(new Date('2026-11-21T09:00:00Z'))
  bitrix.portal.update(item, { stageId: 'C5:WON', closed: 'Y' })
  await pull(crm)
  expect(await deal()).toMatchObject({ state: 'won' })
})

test('the question “may we sell” names what is on order and answers as before', async () => {
  const { body } = await client.get(`${base}/may-we-sell?nip=${nowa.taxId}`)
  expect(body).toMatchObject({ mayWeSell: true, openOrders: { count: 1, sums: [{ amount: '8400.00', currency: 'PLN' }] } })
})

test('the words of an order that could name a person go when he is forgotten', async () => {
  const customerId = readId('customer', await customerCalled(alfa.name)) ?? ''
  const { database } = app.house.shell
  await database.updateTable('invoice_balances').set({ open_minor: 0n }).where('customer_id', '=', customerId).execute()
  await erasePersonalData(app.house.shell, { companyId, actor: testActor, customerId })
  const rows = await database.selectFrom('orders').select(['title', 'customer_facts']).where('customer_id', '=', customerId).execute()
  expect(rows.length).toBe(4)
  for (const row of rows) expect(row).toEqual({ title: null, customer_facts: {} })
})
