// A person asks what we hold of him, and to be forgotten; the books say afterwards what they said before.
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { addContact } from '#flows/manage-contacts'
import { erasePersonalData, exportPersonalData } from '#flows/personal-data'
import { recordAgreement } from '#flows/record-agreement'
import { writeNote } from '#flows/write-note'
import { verifyAuditChain } from '#store/audit'
import { inTransaction } from '#store/database'
import { listTimeline } from '#store/views/customer-timeline'
import { thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import { testActor } from '#test/support/shell'

const world = await outboxWorldOfFile()
beforeEach(() => world.clock.set(thursdayNoon))

const traces = ['Gąsior', 'gasior@', '600100200', 'Lipowa']

async function person() {
  const company = await world.company()
  const { companyId } = company
  const customerId = await company.customer({ name: 'Maria Gąsior', email: 'gasior@klient.example' })
  await world.database
    .updateTable('customers')
    .set({ phone: '600100200', address: 'ul. Lipowa 3' })
    .where('customer_id', '=', customerId)
    .execute()
  const invoiceId = await company.invoice(customerId)
  const paymentId = await company.payment({ customerId })
  await world.database
    .updateTable('payments')
    .set({ payer_name: 'MARIA Gąsior', title: 'za fakturę Gąsior' })
    .where('payment_id', '=', paymentId)
    .execute()
  const of = { companyId, actor: testActor, customerId }
  await addContact(world.shell, {
    ...of,
    fields: { name: 'Jan Gąsior', role: 'payments', email: 'jan.gasior@klient.example', phone: null, language: null },
  })
  await writeNote(world.shell, { ...of, text: 'Pani Gąsior prosi o telefon', mentions: [] })
  await inTransaction(world.database, (tx) =>
    recordAgreement(tx, world.shell, {
      ...of,
      kind: 'pause',
      until: null,
      invoiceIds: [],
      words: 'Gąsior w szpitalu',
      byWhom: 'Maria Gąsior',
      channel: 'phone',
    }),
  )
  return { ...company, of, invoiceId, paymentId }
}

test('T156 what we hold of a person is given to him whole', async () => {
  const { of } = await person()
  const text = new TextDecoder().decode(await exportPersonalData(world.shell, of))
  for (const trace of traces) expect(text).toContain(trace)
  expect(text).toContain('Pani Gąsior prosi o telefon')
})

test('T156 is refused while something is open, for then the data are needed', async () => {
  const { of } = await person()
  await expect(erasePersonalData(world.shell, of)).rejects.toThrow(expect.objectContaining({ code: 'customer.still-owes' }))
})

test('T156 forgotten, a person stands nowhere in the database, and every amount, day and entry is as before', async () => {
  const { of, companyId, invoiceId, paymentId, allocate } = await person()
  await allocate(paymentId, invoiceId, 10_000n)
  const books = async () => {
    const entries = await world.database.selectFrom('entries').selectAll().where('company_id', '=', companyId).orderBy('entry_id').execute()
    const invoices = await world.database.selectFrom('invoice_balances').selectAll().where('company_id', '=', companyId).execute()
    const payments = await world.database.selectFrom('payment_balances').selectAll().where('company_id', '=', companyId).execute()
    return { entries, invoices, payments }
  }
  const before = await books()
  expect((await listTimeline(world.database, companyId, of.customerId, 'Europe/Warsaw')).map((line) => line.kind).sort()).toEqual([
    'allocation',
    'hold',
    'invoice',
    'note',
    'payment',
  ])
  await erasePersonalData(world.shell, of)
  expect(await books()).toEqual(before)
  const { rows: tables } = await sql<{ name: string }>`
    select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'company_id'`.execute(world.database)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(t)::text as row from ${sql.table(name)} t where company_id = ${companyId}`.execute(world.database)
    for (const { row } of rows) for (const trace of traces) if (row.includes(trace)) found.push(`${name}: ${trace}`)
  }
  expect(found).toEqual([])
  expect((await verifyAuditChain(world.database, companyId)).ok).toBe(true)
})
