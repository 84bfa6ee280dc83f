// Links to pay from the reminder to the settled invoice, and PDFs of invoices as their source draws them: real connectors, stand-in vendors.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { makePaymentLink } from '#flows/make-payment-link'
import { recordPayment } from '#flows/record-payment'
import { removeConnection } from '#flows/remove-connection'
import { sendLetter } from '#flows/send-letter'
import { workOff } from '#jobs/work-off'
import { type RoundWorld, roundInvoice, roundWorld } from '#test/support/round-world'
import { testActor } from '#test/support/shell'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'

let world: RoundWorld
let stripe: Id
beforeAll(async () => {
  world = await roundWorld(
    {
      invoices: [
        roundInvoice('FV 1/09/2026', 0, '2026-09-10', 1230),
        // Two of one customer, due on one day: one message about both.
        roundInvoice('FV 2/09/2026', 1, '2026-09-10', 2460),
        roundInvoice('FV 3/09/2026', 1, '2026-09-10', 615),
        roundInvoice('FV 4/09/2026', 2, '2026-09-14', 984),
      ],
      payments: [],
    },
    { automaticPosting: true },
  )
  await world.connect('fakturownia', ['invoices', 'statuses'])
  stripe = await world.connect('stripe', ['payments', 'payment-links'])
  await world.connect('smtp', ['email'])
})
afterAll(() => world.close())

const at = (text: string) => world.clock.set(new Date(text))
const mailTo = (address: string) => world.vendors.mail.received.filter((mail) => mail.to.includes(address))
const links = () =>
  world.shell.database.selectFrom('payment_links').selectAll().where('company_id', '=', world.companyId).orderBy('link_id').execute()
const invoice = async (number: string) =>
  world.shell.database
    .selectFrom('invoices as i')
    .innerJoin('invoice_balances as b', (join) =>
      join.onRef('b.company_id', '=', 'i.company_id').onRef('b.invoice_id', '=', 'i.invoice_id'),
    )
    .select(['i.invoice_id', 'i.customer_id', 'b.open_minor', 'b.status'])
    .where('i.company_id', '=', world.companyId)
    .where('i.number', '=', number)
    .executeTakeFirstOrThrow()
const atStripe = () => [...world.vendors.stripe.ledger.links.values()]
const askedForLinks = () => world.vendors.stripe.calls.filter((call) => call.method === 'POST' && call.path === '/v1/payment_links').length
const pathOf = async (number: string) => ({ companyId: world.companyId, invoiceId: (await invoice(number)).invoice_id })

describe('a reminder', () => {
  test('of one invoice carries a link that was made for what is open, and the PDF as its source draws it; one of several carries both PDFs and no link', async () => {
    at('2026-10-01T06:00:30Z')
    await workOff(world.shell)
    at('2026-10-01T07:00:10Z')
    await deliverOutbox(world.shell)
    const [single] = mailTo('biuro1@klient.example')
    const [made] = atStripe().filter((link) => link.invoice === 'FV 1/09/2026')
    expect(made).toMatchObject({ amount: 123_000, currency: 'pln', active: true })
    expect(single?.email.text).toContain(made?.url)
    expect(single?.email.html).toContain('Zapłać')
    const pdf = single?.email.attachments.find((file) => file.filename === 'FV-1-09-2026.pdf')
    expect(pdf?.mimeType).toBe('application/pdf')
    expect(Buffer.from(pdf?.content as ArrayBuffer).toString('latin1')).toMatch(/^%PDF-1\.4[\s\S]*Faktura FV 1\/09\/2026/)
    const [both] = mailTo('biuro2@klient.example')
    expect(both?.email.text).not.toContain('buy.stripe.example')
    expect(both?.email.attachments.filter((file) => file.mimeType === 'application/pdf').map((file) => file.filename)).toEqual([
      'FV-2-09-2026.pdf',
      'FV-3-09-2026.pdf',
    ])
    expect(atStripe().map((link) => link.invoice)).not.toContain('FV 2/09/2026')
  })

  test('asked for again the same link is given without asking the gateway', async () => {
    const before = askedForLinks()
    const again = await makePaymentLink(world.shell, await pathOf('FV 1/09/2026'))
    const [made] = atStripe().filter((link) => link.invoice === 'FV 1/09/2026')
    expect(again).toMatchObject({ kind: 'link', from: 'gateway', url: expect.stringContaining(made?.url ?? '-') })
    expect(askedForLinks()).toBe(before)
  })
})

describe('what is paid by a link', () => {
  test('comes back with its reference and settles its invoice without a person, though the title names another', async () => {
    const [made] = atStripe().filter((link) => link.invoice === 'FV 1/09/2026')
    const charge = world.vendors.stripe.ledger.payLink(made?.id ?? '', money(123_000n, PLN), {
      name: 'Zupełnie Inny',
      email: 'x@inny.example',
    })
    // The shop of the gateway lets the payer write a note: what he types must not lead astray.
    const source = world.vendors.stripe.ledger.sources.get(String(charge['source']))
    if (source === undefined) throw new Error('no charge')
    Object.assign(source, { description: 'FV 4/09/2026' })
    delete (source['metadata'] as Record<string, unknown>)['invoice']
    at('2026-10-02T06:00:30Z')
    await workOff(world.shell)
    expect(await invoice('FV 1/09/2026')).toMatchObject({ open_minor: 0n, status: 'paid' })
    expect(await invoice('FV 4/09/2026')).toMatchObject({ open_minor: 98_400n })
    const [payment] = await world.shell.database
      .selectFrom('payments')
      .select(['link_reference', 'title'])
      .where('company_id', '=', world.companyId)
      .execute()
    const [link] = (await links()).filter((each) => each.reference === payment?.link_reference)
    expect(link).toMatchObject({ amount_minor: 123_000n, ended_why: 'sum-changed' })
    expect(await makePaymentLink(world.shell, await pathOf('FV 1/09/2026'))).toEqual({ kind: 'none' })
  })
})

