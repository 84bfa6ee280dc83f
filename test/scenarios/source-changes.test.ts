// What a source changes, pays, corrects or takes back of what it told before, with a vendor that stands at the port.
import { beforeEach, describe, expect, test } from 'vitest'
import { allocateByHand } from '#flows/allocate-by-hand'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { pullConnection } from '#flows/pull-connection'
import { listUnresolved } from '#store/records'
import { balancesByNumber } from '#test/support/company-book'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { connectVendor, plainConnector, type Raw, vendor } from '#test/support/plain-vendor'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { PLN } from '#values/currency'
import type { Id } from '#values/id'
import { money } from '#values/money'

const { shell } = await shellOfFile({ formats: plainFormats, connectors: [plainConnector] })
let companyId: Id
let connectionId: Id

beforeEach(async () => {
  companyId = await testCompany(shell)
  connectionId = await connectVendor(shell, companyId)
})

const pull = () => pullConnection(shell, { companyId, connectionId, actor: testActor })

const balances = () => balancesByNumber(shell, companyId)

describe('invoices deleted at the source', () => {
  test('a full scan that lacks an invoice closes it; one that lacks most of them is not believed', async () => {
    vendor.invoices = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((number) => ({ id: `i${number}`, number, total: 100 }))
    await pull()
    vendor.invoices = vendor.invoices.filter((raw) => raw.number !== 'C')
    vendor.wholeSince = '2026-10-01'
    await pull()
    expect((await balances()).filter(([, open]) => open === 0n)).toEqual([['C', 0n, 'cancelled']])
    vendor.invoices = vendor.invoices.slice(0, 1)
    await pull()
    expect((await balances()).filter(([, open]) => open === 0n)).toEqual([['C', 0n, 'cancelled']])
    vendor.wholeSince = null
  })
})

describe('changes at the source', () => {
  test('a total raised, an invoice paid elsewhere and one cancelled are what the source says; gone back, they are as before', async () => {
    const before: Raw[] = [
      { id: 'i1', number: 'A', total: 100 },
      { id: 'i2', number: 'B', total: 100 },
      { id: 'i3', number: 'C', total: 100 },
    ]
    vendor.invoices = before
    await pull()
    vendor.invoices = [
      { id: 'i1', number: 'A', total: 120 },
      { id: 'i2', number: 'B', total: 100, paid: 30 },
      { id: 'i3', number: 'C', total: 100, cancelled: true },
    ]
    await pull()
    expect(await balances()).toEqual([
      ['A', 120_00n, 'unpaid'],
      ['B', 70_00n, 'partly-paid'],
      ['C', 0n, 'cancelled'],
    ])
    vendor.invoices = before
    await pull()
    expect(await balances()).toEqual([
      ['A', 100_00n, 'unpaid'],
      ['B', 100_00n, 'unpaid'],
      ['C', 100_00n, 'unpaid'],
    ])
  })

  test('our own payment written back to the source does not count twice', async () => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100 }]
    vendor.payments = [{ id: 'p1', kind: 'payment', on: '2026-11-05', amount: 60, title: 'FV/1/11/2026' }]
    await pull()
    const paymentId = (
      await shell.database.selectFrom('payments').select('payment_id').where('company_id', '=', companyId).executeTakeFirstOrThrow()
    ).payment_id
    const invoiceId = (
      await shell.database.selectFrom('invoices').select('invoice_id').where('company_id', '=', companyId).executeTakeFirstOrThrow()
    ).invoice_id
    await allocateByHand(shell, { companyId, actor: testActor, paymentId, customerId: null, allocations: [{ invoiceId, amount: zl(60) }] })
    expect(await balances()).toEqual([['FV/1/11/2026', 40_00n, 'partly-paid']])
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, paid: 60 }]
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 40_00n, 'partly-paid']])
  })

  test('a correction nets against its invoice, whichever of both is told first', async () => {
    vendor.invoices = [{ id: 'k1', number: 'KOR/1', issued: '2026-11-08', total: -30, corrects: 'FV/1' }]
    await pull()
    expect(await balances()).toEqual([['KOR/1', -30_00n, 'unpaid']])
    vendor.invoices = [...vendor.invoices, { id: 'i1', number: 'FV/1', issued: '2026-11-01', total: 100 }]
    await pull()
    expect(await balances()).toEqual([
      ['FV/1', 70_00n, 'unpaid'],
      ['KOR/1', 0n, 'paid'],
    ])
  })

  test('the invoice that a file brought first is led by the connection from then on, and is one', async () => {
    await importFile(shell, {
      companyId,
      actor: testActor,
      source: 'file',
      fileName: 'f',
      bytes: invoicesFile([invoice('FV/001/11/2026', '2026-11-01', 100, { customer: { name: 'KLON SP. Z O.O.' } })]),
    })
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, name: 'Klon sp. z o.o.' }]
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 100_00n, 'unpaid']])
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, paid: 100, name: 'Klon sp. z o.o.' }]
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
    await importFile(shell, {
      companyId,
      actor: testActor,
      source: 'file',
      fileName: 'g',
      bytes: invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100)]),
    })
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
  })

  test('a bank payment for an invoice that the source already calls paid is the same money, not an overpayment', async () => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, paid: 100, taxId: '5252344078' }]
    await pull()
    await importFile(shell, {
      companyId,
      actor: testActor,
      source: 'file',
      fileName: 'b',
      bytes: statementsFile(statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 100, 'FV/1/11/2026')])),
    })
    expect(await matchPayments(shell, { companyId })).toMatchObject({ posted: 1 })
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
    const sums = await shell.database
      .selectFrom('entries')
      .select(['kind', (eb) => eb.cast<string>(eb.fn.sum('amount_minor'), 'text').as('sum')])
      .where('company_id', '=', companyId)
      .where('invoice_id', 'is not', null)
      .groupBy('kind')
      .orderBy('kind')
      .execute()
    expect(sums).toEqual([
      { kind: 'allocation', sum: '10000' },
      { kind: 'invoice-issued', sum: '10000' },
      { kind: 'settled-at-source', sum: '0' },
    ])
  })
})

describe('a gateway', () => {
  test('T82 a refund told before its payment is taken once the payment has come; fees and payouts stay apart', async () => {
    vendor.payments = [
      { id: 'r1', kind: 'refund', on: '2026-11-07', amount: -40, title: 'zwrot', reverses: 'p1' },
      { id: 'f1', kind: 'fee', on: '2026-11-05', amount: -1, title: 'prowizja' },
      { id: 'p1', kind: 'payment', on: '2026-11-05', amount: 100, title: 'FV/1' },
      { id: 'o1', kind: 'payout', on: '2026-11-08', amount: -59, title: 'wypłata' },
    ]
    const { counts } = await pull()
    expect(counts).toMatchObject({ payments: 1 })
    const payments = await shell.database
      .selectFrom('payment_balances')
      .select(['amount_minor', 'unapplied_minor', 'status'])
      .where('company_id', '=', companyId)
      .execute()
    expect(payments).toEqual([{ amount_minor: 60_00n, unapplied_minor: 60_00n, status: 'new' }])
    expect(await listUnresolved(shell.database, companyId, { sourceKey: connectionId })).toEqual([])
    await pull()
    expect(
      await shell.database.selectFrom('payment_balances').select('unapplied_minor').where('company_id', '=', companyId).execute(),
    ).toEqual([{ unapplied_minor: money(60_00n, PLN).minor }])
  })
})
