// Two customers that are one: everything moves, imports follow, and undoing gives everything back.
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { deliverOutbox } from '#flows/deliver-outbox'
import { mergeCustomers, undoMerge } from '#flows/merge-customers'
import { runDunning } from '#flows/run-dunning'
import { verifyAuditChain } from '#store/audit'
import { countMoved, movedTables, otherTables } from '#store/customer-merges'
import { findCustomersBySource } from '#store/customers'
import { insertHold, listHolds } from '#store/holds'
import { suggestMerges } from '#store/views/customer-merging'
import { thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import { testActor } from '#test/support/shell'
import { day } from '#values/day'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(() => world.clock.set(thursdayNoon))

async function twins() {
  const company = await world.company()
  await company.connect('channel', 'postbox', ['email'])
  const { companyId } = company
  const into = await company.customer({ name: 'Budexim Nadolice sp. z o.o.', email: null })
  const from = await company.customer({ name: 'BUDEXIM NADOLICE SP Z O O', email: 'ksiegowosc@budexim.example' })
  const invoiceId = await company.invoice(from, { number: 'FV 1' })
  const paymentId = await company.payment({ customerId: from, minor: 3_000n })
  const at = world.clock.now()
  await world.database
    .insertInto('customer_sources')
    .values({ company_id: companyId, source_key: 'books', external_id: '77', customer_id: from })
    .execute()
  await world.database
    .insertInto('notes')
    .values({ company_id: companyId, note_id: invoiceId, customer_id: from, text: 'uwaga', created_by: 'person:x', created_at: at })
    .execute()
  const merge = () => mergeCustomers(world.shell, { companyId, actor: testActor, from, into })
  return { ...company, into, from, invoiceId, paymentId, merge }
}

/** Everything that stands in the company’s tables, but for the log and the merges themselves. */
async function everything(companyId: Id): Promise<object> {
  const tables = [...Object.keys(movedTables), 'customers', 'portal_links']
  const found: Record<string, unknown> = {}
  for (const table of tables) {
    const { rows } = await sql<{
      row: unknown
    }>`select to_jsonb(t) as row from ${sql.table(table)} t where company_id = ${companyId} order by 1`.execute(world.database)
    found[table] = rows
  }
  return found
}

describe('a merge', () => {
  test('gives the survivor everything, counted before it is done, and what he lacked', async () => {
    const of = await twins()
    const counts = await countMoved(world.database, of.companyId, of.from)
    expect(counts).toMatchObject({ invoices: 1, payments: 1, customer_sources: 1, notes: 1, holds: 0 })
    await of.merge()
    expect(await countMoved(world.database, of.companyId, of.into)).toMatchObject({ invoices: 1, payments: 1, notes: 1 })
    expect(Object.values(await countMoved(world.database, of.companyId, of.from)).every((count) => count === 0)).toBe(true)
    const survivor = await world.database.selectFrom('customers').select('email').where('customer_id', '=', of.into).executeTakeFirst()
    expect(survivor?.email).toBe('ksiegowosc@budexim.example')
    expect((await verifyAuditChain(world.database, of.companyId)).ok).toBe(true)
  })

  test('undone leaves every row as it was before', async () => {
    const of = await twins()
    const before = await everything(of.companyId)
    const mergeId = await of.merge()
    expect(await everything(of.companyId)).not.toEqual(before)
    await undoMerge(world.shell, { companyId: of.companyId, actor: testActor, mergeId })
    expect(await everything(of.companyId)).toEqual(before)
    await expect(undoMerge(world.shell, { companyId: of.companyId, actor: testActor, mergeId })).rejects.toThrow(
      expect.objectContaining({ code: 'merge.undone-already' }),
    )
  })

  test('makes his source know him as the survivor, and so what is imported afterwards', async () => {
    const of = await twins()
    const mergeId = await of.merge()
    const known = () => findCustomersBySource(world.database, of.companyId, 'books', ['77'])
    expect((await known()).get('77')).toBe(of.into)
    await undoMerge(world.shell, { companyId: of.companyId, actor: testActor, mergeId })
    expect((await known()).get('77')).toBe(of.from)
  })

  test('of a merge is undone from the last one on', async () => {
    const of = await twins()
    const first = await of.merge()
    const third = await of.customer({ name: 'Budexim' })
    const second = await mergeCustomers(world.shell, { companyId: of.companyId, actor: testActor, from: of.into, into: third })
    const undo = (mergeId: Id) => undoMerge(world.shell, { companyId: of.companyId, actor: testActor, mergeId })
    await expect(undo(first)).rejects.toThrow(expect.objectContaining({ code: 'merge.later-first' }))
    await undo(second)
    await undo(first)
    expect(await countMoved(world.database, of.companyId, of.from)).toMatchObject({ invoices: 1, payments: 1 })
  })

  test('asks the survivor for the debt once: what waited for the other one is called back', async () => {
    const of = await twins()
    await of.allocate(of.paymentId, of.invoiceId, 3_000n)
    await runDunning(world.shell, { companyId: of.companyId })
    expect((await of.rows()).map((row) => [row.state, row.customer_id])).toEqual([['planned', of.from]])
    await of.merge()
    await runDunning(world.shell, { companyId: of.companyId })
    const waiting = (await of.rows()).filter((row) => row.state === 'planned')
    expect(waiting.map((row) => row.customer_id)).toEqual([of.into])
  })

  test('that is undone takes no step again which the survivor was written about meanwhile', async () => {
    const of = await twins()
    await of.allocate(of.paymentId, of.invoiceId, 3_000n)
    await of.readBank(new Date('2026-11-20T09:00:00Z'))
    const mergeId = await of.merge()
    await runDunning(world.shell, { companyId: of.companyId })
    await deliverOutbox(world.shell, { companyId: of.companyId })
    const written = (await of.rows()).filter((row) => row.state === 'done')
    expect(written.map((row) => row.customer_id)).toEqual([of.into])
    await undoMerge(world.shell, { companyId: of.companyId, actor: testActor, mergeId })
    world.clock.set(new Date('2026-11-20T11:00:00Z'))
    expect(await runDunning(world.shell, { companyId: of.companyId })).toMatchObject({ customers: 1, planned: 0 })
    // The next step comes in its time.
    world.clock.set(new Date('2026-11-24T11:00:00Z'))
    await of.readBank()
    expect(await runDunning(world.shell, { companyId: of.companyId })).toMatchObject({ planned: 1 })
  })

  test('that is undone leaves an objection, raised meanwhile about an invoice that goes back, on that invoice', async () => {
    const of = await twins()
    const mergeId = await of.merge()
    await insertHold(world.database, of.companyId, {
      kind: 'dispute',
      customerId: of.into,
      invoiceId: of.invoiceId,
      untilOn: null,
      why: 'towar uszkodzony',
      createdBy: 'person:usr_anna',
      createdAt: world.clock.now(),
    })
    await undoMerge(world.shell, { companyId: of.companyId, actor: testActor, mergeId })
    const [hold] = await listHolds(world.database, of.companyId, [of.from], day('2026-11-20'))
    expect(hold).toMatchObject({ customerId: of.from, invoiceId: of.invoiceId, kind: 'dispute' })
    expect(await listHolds(world.database, of.companyId, [of.into], day('2026-11-20'))).toEqual([])
  })

  test('of a customer with himself, with one merged away and with a stranger is refused', async () => {
    const of = await twins()
    const stranger = await twins()
    await of.merge()
    const attempt = (from: Id, into: Id) => mergeCustomers(world.shell, { companyId: of.companyId, actor: testActor, from, into })
    await expect(attempt(of.into, of.into)).rejects.toThrow(expect.objectContaining({ code: 'merge.same-customer' }))
    await expect(attempt(of.from, of.into)).rejects.toThrow(expect.objectContaining({ code: 'customer.not-found' }))
    await expect(attempt(stranger.from, of.into)).rejects.toThrow(expect.objectContaining({ code: 'customer.not-found' }))
  })
})

test('the two are suggested for their name, and no more once they are one', async () => {
  const of = await twins()
  const pairs = async () => (await suggestMerges(world.database, of.companyId, null)).map(({ reasons }) => reasons)
  expect(await pairs()).toEqual([['name']])
  await of.merge()
  expect(await pairs()).toEqual([])
})

test('every table that names a customer is one that a merge moves or one that it is known to leave', async () => {
  const { rows } = await sql<{ name: string }>`
    select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'customer_id'`.execute(world.database)
  const dealtWith = new Set<string>([...Object.keys(movedTables), ...otherTables])
  expect(rows.map((row) => row.name).filter((name) => !dealtWith.has(name))).toEqual([])
})
