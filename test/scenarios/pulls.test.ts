// What comes from connected systems, page by page, with a vendor that stands at the port.
import { beforeEach, describe, expect, test } from 'vitest'
import { chooseOwner } from '#flows/choose-owner'
import { pullConnection } from '#flows/pull-connection'
import { resolveRecord } from '#flows/resolve-record'
import { ConnectorFailure } from '#ports/connector-failure'
import { getConnection } from '#store/connections'
import { saveMember } from '#store/members'
import { listUnresolved } from '#store/records'
import { balancesByNumber } from '#test/support/company-book'
import { plainFormats } from '#test/support/plain-files'
import { connectVendor, plainConnector, vendor } from '#test/support/plain-vendor'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats, connectors: [plainConnector] })
let companyId: Id
let connectionId: Id

beforeEach(async () => {
  companyId = await testCompany(shell)
  connectionId = await connectVendor(shell, companyId)
})

const pull = () => pullConnection(shell, { companyId, connectionId, actor: testActor })

const balances = () => balancesByNumber(shell, companyId)

const imports = async () =>
  shell.database
    .selectFrom('imports')
    .select(['state', 'stream', 'counts'])
    .where('company_id', '=', companyId)
    .orderBy('import_id')
    .execute()

describe('a pull', () => {
  test('takes every record once; a quiet second pull leaves no trace', async () => {
    vendor.invoices = [1, 2, 3, 4, 5].map((n) => ({ id: `i${n}`, number: `FV/${n}/11/2026`, total: n * 10 }))
    expect((await pull()).counts).toMatchObject({ invoices: 5, customers: 1, duplicates: 0 })
    expect((await pull()).counts).toMatchObject({ invoices: 0, duplicates: 5 })
    expect((await imports()).map((each) => each.stream)).toEqual(['invoices'])
    expect(await balances()).toHaveLength(5)
    expect((await getConnection(shell.database, companyId, connectionId)).state).toBe('connected')
  })

  test('a customer who comes by a connection has the owner of his segment, those who came before have him too', async () => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1/11/2026', total: 10, name: 'Dawny' }]
    await pull()
    await saveMember(shell.database, companyId, { userId: 'anna', role: 'sales', createdAt: new Date() })
    expect((await chooseOwner(shell, { companyId, actor: testActor, segment: null, ownerUserId: 'anna' })).changed).toBe(1)
    vendor.invoices = [...vendor.invoices, { id: 'i2', number: 'FV/2/11/2026', total: 20, name: 'Nowy' }]
    await pull()
    const customers = shell.database.selectFrom('customers').select(['name', 'owner_user_id', 'owner_by_rule'])
    expect(await customers.where('company_id', '=', companyId).orderBy('name').execute()).toEqual([
      { name: 'Dawny', owner_user_id: 'anna', owner_by_rule: true },
      { name: 'Nowy', owner_user_id: 'anna', owner_by_rule: true },
    ])
  })

  test('T01 cut off after any page it goes on from there, and the end is the same', async () => {
    vendor.invoices = [1, 2, 3, 4, 5].map((n) => ({ id: `i${n}`, number: `FV/${n}/11/2026`, total: n * 10 }))
    for (const page of [1, 2]) {
      vendor.failAtPage = page
      await expect(pull()).rejects.toMatchObject({ code: 'connector.unavailable' })
      expect((await getConnection(shell.database, companyId, connectionId)).cursors.invoices).toEqual({ page })
      expect(await balances()).toHaveLength(page * 2)
    }
    vendor.failAtPage = null
    await pull()
    expect(await balances()).toHaveLength(5)
    expect((await imports()).map((each) => each.state)).toEqual(['failed', 'failed', 'read'])
  })

  test.each([
    ['auth-expired', 'needs-attention'],
    ['misconfigured', 'needs-attention'],
    ['rate-limited', 'delayed'],
    ['unavailable', 'delayed'],
    ['invalid-response', 'error'],
  ] as const)('a failure of kind %s is noted on the connection', async (kind, state) => {
    vendor.invoices = [{ id: 'i1', number: 'FV/1', total: 1 }]
    Object.assign(vendor, { failAtPage: 0, failure: new ConnectorFailure(kind) })
    await expect(pull()).rejects.toMatchObject({ code: `connector.${kind}` })
    expect(await getConnection(shell.database, companyId, connectionId)).toMatchObject({ state, failure: { code: `connector.${kind}` } })
  })

  test('T89 a record of another shape is kept and shown, the others are taken; mended at the source it is taken and no longer shown', async () => {
    vendor.invoices = [
      { id: 'i1', number: 'FV/1/11/2026', total: 10 },
      { id: 'i2', total: 20 },
      { id: 'i3', number: 'FV/3/11/2026', total: 30 },
    ]
    expect((await pull()).counts).toMatchObject({ invoices: 2, rejected: 1 })
    const [shown] = await listUnresolved(shell.database, companyId, { sourceKey: connectionId })
    expect(shown).toMatchObject({ externalId: 'i2', payload: { id: 'i2', total: 20 }, rejection: { code: 'record.no-number' } })
    expect(await resolveRecord(shell, { companyId, actor: testActor, recordId: shown?.id ?? '' })).toEqual({ taken: false })
    vendor.invoices = vendor.invoices.map((raw) => (raw.id === 'i2' ? { ...raw, number: 'FV/2/11/2026' } : raw))
    expect((await pull()).counts).toMatchObject({ invoices: 1, rejected: 0 })
    expect(await listUnresolved(shell.database, companyId, { sourceKey: connectionId })).toEqual([])
  })

  test('T81 the same pull ten times at once ends in one set of rows', async () => {
    vendor.invoices = [1, 2, 3, 4, 5].map((n) => ({ id: `i${n}`, number: `FV/${n}/11/2026`, total: n * 10 }))
    await Promise.all(Array.from({ length: 10 }, () => pull()))
    expect(await balances()).toHaveLength(5)
    const issued = await shell.database
      .selectFrom('entries')
      .select('entry_id')
      .where('company_id', '=', companyId)
      .where('kind', '=', 'invoice-issued')
      .execute()
    expect(issued).toHaveLength(5)
  })
})
