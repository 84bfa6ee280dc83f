// Saved views, columns and lists as files, over HTTP as the screens ask for them.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { streamRows } from '#store/views/stream-rows'
import { type ApiClient, apiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'

let app: TestApp
let client: ApiClient
let base: string
let companyId: string

const hostile = '=HYPERLINK("http://zly.example")'
const csvFile = `numer;data wystawienia;termin;nabywca;NIP;kwota brutto;waluta
FV/1/11/2026;2026-11-01;2026-11-10;${hostile.replaceAll('"', "'")};5265877635;1230,50;PLN
FV/2/11/2026;2026-11-02;2026-11-12;Żółta Łódź sp. z o.o.;;99,99;PLN
FV/3/11/2026;2026-11-03;2027-11-13;חברה בע"מ 🚢 ${'bardzo długa nazwa '.repeat(12)};;10,00;PLN
`.replace('בע"מ', 'בעמ')

beforeAll(async () => {
  app = await startApp({ pages: false })
  ;({ client, companyId, base } = await firstCompany(app))
})
afterAll(() => app?.stop())

/** The books come by the connection of the database: what is tested is how they are listed. */
async function fill(): Promise<void> {
  const database = app.house.shell.database
  const company = companyId.replace(/^com_/, '').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
  for (const [n, line] of csvFile.trim().split('\n').slice(1).entries()) {
    const [number = '', issued = '', due = '', name = '', , amount = '0'] = line.split(';')
    const minor = BigInt(amount.replace(',', ''))
    const customer = `00000000-0000-7000-8000-00000000000${n}`
    const invoice = `00000000-0000-7000-8000-00000000001${n}`
    await sql`insert into customers (company_id, customer_id, name, name_folded, segment, created_at) values (${company}, ${customer}, ${name}, folded(${name}), ${n === 0 ? 'Hurt' : 'Detal'}, now())`.execute(
      database,
    )
    await sql`insert into invoices (company_id, invoice_id, source_key, external_id, number, number_key, type, issue_on, due_on, currency, total_minor, customer_id, created_at, changed_at)
      values (${company}, ${invoice}, 'test', ${String(n)}, ${number}, ${number.replaceAll('/', '|')}, 'invoice', ${issued}, ${due}, 'PLN', ${minor}, ${customer}, now(), now())`.execute(
      database,
    )
    await sql`insert into invoice_balances (company_id, invoice_id, customer_id, due_on, issue_on, type, currency, total_minor, open_minor, settled_minor, status, since_on, categories)
      values (${company}, ${invoice}, ${customer}, ${due}, ${issued}, 'invoice', 'PLN', ${minor}, ${minor}, 0, 'unpaid', ${issued}, ${n === 0 ? ['Usługi'] : ['Towary']}::text[])`.execute(
      database,
    )
  }
}

async function download(path: string): Promise<{ readonly type: string; readonly name: string; readonly bytes: Buffer }> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(app.url + base + path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })
  expect(response.status).toBe(200)
  return {
    type: response.headers.get('content-type') ?? '',
    name: decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''),
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

test('T106 the list as CSV and as a workbook has the filtered rows, the columns asked for in their order, and nothing that a spreadsheet runs', async () => {
  await fill()
  const query = 'status=open&order=number&columns=customer,number,due,open'
  const csv = await download(`/exports/invoices?format=csv&${query}`)
  expect(csv.type).toBe('text/csv; charset=utf-8')
  expect(csv.name).toMatch(/^Faktury \d{4}-\d\d-\d\d\.csv$/)
  const lines = csv.bytes.toString('utf8').slice(1).trimEnd().split('\r\n')
  expect(lines[0]).toBe('Kontrahent;Numer;Termin;Pozostało;Waluta')
  expect(lines[1]).toBe(`'${hostile.replaceAll('"', "'")};FV/1/11/2026;2026-11-10;1230,50;PLN`)
  expect(lines[2]).toBe('Żółta Łódź sp. z o.o.;FV/2/11/2026;2026-11-12;99,99;PLN')
  expect(lines[3]).toContain('חברה בעמ 🚢 bardzo długa nazwa')
  expect(lines).toHaveLength(4)

  const xlsx = await download(`/exports/invoices?format=xlsx&${query}&segment=Detal`)
  const path = join(tmpdir(), `skarbnik-export-${process.pid}.xlsx`)
  writeFileSync(path, xlsx.bytes)
  const [sheet] = await readXlsx(path)
  expect(sheet?.data.slice(0, 2)).toEqual([
    ['Kontrahent', 'Numer', 'Termin', 'Pozostało', 'Waluta'],
    ['Żółta Łódź sp. z o.o.', 'FV/2/11/2026', new Date('2026-11-12T00:00:00Z'), 99.99, 'PLN'],
  ])
  expect(sheet?.data).toHaveLength(3)
  const customers = await download('/exports/customers?format=csv&columns=name,open&order=-open')
  expect(customers.bytes.toString('utf8').split('\r\n')[1]).toBe(`'${hostile.replaceAll('"', "'")};1230,50;PLN`)
  expect((await download('/exports/payments?format=csv')).bytes.toString('utf8')).toContain('Dzień;Płatnik')
})

