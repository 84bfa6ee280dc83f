// What comes from connected systems, page by page, with a connector that plays the vendor at the port.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allocateByHand } from '#flows/allocate-by-hand'
import { importFile } from '#flows/import-file'
import { matchPayments } from '#flows/match-payments'
import { pullConnection } from '#flows/pull-connection'
import { resolveRecord } from '#flows/resolve-record'
import { type Connector, defineConnector, type Page, type PaymentRecord, type PullContext } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { InvoiceRecord } from '#ports/invoice-format'
import { accepted, rejected } from '#ports/rejection'
import { getConnection, insertConnection } from '#store/connections'
import { newId } from '#store/new-id'
import { listUnresolved } from '#store/records'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { testActor, testCompany, testShell, type TestShell } from '#test/support/shell'
import { day } from '#values/day'
import type { Id } from '#values/id'
import { money } from '#values/money'
import { PLN } from '#values/currency'

type Raw = { readonly id: string; readonly number?: string; readonly issued?: string; readonly total: number; readonly paid?: number; readonly name?: string; readonly taxId?: string; readonly corrects?: string; readonly cancelled?: true }
type RawPayment = { readonly id: string; readonly kind: PaymentRecord['kind']; readonly on: string; readonly amount: number; readonly title: string; readonly reverses?: string }

/** What the vendor holds; pages of two, a cursor that counts pages. */
const vendor: { invoices: Raw[]; payments: RawPayment[]; failAtPage: number | null; failure: ConnectorFailure } = { invoices: [], payments: [], failAtPage: null, failure: new ConnectorFailure('unavailable') }

async function* pages<R>(records: readonly R[], { cursor }: PullContext): AsyncGenerator<Page<R>> {
  const first = cursor === null ? 0 : Number(cursor['page'])
  for (let page = first; page * 2 < records.length; page++) {
    if (vendor.failAtPage === page) throw vendor.failure
    yield { records: records.slice(page * 2, page * 2 + 2), cursor: { page: page + 1 } }
  }
  // The vendor tells of changes: the next pull starts anew and finds most of it known.
  yield { records: [], cursor: { page: 0 } }
}

const connector: Connector = defineConnector({
  id: 'plain', name: 'Plain', group: 'invoicing', kinds: ['invoices', 'payments'], about: { pl: '', en: '' }, docsUrl: '', settings: {}, rateLimit: { requests: 1, perMs: 1 },
  test: async () => ({ account: '', facts: [] }),
  pullInvoices: context => pages(vendor.invoices, context),
  pullPayments: context => pages(vendor.payments, context),
  recordId: record => (record as { id: string }).id,
  toInvoice: record => {
    const raw = record as Raw
    if (raw.number === undefined) return rejected('record.no-number', { id: raw.id })
    const made: InvoiceRecord = {
      ...invoice(raw.number, raw.issued ?? '2026-11-01', raw.total, { externalId: raw.id, type: raw.total < 0 ? 'credit-note' : 'invoice' }), settledAtSource: zl(raw.paid ?? 0),
      customer: { externalId: `c-${raw.name ?? 'Klon'}`, name: raw.name ?? 'Klon sp. z o.o.', ...(raw.taxId === undefined ? {} : { taxId: raw.taxId }) },
      ...(raw.corrects === undefined ? {} : { corrects: [raw.corrects] }), ...(raw.cancelled === undefined ? {} : { cancelled: true as const }),
    }
    return accepted(made)
  },
  toPayment: record => {
    const raw = record as RawPayment
    return accepted({ externalId: raw.id, kind: raw.kind, bookedOn: day(raw.on), occurredAt: new Date(`${raw.on}T10:00:00Z`), amount: zl(raw.amount), title: raw.title, payerName: 'Klon sp. z o.o.', ...(raw.reverses === undefined ? {} : { reverses: raw.reverses }) })
  },
})

let database: TestDatabase
let shell: TestShell
let companyId: Id
let connectionId: Id

beforeAll(async () => {
  database = await testDatabase()
  shell = testShell(database, { formats: plainFormats, connectors: [connector] })
})
afterAll(async () => {
  await shell.close()
  await database.close()
})
beforeEach(async () => {
  companyId = await testCompany(shell)
  connectionId = newId()
  await insertConnection(shell.database, { companyId, connectionId, shelf: 'connector', pluginId: 'plain', name: 'Plain', settings: {}, secrets: null, kinds: ['invoices', 'payments'], webhookKey: newId(), createdAt: shell.clock.now() })
  Object.assign(vendor, { invoices: [], payments: [], failAtPage: null })
})

