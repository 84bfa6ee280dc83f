// Writing payments back: once however often it is repeated, and taken back when they are undone.
import { afterEach, expect, test } from 'vitest'
import type { InvoiceStatusChange } from '#ports/connector'
import { contextFor, failureOf, seedOf, testClock } from '#test/conformance/stand-in'
import { PLN } from '#values/currency'
import { day } from '#values/day'
import { type Money, money, subtract, total } from '#values/money'
import { pushInvoiceStatus } from './push.ts'
import { createSandbox, type FakturowniaSandbox } from './sandbox.ts'

const running: FakturowniaSandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

async function firm() {
  const clock = testClock()
  const sandbox = createSandbox(seedOf({ invoices: 3 }, clock))
  running.push(sandbox)
  const { settings } = await sandbox.start()
  const [id = ''] = sandbox.recordIds('invoices')
  return { sandbox, id, context: contextFor(settings, clock) }
}

/** The first invoice of the seed is 100.00. */
function change(id: string, payments: Readonly<Record<string, bigint>>, more: Partial<InvoiceStatusChange> = {}): InvoiceStatusChange {
  const whole = money(10_000n, PLN)
  const paid: readonly (readonly [string, Money])[] = Object.entries(payments).map(([key, minor]) => [key, money(minor, PLN)])
  const settled = total(
    paid.map(([, amount]) => amount),
    PLN,
  )
  return {
    externalId: id,
    number: 'FV/0/2026',
    status: settled.minor === 0n ? 'unpaid' : settled.minor < whole.minor ? 'partly-paid' : 'paid',
    total: whole,
    settled,
    open: subtract(whole, settled),
    dueOn: null,
    lastPaidOn: null,
    fromHere: true,
    payments: paid.map(([key, amount]) => ({ key, on: day('2026-11-19'), amount, title: `Przelew ${key} [za] fakturę` })),
    customer: { externalId: null, name: 'Alfa', taxId: null, email: null },
    ...more,
  }
}

const state = (sandbox: FakturowniaSandbox) => {
  const invoice = sandbox.invoiceByNumber('FV/0/2026')
  return [invoice?.['status'], invoice?.['paid'], sandbox.books.payments.size]
}

test('a payment pushed three times stands there once, and a second one joins it', async () => {
  const { sandbox, id, context } = await firm()
  for (let i = 0; i < 3; i++)
    expect(await pushInvoiceStatus(context, change(id, { 'pay-1': 4000n }))).toEqual({ found: true, externalId: id })
  expect(state(sandbox)).toEqual(['partial', '40.0', 1])
  await pushInvoiceStatus(context, change(id, { 'pay-1': 4000n, 'pay-2': 6000n }))
  expect(state(sandbox)).toEqual(['paid', '100.0', 2])
})

test('an undone payment is removed, a changed amount is replaced, and payments that people entered stay', async () => {
  const { sandbox, id, context } = await firm()
  sandbox.books.pay({ name: 'Gotówka w kasie', price: 10, invoiceId: Number(id), paidDate: null })
  await pushInvoiceStatus(context, change(id, { a: 4000n, b: 5000n }))
  await pushInvoiceStatus(context, change(id, { a: 3000n }))
  expect(state(sandbox)).toEqual(['partial', '40.0', 2])
  await pushInvoiceStatus(context, change(id, {}))
  expect(state(sandbox)).toEqual(['partial', '10.0', 1])
})

test('an answer lost after the payment was taken leaves an unknown outcome, and the repeat adds nothing', async () => {
  const { sandbox, id, context } = await firm()
  sandbox.failNext({ kind: 'hang-up-after-accept', on: 'POST /banking' })
  expect(await failureOf(pushInvoiceStatus(context, change(id, { a: 10_000n })))).toMatchObject({
    kind: 'unavailable',
    outcomeUnknown: true,
  })
  await pushInvoiceStatus(context, change(id, { a: 10_000n }))
  expect(state(sandbox)).toEqual(['paid', '100.0', 1])
})

test('where the vendor refuses payments the status word alone is set', async () => {
  const { sandbox, id, context } = await firm()
  sandbox.failNext({ kind: 422, on: 'POST /banking', times: 9 })
  await pushInvoiceStatus(context, change(id, { a: 10_000n }))
  expect(state(sandbox)).toEqual(['paid', '100.0', 0])
})

test('an invoice settled by a credit note is marked as paid; what a person marked as paid is not taken back', async () => {
  const { sandbox, id, context } = await firm()
  await pushInvoiceStatus(context, change(id, {}, { status: 'paid' }))
  expect(state(sandbox)).toEqual(['paid', '100.0', 0])
  await pushInvoiceStatus(context, change(id, {}))
  expect(state(sandbox)[0]).toBe('paid')
})

test('an invoice from elsewhere is found by its number, a number that is not there is reported as not found', async () => {
  const { sandbox, context } = await firm()
  expect(await pushInvoiceStatus(context, change('elsewhere-1', { a: 10_000n }, { fromHere: false }))).toMatchObject({ found: true })
  expect(state(sandbox)).toEqual(['paid', '100.0', 1])
  expect(await pushInvoiceStatus(context, change('elsewhere-2', {}, { fromHere: false, number: 'FV/999/2026' }))).toEqual({ found: false })
  expect(await pushInvoiceStatus(context, change('999', {}))).toEqual({ found: false })
})