describe('a link for a sum that is no longer open', () => {
  test('is shut at the gateway when a part is paid by transfer, and the next one is for the rest', async () => {
    const wanted = await pathOf('FV 4/09/2026')
    const first = await makePaymentLink(world.shell, wanted)
    expect(first).toMatchObject({ kind: 'link' })
    const [old] = atStripe().filter((link) => link.invoice === 'FV 4/09/2026' && link.active)
    expect(old).toMatchObject({ amount: 98_400 })
    await recordPayment(world.shell, {
      ...wanted,
      actor: testActor,
      amount: money(40_000n, PLN),
      on: day('2026-10-02'),
      kind: 'cash',
      why: 'w kasie',
    })
    await deliverOutbox(world.shell)
    expect(old?.active).toBe(false)
    const second = await makePaymentLink(world.shell, wanted)
    expect(second).not.toEqual(first)
    expect(atStripe().filter((link) => link.invoice === 'FV 4/09/2026' && link.active)).toMatchObject([{ amount: 58_400 }])
  })
})

describe('a gateway in trouble', () => {
  test('is not asked again for a minute; then the same link is made, also when its first answer was lost', async () => {
    const wanted = await pathOf('FV 3/09/2026')
    world.vendors.stripe.failNext({ kind: 400, on: 'POST /v1/payment_links', times: 1 })
    const before = askedForLinks()
    expect(await makePaymentLink(world.shell, wanted)).toEqual({ kind: 'failed' })
    expect(await makePaymentLink(world.shell, wanted)).toEqual({ kind: 'failed' })
    expect(askedForLinks()).toBe(before + 1)
    world.clock.set(new Date(world.clock.now().getTime() + 61_000))
    world.vendors.stripe.failNext({ kind: 'hang-up-after-accept', on: 'POST /v1/payment_links', times: 1 })
    expect(await makePaymentLink(world.shell, wanted)).toMatchObject({ kind: 'link' })
    expect(atStripe().filter((link) => link.invoice === 'FV 3/09/2026')).toHaveLength(1)
  })

  test('two who ask at once get one link', async () => {
    const wanted = await pathOf('FV 2/09/2026')
    const both = await Promise.all([makePaymentLink(world.shell, wanted), makePaymentLink(world.shell, wanted)])
    expect(both[0]).toMatchObject({ kind: 'link' })
    expect(both[1]).toEqual(both[0])
    expect(atStripe().filter((link) => link.invoice === 'FV 2/09/2026')).toHaveLength(1)
  })

  test('in a dry run nobody outside is asked; a message that goes says which PDF its source did not give', async () => {
    const customerId = (await invoice('FV 4/09/2026')).customer_id
    const wish = { companyId: world.companyId, customerId, actor: testActor, kind: 'reminder', tone: 'neutral', medium: 'email' } as const
    const mode = (sending: string) =>
      world.shell.database.updateTable('companies').set({ sending_mode: sending }).where('company_id', '=', world.companyId).execute()
    await world.shell.database
      .updateTable('payment_links')
      .set({ ended_at: world.clock.now() })
      .where('company_id', '=', world.companyId)
      .where('ended_at', 'is', null)
      .execute()
    await world.shell.database.deleteFrom('invoice_files').where('company_id', '=', world.companyId).execute()
    const [links, calls] = [askedForLinks(), world.vendors.fakturownia.calls.length]
    await mode('dry-run')
    await sendLetter(world.shell, { ...wish, documentId: null, freeText: null })
    await deliverOutbox(world.shell)
    expect([askedForLinks(), world.vendors.fakturownia.calls.length]).toEqual([links, calls])
    await mode('automatic')
    world.vendors.fakturownia.failNext({ kind: 404, on: '.pdf', times: 1 })
    await sendLetter(world.shell, { ...wish, documentId: null, freeText: null })
    await deliverOutbox(world.shell)
    expect(askedForLinks()).toBe(links + 1)
    const sent = mailTo('biuro3@klient.example').at(-1)
    expect(sent?.email.text).toContain('https://buy.stripe.example/')
    expect(sent?.email.attachments.filter((file) => file.mimeType === 'application/pdf')).toEqual([])
    const rows = await world.shell.database
      .selectFrom('outbox')
      .select('payload')
      .where('company_id', '=', world.companyId)
      .where('key', 'like', 'letter:%')
      .orderBy('outbox_id')
      .execute()
    expect(rows.map((row) => (row.payload as { content?: { withoutFile?: unknown } }).content?.withoutFile)).toEqual([
      ['FV 4/09/2026'],
      ['FV 4/09/2026'],
    ])
  })

  test('a restored copy makes no link', async () => {
    const restored = { ...world.shell, sendingAllowed: async () => false }
    const { invoice_id: invoiceId } = await invoice('FV 4/09/2026')
    await world.shell.database
      .updateTable('payment_links')
      .set({ ended_at: world.clock.now() })
      .where('invoice_id', '=', invoiceId)
      .execute()
    expect(await makePaymentLink(restored, { companyId: world.companyId, invoiceId })).toEqual({ kind: 'none' })
  })

  test('one that is taken out of use ends its links, and nothing is offered any more', async () => {
    await removeConnection(world.shell, { companyId: world.companyId, actor: testActor, connectionId: stripe })
    expect((await links()).filter((link) => link.ended_at === null)).toEqual([])
    expect(await makePaymentLink(world.shell, await pathOf('FV 2/09/2026'))).toEqual({ kind: 'none' })
  })
})
