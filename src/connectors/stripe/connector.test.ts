// Stripe through the real HTTP core against its stand-in.
import { afterEach, expect, test } from 'vitest'
import { contextFor, drain, failureOf, paymentOf, seedOf, testClock } from '#test/conformance/stand-in'
import { PLN } from '#values/currency'
import { money } from '#values/money'
import connector from './connector.ts'
import { closePaymentLink, createPaymentLink } from './payment-link.ts'
import { pullPayments } from './pull.ts'
import { createSandbox, type StripeSandbox } from './sandbox.ts'

const running: StripeSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function firm(payments: number) {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({ payments }, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  return { clock, sandbox, settings }
}

const ids = (records: readonly unknown[]) => records.map((record) => connector.recordId(record))

test('the test of a connection names the account and its balance, also for a key that may not see the account', async () => {
  const { clock, sandbox, settings } = await firm(3)
  for (const id of sandbox.recordIds('payments')) sandbox.touch?.('payments', id)
  expect(await connector.test(contextFor(settings, clock))).toMatchObject({
    account: 'Jantar Elektro Sp. z o.o.',
    facts: [{ value: expect.stringMatching(/^\d+\.\d\d PLN, 0\.00 EUR$/) }, { value: 'test' }],
  })
  sandbox.failNext({ kind: 403, on: '/v1/account' })
  expect((await connector.test(contextFor(settings, clock))).account).toBe('Stripe')
})

test('T87 payments that arrive while a pull walks to older ones shift nothing, and the next pull has them', async () => {
  const { clock, sandbox, settings } = await firm(350)
  let added = 0
  sandbox.onAnswer(() => {
    if (added < 4) sandbox.addPayment?.(paymentOf(1000 + added++, { occurredAt: clock.now() }))
  })
  const first = await drain(pullPayments(contextFor(settings, clock)))
  expect(first.pages).toHaveLength(4)
  expect(new Set(ids(first.records)).size).toBe(350)
  const second = await drain(pullPayments(contextFor(settings, clock, { cursor: first.cursor })))
  expect(new Set([...ids(first.records), ...ids(second.records)])).toEqual(new Set(sandbox.recordIds('payments')))
})

test('a pull stopped in the middle goes on from the last id, and the watermark moves at the end alone', async () => {
  const { clock, sandbox, settings } = await firm(250)
  let cursor = null
  const got: unknown[] = []
  for await (const page of pullPayments(contextFor(settings, clock))) {
    cursor = page.cursor
    got.push(...page.records)
    break
  }
  expect(cursor).toMatchObject({ watermark: null })
  const rest = await drain(pullPayments(contextFor(settings, clock, { cursor })))
  expect(ids([...got, ...rest.records]).sort()).toEqual([...sandbox.recordIds('payments')].sort())
  const again = await drain(pullPayments(contextFor(settings, clock, { cursor: rest.cursor })))
  expect(again.records.length).toBeLessThan(10)
})

test('a payment link repeated with its key is the same link, and what is paid by it names the invoice', async () => {
  const { clock, sandbox, settings } = await firm(0)
  const invoice = { number: 'FV/12/2026', open: money(7350n, PLN), reference: 'link-inv-12', payerEmail: 'jan@beta.example' }
  sandbox.failNext({ kind: 'hang-up-after-accept', on: 'POST' })
  const link = await createPaymentLink(contextFor(settings, clock), invoice)
  expect(await createPaymentLink(contextFor(settings, clock), invoice)).toEqual(link)
  expect(sandbox.ledger.links.size).toBe(1)
  expect(link.url).toMatch(/client_reference_id=FV-12-2026&prefilled_email=jan%40beta.example$/)
  const [stored] = [...sandbox.ledger.links.values()]
  expect(stored).toMatchObject({ currency: 'pln', amount: 7350 })
  sandbox.ledger.payLink(stored?.id ?? '', money(7350n, PLN), { name: 'Jan Żak', email: 'jan@beta.example' })
  const { records } = await drain(pullPayments(contextFor(settings, clock)))
  expect(connector.toPayment?.(records[0], { settings, timeZone: 'Europe/Warsaw' })).toMatchObject({
    ok: true,
    value: { title: 'FV/12/2026', amount: money(7350n, PLN), linkReference: 'link-inv-12' },
  })
})

test('the same key for another amount is refused by the vendor', async () => {
  const { clock, settings } = await firm(0)
  const invoice = { number: 'FV/12/2026', open: money(7350n, PLN), reference: 'k', payerEmail: null }
  await createPaymentLink(contextFor(settings, clock), invoice)
  expect(await failureOf(createPaymentLink(contextFor(settings, clock), { ...invoice, open: money(1n, PLN) }))).toMatchObject({
    kind: 'invalid-response',
    facts: { status: 400 },
  })
})

test('a link that is shut takes no money; shutting it again, or one that the account never made, is no failure', async () => {
  const { clock, sandbox, settings } = await firm(0)
  const context = contextFor(settings, clock)
  const link = await createPaymentLink(context, { number: 'FV/12/2026', open: money(7350n, PLN), reference: 'k', payerEmail: null })
  for (const externalId of [link.externalId, link.externalId, 'plink_unknown']) await closePaymentLink(context, { externalId })
  expect(() => sandbox.ledger.payLink(link.externalId, money(7350n, PLN), { name: 'Jan', email: 'jan@beta.example' })).toThrow('no open')
})