const pull = () => pullConnection(shell, { companyId, connectionId, actor: testActor })

const balances = async () => (await shell.database.selectFrom('invoice_balances as b').innerJoin('invoices as i', join => join.onRef('i.company_id', '=', 'b.company_id').onRef('i.invoice_id', '=', 'b.invoice_id'))
  .select(['i.number', 'b.open_minor', 'b.status']).where('b.company_id', '=', companyId).orderBy('i.number').execute()).map(row => [row.number, row.open_minor, row.status])

const imports = async () => shell.database.selectFrom('imports').select(['state', 'stream', 'counts']).where('company_id', '=', companyId).orderBy('import_id').execute()

describe('a pull', () => {
  test('takes every record once; a quiet second pull leaves no trace', async () => {
    vendor.invoices = [1, 2, 3, 4, 5].map(n => ({ id: `i${n}`, number: `FV/${n}/11/2026`, total: n * 10 }))
    expect((await pull()).counts).toMatchObject({ invoices: 5, customers: 1, duplicates: 0 })
    expect((await pull()).counts).toMatchObject({ invoices: 0, duplicates: 5 })
    expect((await imports()).map(each => each.stream)).toEqual(['invoices'])
    expect(await balances()).toHaveLength(5)
    expect((await getConnection(shell.database, companyId, connectionId)).state).toBe('connected')
  })

  test('T01 cut off after any page it goes on from there, and the end is the same', async () => {
    vendor.invoices = [1, 2, 3, 4, 5].map(n => ({ id: `i${n}`, number: `FV/${n}/11/2026`, total: n * 10 }))
    for (const page of [1, 2]) {
      vendor.failAtPage = page
      await expect(pull()).rejects.toMatchObject({ code: 'connector.unavailable' })
      expect((await getConnection(shell.database, companyId, connectionId)).cursors.invoices).toEqual({ page })
      expect(await balances()).toHaveLength(page * 2)
    }
    vendor.failAtPage = null
    await pull()
    expect(await balances()).toHaveLength(5)
    expect((await imports()).map(each => each.state)).toEqual(['failed', 'failed', 'read'])
  })

  test.each([['auth-expired', 'needs-attention'], ['misconfigured', 'needs-attention'], ['rate-limited', 'delayed'], ['unavailable', 'delayed'], ['invalid-response', 'error']] as const)('a failure of kind %s is noted on the connection', async (kind, state) => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1', total: 1 }]
    Object.assign(vendor, { failAtPage: 0, failure: new ConnectorFailure(kind) })
    await expect(pull()).rejects.toMatchObject({ code: `connector.${kind}` })
    expect(await getConnection(shell.database, companyId, connectionId)).toMatchObject({ state, failure: { code: `connector.${kind}` } })
  })

  test('T89 a record of another shape is kept and shown, the others are taken; mended at the source it is taken and no longer shown', async () => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 10 }, { id: 'i2', total: 20 }, { id: 'i3', number: 'FV/3/11/2026', total: 30 }]
    expect((await pull()).counts).toMatchObject({ invoices: 2, rejected: 1 })
    const [shown] = await listUnresolved(shell.database, companyId, { sourceKey: connectionId })
    expect(shown).toMatchObject({ externalId: 'i2', payload: { id: 'i2', total: 20 }, rejection: { code: 'record.no-number' } })
    expect(await resolveRecord(shell, { companyId, actor: testActor, recordId: shown?.id ?? '' })).toEqual({ taken: false })
    vendor.invoices = vendor.invoices.map(raw => (raw.id === 'i2' ? { ...raw, number: 'FV/2/11/2026' } : raw))
    expect((await pull()).counts).toMatchObject({ invoices: 1, rejected: 0 })
    expect(await listUnresolved(shell.database, companyId, { sourceKey: connectionId })).toEqual([])
  })

  test('T81 the same pull ten times at once ends in one set of rows', async () => {
    vendor.invoices = [1, 2, 3, 4, 5].map(n => ({ id: `i${n}`, number: `FV/${n}/11/2026`, total: n * 10 }))
    await Promise.all(Array.from({ length: 10 }, () => pull()))
    expect(await balances()).toHaveLength(5)
    const issued = await shell.database.selectFrom('entries').select('entry_id').where('company_id', '=', companyId).where('kind', '=', 'invoice-issued').execute()
    expect(issued).toHaveLength(5)
  })
})