test('lists are searched without Polish letters, narrowed by segment and category, and short texts find numbers from their beginning', async () => {
  const numbers = async (query: string) =>
    ((await client.get(`${base}/invoices?order=number&${query}`)).body['rows'] as { number: string }[]).map((row) => row.number)
  expect(await numbers('search=zolta lodz')).toEqual(['FV/2/11/2026'])
  expect(await numbers('search=ŻÓŁTA')).toEqual(['FV/2/11/2026'])
  expect(await numbers('search=fv')).toHaveLength(3)
  expect(await numbers('search=2/11')).toEqual(['FV/2/11/2026'])
  expect(await numbers('segment=Hurt')).toEqual(['FV/1/11/2026'])
  expect(await numbers('category=Towary')).toEqual(['FV/2/11/2026', 'FV/3/11/2026'])
  const { body } = await client.get(`${base}/dashboard?segment=Hurt`)
  expect(body).toMatchObject({
    tiles: { receivables: { amount: { amount: '1230.50' }, invoices: 1, customers: 1 } },
    topDebtors: [{ overdue: { amount: '1230.50' } }],
  })
  expect((await client.get(`${base}/dashboard?category=Towary`)).body).toMatchObject({
    tiles: { receivables: { amount: { amount: '109.99' }, invoices: 2 } },
  })
  expect((await client.get(`${base}/dashboard?from=2026-12`)).body).toMatchObject({ tiles: { receivables: { invoices: 0 } } })
})

test('a view is kept with its filters and columns; shared, a colleague sees it and cannot change it; removed, nobody opens with it', async () => {
  const settings = { search: { view: 'overdue', order: '-open' }, columns: ['number', 'open'] }
  const made = await client.post(`${base}/lists/invoices/views`, { name: 'Największe', shared: false, settings })
  const viewId = String(made.body['viewId'])
  expect(made.body).toMatchObject({ name: 'Największe', own: true, shared: false, settings })
  await client.send('PUT', `${base}/lists/invoices`, { columns: ['number', 'customer'], defaultViewId: viewId })
  expect((await client.get(`${base}/lists/invoices`)).body).toMatchObject({
    views: [{ viewId }],
    columns: ['number', 'customer'],
    defaultViewId: viewId,
  })
  expect((await client.get(`${base}/lists/payments`)).body).toMatchObject({ views: [], columns: null, defaultViewId: null })

  const invited = await client.post(`${base}/invitations`, { email: 'ola@jantar.example', role: 'accounting' })
  const link = z.object({ link: z.string() }).parse(invited.body).link
  const colleague = apiClient(app)
  const token = link.split('/').at(-1) ?? ''
  const joined = await colleague.post('/api/invitations/accept', { token, name: 'Ola', password: 'kawa-z-mlekiem-rano', language: 'pl' })
  expect(joined.status, JSON.stringify([invited.body, joined.body])).toBe(200)
  expect((await colleague.get(`${base}/lists/invoices`)).body).toMatchObject({ views: [] })
  await client.send('PATCH', `${base}/views/${viewId}`, { shared: true })
  expect((await colleague.get(`${base}/lists/invoices`)).body).toMatchObject({
    views: [{ viewId, own: false, shared: true }],
    defaultViewId: null,
  })
  expect((await colleague.send('PATCH', `${base}/views/${viewId}`, { name: 'Moje' })).status).toBe(404)
  expect((await colleague.send('DELETE', `${base}/views/${viewId}`)).status).toBe(404)
  expect((await client.send('DELETE', `${base}/views/${viewId}`)).status).toBe(200)
  expect((await client.get(`${base}/lists/invoices`)).body).toMatchObject({ views: [], defaultViewId: null })
  const { body } = await client.get(`${base}/audit?limit=20`)
  expect(JSON.stringify(body)).toContain('view.removed')
})

test('a long export that is given up closes its cursor', async () => {
  const { database } = app.house.shell
  let read = 0
  for await (const rows of streamRows(database, sql<{ n: number }>`select n from generate_series(1, 1000000) n`)) {
    read += rows.length
    if (read >= 4_000) break
  }
  expect(read).toBe(4_000)
  const { rows } = await sql<{
    open: bigint
  }>`select count(*) as open from pg_stat_activity where query like '%streamed%' and state = 'idle in transaction' and pid <> pg_backend_pid()`.execute(
    database,
  )
  expect(Number(rows[0]?.open)).toBe(0)
})
