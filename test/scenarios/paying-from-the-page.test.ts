// The customer pays from his own page: the link is made at the gateway when he wants it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type StripeSandbox } from '#connectors/stripe/sandbox'
import { connectSystem } from '#flows/connect-system'
import { portalLink } from '#flows/portal-link'
import { inTransaction } from '#store/database'
import { startApp, type TestApp } from '#test/support/app'
import { outboxWorld, type World } from '#test/support/outbox-world'
import { testActor } from '#test/support/shell'
import { writeId } from '#values/id'

let world: World
let app: TestApp
let stripe: StripeSandbox
beforeAll(async () => {
  world = await outboxWorld()
  app = await startApp({ databaseUrl: world.url, clock: world.clock, jobs: false, pages: false })
  const company = { name: 'Jantar Elektro', taxId: '9153082648' }
  stripe = createSandbox({ clock: world.clock, timeZone: 'Europe/Warsaw', company, customers: [], invoices: [], payments: [] })
}, 60_000)
afterAll(async () => {
  await stripe?.stop()
  await app?.stop()
  await world?.close()
})

async function page() {
  const company = await world.company()
  const customerId = await company.customer()
  const invoiceId = await company.invoice(customerId, { number: 'FV 1155/10/2026', minor: 128_437n })
  const { shell } = app.house
  const address = await inTransaction(shell.database, (tx) =>
    portalLink(tx, shell, { companyId: company.companyId, customerId, at: shell.clock.now() }),
  )
  const { pathname } = new URL(address)
  const look = async (under = '') => {
    const response = await fetch(app.url + pathname + under, { redirect: 'manual' })
    return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
  }
  return { companyId: company.companyId, pathname, pay: `/pay/${writeId('invoice', invoiceId)}`, look }
}

test('“Zapłać” stands on the page where a gateway makes links, and leads to one for what is open now', async () => {
  const of = await page()
  expect((await of.look()).text).not.toContain('/pay/')
  const { settings } = await stripe.start()
  await connectSystem(app.house.shell, {
    companyId: of.companyId,
    actor: testActor,
    shelf: 'connector',
    pluginId: 'stripe',
    name: 'Stripe',
    settings,
    kinds: ['payments', 'payment-links'],
  })
  expect((await of.look()).text).toContain(`${of.pathname}${of.pay}?lang=pl`)

  // The gateway is down: the page says so, and shows how to pay by transfer.
  stripe.failNext({ kind: 401, on: 'POST /v1/payment_links', times: 1 })
  expect(await of.look(of.pay)).toMatchObject({ status: 303, to: `${of.pathname}?done=no-gateway&lang=pl` })
  expect((await of.look('?done=no-gateway')).text).toContain('Płatność online chwilowo nie działa')

  world.clock.set(new Date(world.clock.now().getTime() + 61_000))
  const led = await of.look(of.pay)
  const [link] = [...stripe.ledger.links.values()]
  expect(link).toMatchObject({ amount: 128_437, invoice: 'FV 1155/10/2026' })
  expect(led).toMatchObject({ status: 303, to: expect.stringContaining(link?.url ?? '-') })

  // Whoever has another customer's page pays nothing there with this invoice's id.
  const other = await page()
  expect((await other.look(of.pay)).to).toBe(`${other.pathname}?done=nothing-to-pay&lang=pl`)
  expect(stripe.ledger.links.size).toBe(1)
})

test('T120 an address of the source that is no web address leads nowhere', async () => {
  const of = await page()
  await world.database.updateTable('invoices').set({ payment_url: 'javascript:alert(1)' }).where('company_id', '=', of.companyId).execute()
  expect((await of.look()).text).not.toContain('/pay/')
  expect((await of.look(of.pay)).to).toBe(`${of.pathname}?done=nothing-to-pay&lang=pl`)
})
