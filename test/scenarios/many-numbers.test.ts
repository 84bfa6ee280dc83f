// Searching for a part of a number that thousands of invoices have: every page comes, in order, nothing twice and nothing missed.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listInvoiceRows } from '#store/views/invoice-list'
import { searchAll } from '#store/views/search'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { type TestShell, testCompany, testShell } from '#test/support/shell'
import { day } from '#values/day'
import type { Id } from '#values/id'

const today = day('2026-11-20')
let database: TestDatabase
let shell: TestShell
let companyId: Id

beforeAll(async () => {
  database = await testDatabase()
  shell = testShell(database, {})
  companyId = await testCompany(shell, {})
  const customer = (n: number, name: string) =>
    sql`insert into customers (company_id, customer_id, name, name_folded, created_at)
      values (${companyId}, ${`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`}, ${name}, ${name}, now())`.execute(shell.database)
  await customer(1, 'ŚWIT')
  await customer(2, 'MAGAZYN 5/2025')
  // 45 000 of 2025 by the day, among them 3 800 of May; two of another year, of a customer whose name has the text.
  await sql`with made as (
      select n, ('10000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id, date '2025-01-01' + n % 365 as issued, n > 45000 as other from generate_series(1, 45002) n),
    written as (insert into invoices (company_id, invoice_id, source_key, external_id, number, number_key, type, issue_on, due_on, currency, total_minor, customer_id, created_at, changed_at)
      select ${companyId}, id, 'made', n::text, 'FV/' || n, case when other then 'FV|' || n || '|7|2024' else 'FV|' || n || '|' || extract(month from issued) || '|2025' end,
        'invoice', issued, issued + 14, 'PLN', 100, case when other then '00000000-0000-7000-8000-000000000002'::uuid else '00000000-0000-7000-8000-000000000001'::uuid end, now(), now() from made)
    insert into invoice_balances (company_id, invoice_id, customer_id, due_on, issue_on, type, currency, total_minor, open_minor, settled_minor, status, since_on)
      select ${companyId}, id, case when other then '00000000-0000-7000-8000-000000000002'::uuid else '00000000-0000-7000-8000-000000000001'::uuid end,
        issued + 14, issued, 'invoice', 'PLN', 100, 100, 0, 'unpaid', issued from made`.execute(shell.database)
}, 60_000)
afterAll(async () => {
  await shell.close()
  await database.close()
})

async function allOf(search: string, order: '-issued' | 'issued' | 'due', status?: string, pages = 100) {
  const found: { readonly id: string; readonly on: string; readonly number: string }[] = []
  let after: string | undefined
  do {
    const options = { filter: { search, ownerUserId: null, status }, order, after, limit: 500, today }
    const page = await listInvoiceRows(shell.database, companyId, options)
    found.push(...page.rows.map((row) => ({ id: row.invoiceId, on: row.issueOn, number: row.number })))
    after = page.next ?? undefined
  } while (after !== undefined && --pages > 0)
  return found
}

const counted = async (like: string): Promise<number> => {
  const { rows } = await sql<{ count: string }>`select count(*)::text as count from invoices where company_id = ${companyId}
    and (number_key like ${like} or customer_id = '00000000-0000-7000-8000-000000000002')`.execute(shell.database)
  return Number(rows[0]?.count)
}

test.each(['-issued', 'issued', 'due'] as const)(
  'a month that 3,800 numbers name, and a name beside them, in order %s',
  async (order) => {
    const found = await allOf('5/2025', order)
    expect(found.length).toBe(await counted('%5|2025%'))
    expect(found.length).toBeGreaterThan(3_000)
    expect(new Set(found.map((row) => row.id)).size).toBe(found.length)
    const days = found.map((row) => row.on)
    expect(days).toEqual(order === '-issued' ? days.toSorted().toReversed() : days.toSorted())
  },
  60_000,
)

test('a year that more numbers name than an index is asked for, alone and among what is overdue', async () => {
  const first = await allOf('2025', '-issued', undefined, 4)
  const { rows } = await sql<{ invoice_id: string }>`select invoice_id from invoices where company_id = ${companyId}
    and (number_key like '%2025%' or customer_id = '00000000-0000-7000-8000-000000000002') order by issue_on desc, invoice_id desc limit 2000`.execute(
    shell.database,
  )
  expect(first.map((row) => row.id)).toEqual(rows.map((row) => row.invoice_id))
  const overdue = await allOf('5/2025', '-issued', 'overdue')
  expect(overdue.length).toBe(await counted('%5|2025%'))
}, 60_000)

test('the search over everything shows the newest eight of them', async () => {
  const hits = await searchAll(shell.database, companyId, '/05/2025', null)
  const { rows } = await sql<{
    invoice_id: Id
  }>`select invoice_id from invoices where company_id = ${companyId} and number_key like '%5|2025%'
    order by issue_on desc, invoice_id desc limit 8`.execute(shell.database)
  expect(hits.filter((hit) => hit.kind === 'invoice').map((hit) => hit.id)).toEqual(rows.map((row) => row.invoice_id))
})