describe('changes at the source', () => {
  test('a total raised, an invoice paid elsewhere and one cancelled are what the source says; gone back, they are as before', async () => {
    const before: Raw[] = [{ id: 'i1', number: 'A', total: 100 }, { id: 'i2', number: 'B', total: 100 }, { id: 'i3', number: 'C', total: 100 }]
    vendor.invoices = before
    await pull()
    vendor.invoices = [{ id: 'i1', number: 'A', total: 120 }, { id: 'i2', number: 'B', total: 100, paid: 30 }, { id: 'i3', number: 'C', total: 100, cancelled: true }]
    await pull()
    expect(await balances()).toEqual([['A', 120_00n, 'unpaid'], ['B', 70_00n, 'partly-paid'], ['C', 0n, 'cancelled']])
    vendor.invoices = before
    await pull()
    expect(await balances()).toEqual([['A', 100_00n, 'unpaid'], ['B', 100_00n, 'unpaid'], ['C', 100_00n, 'unpaid']])
  })

  test('our own payment written back to the source does not count twice', async () => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100 }]
    vendor.payments = [{ id: 'p1', kind: 'payment', on: '2026-11-05', amount: 60, title: 'FV/1/11/2026' }]
    await pull()
    const paymentId = (await shell.database.selectFrom('payments').select('payment_id').where('company_id', '=', companyId).executeTakeFirstOrThrow()).payment_id
    const invoiceId = (await shell.database.selectFrom('invoices').select('invoice_id').where('company_id', '=', companyId).executeTakeFirstOrThrow()).invoice_id
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
    expect(await balances()).toEqual([['FV/1', 70_00n, 'unpaid'], ['KOR/1', 0n, 'paid']])
  })

  test('the invoice that a file brought first is led by the connection from then on, and is one', async () => {
    await importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'f', bytes: invoicesFile([invoice('FV/001/11/2026', '2026-11-01', 100, { customer: { name: 'KLON SP. Z O.O.' } })]) })
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, name: 'Klon sp. z o.o.' }]
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 100_00n, 'unpaid']])
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, paid: 100, name: 'Klon sp. z o.o.' }]
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
    await importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'g', bytes: invoicesFile([invoice('FV/1/11/2026', '2026-11-01', 100)]) })
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
  })

  test('a bank payment for an invoice that the source already calls paid is the same money, not an overpayment', async () => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 100, paid: 100, taxId: '5252344078' }]
    await pull()
    await importFile(shell, { companyId, actor: testActor, source: 'file', fileName: 'b', bytes: statementsFile(statement('2026-11-05', '2026-11-05', 0, [line('2026-11-05', 100, 'FV/1/11/2026')])) })
    expect(await matchPayments(shell, { companyId })).toMatchObject({ posted: 1 })
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
    await pull()
    expect(await balances()).toEqual([['FV/1/11/2026', 0n, 'paid']])
    const sums = await shell.database.selectFrom('entries').select(['kind', eb => eb.cast<string>(eb.fn.sum('amount_minor'), 'text').as('sum')]).where('company_id', '=', companyId).where('invoice_id', 'is not', null).groupBy('kind').orderBy('kind').execute()
    expect(sums).toEqual([{ kind: 'allocation', sum: '10000' }, { kind: 'invoice-issued', sum: '10000' }, { kind: 'settled-at-source', sum: '0' }])
  })
})

describe('a gateway', () => {
  test('T82 a refund told before its payment is taken once the payment has come; fees and payouts stay apart', async () => {
    vendor.payments = [
      { id: 'r1', kind: 'refund', on: '2026-11-07', amount: -40, title: 'zwrot', reverses: 'p1' }, { id: 'f1', kind: 'fee', on: '2026-11-05', amount: -1, title: 'prowizja' },
      { id: 'p1', kind: 'payment', on: '2026-11-05', amount: 100, title: 'FV/1' }, { id: 'o1', kind: 'payout', on: '2026-11-08', amount: -59, title: 'wypłata' },
    ]
    const { counts } = await pull()
    expect(counts).toMatchObject({ payments: 1 })
    const payments = await shell.database.selectFrom('payment_balances').select(['amount_minor', 'unapplied_minor', 'status']).where('company_id', '=', companyId).execute()
    expect(payments).toEqual([{ amount_minor: 60_00n, unapplied_minor: 60_00n, status: 'new' }])
    expect(await listUnresolved(shell.database, companyId, { sourceKey: connectionId })).toEqual([])
    await pull()
    expect(await shell.database.selectFrom('payment_balances').select('unapplied_minor').where('company_id', '=', companyId).execute()).toEqual([{ unapplied_minor: money(60_00n, PLN).minor }])
  })
})
