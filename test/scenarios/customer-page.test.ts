// The customer's page through the API: everything that was agreed shows on it, and a salesperson sees his own customers alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '#flows/import-file'
import { insertCustomers } from '#store/customers'
import { accountLesson, forOthersLesson, learn, payerNameLesson } from '#store/learnt'
import { type ApiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { invoice, invoicesFile, plainFormats } from '#test/support/plain-files'
import { testActor } from '#test/support/shell'
import { EUR } from '#values/currency'
import { addDays, day } from '#values/day'
import { type Id, readId, writeId } from '#values/id'
import { money } from '#values/money'

let app: TestApp
let client: ApiClient
let base: string
let company: Id
beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false })
  const made = await firstCompany(app)
  client = made.client
  base = made.base
  company = readId('company', made.companyId) ?? ''
}, 60_000)
afterAll(() => app?.stop())

async function customer(name: string): Promise<string> {
  const { database } = app.house.shell
  const [id = ''] = await insertCustomers(database, company, [{ name, taxId: null, email: null, phone: null, address: null }], new Date())
  return writeId('customer', id)
}

const said = { invoiceIds: [], words: 'Zapłacimy', byWhom: 'pan Hejna', channel: 'phone' }
const kinds = async (id: string): Promise<readonly string[]> => {
  const { status, body } = await client.get(`${base}/customers/${id}`)
  expect(status).toBe(200)
  return (body['timeline'] as readonly { readonly kind: string; readonly word: string }[]).map((each) => `${each.kind} ${each.word}`)
}

test('shows a promise, an objection, a pause and a note as they stand, as they end, and as that is taken back', async () => {
  const id = await customer('Budexim')
  const of = `${base}/customers/${id}`
  const amount = { amount: '20000.00', currency: 'PLN' }
  const promised = await client.post(`${of}/promises`, { ...said, amount, promisedOn: '2099-01-01' })
  expect((await client.post(`${of}/disputes`, { ...said, reason: 'quality', amount: null })).status).toBe(200)
  expect((await client.post(`${of}/pauses`, { kind: 'pause', until: null, why: 'rozmawiamy' })).status).toBe(200)
  expect((await client.post(`${of}/notes`, { text: 'zadzwonić', mentions: [] })).status).toBe(200)
  expect(await kinds(id)).toEqual(['note note', 'hold stands', 'dispute stands', 'promise stands'])
  const [promise] = promised.body['rows'] as readonly { readonly holdId: string; readonly amount: object }[]
  expect(promise?.amount).toEqual(amount)
  await client.post(`${of}/agreements/${promise?.holdId}/end`, { outcome: 'withdrawn', why: null })
  expect(await kinds(id)).toContain('promise withdrawn')
  await client.post(`${of}/agreements/${promise?.holdId}/restore`)
  expect(await kinds(id)).toContain('promise stands')
})

test('of more invoices than it holds it says how many there are, open ones among them, and holds the newest', async () => {
  const { shell } = app.house
  const proforma = invoice('PRO/1', '2026-01-01', 999, { type: 'proforma', customer: { name: 'Wielka Hurtownia' } })
  const bills = Array.from({ length: 205 }, (_, at) =>
    invoice(`W/${at + 1}`, addDays(day('2026-01-01'), at), 100, { customer: { name: 'Wielka Hurtownia' } }),
  )
  const file = {
    companyId: company,
    actor: testActor,
    source: 'file' as const,
    fileName: 'plik',
    bytes: invoicesFile([proforma, ...bills]),
  }
  await importFile({ ...shell, shelves: { ...shell.shelves, formats: plainFormats } }, file)
  const listed = (await client.get(`${base}/customers?search=Wielka`)).body['rows'] as readonly { readonly customerId: string }[]
  const id = listed[0]?.customerId
  const { body } = await client.get(`${base}/customers/${id}`)
  expect(body['counts']).toEqual({ invoices: 206, open: 206, payments: 0, messages: 0 })
  // Not the sum of the two hundred that are listed, and without the proforma, which nobody owes.
  expect(body['balance']).toEqual({ amount: '20500.00', currency: 'PLN' })
  expect(body['unapplied']).toEqual({ amount: '0.00', currency: 'PLN' })
  const rows = body['invoices'] as readonly { readonly number: string }[]
  expect([rows.length, rows[0]?.number]).toEqual([200, 'W/205'])
  const timeline = body['timeline'] as readonly { readonly facts: { readonly what: string } }[]
  expect([timeline.length, timeline[0]?.facts.what]).toEqual([120, 'W/205'])
})

test('who owes in another currency alone is among those who owe, with that amount beside the own currency and in the file', async () => {
  const { shell } = app.house
  const name = 'Berliner Handels GmbH'
  const bills = [
    invoice('E/1', '2026-01-01', 0, { total: money(5_000_00n, EUR), customer: { name } }),
    invoice('E/2', '2026-01-02', 0, { total: money(40_00n, EUR), dueOn: day('2027-12-01'), customer: { name } }),
  ]
  const file = { companyId: company, actor: testActor, source: 'file' as const, fileName: 'plik', bytes: invoicesFile(bills) }
  await importFile({ ...shell, shelves: { ...shell.shelves, formats: plainFormats } }, file)
  const { body } = await client.get(`${base}/customers?owing=overdue&search=Berliner`)
  expect([body['total'], body['rows']]).toMatchObject([
    1,
    [
      {
        name,
        open: { amount: '0.00', currency: 'PLN' },
        others: [{ open: { amount: '5040.00', currency: 'EUR' }, overdue: { amount: '5000.00', currency: 'EUR' } }],
        oldestOverdueOn: '2026-01-01',
      },
    ],
  ])
  const [{ customerId }] = body['rows'] as unknown as readonly [{ readonly customerId: string }]
  const numbers = async (currency: string) =>
    (
      (await client.get(`${base}/invoices?customerId=${customerId}&currency=${currency}&order=number`)).body['rows'] as readonly object[]
    ).map((row) => (row as { readonly number: string }).number)
  expect([await numbers('EUR'), await numbers('PLN')]).toEqual([['E/1', 'E/2'], []])
  const amount = { amount: '5000.00', currency: 'EUR' }
  const promised = await client.post(`${base}/customers/${customerId}/promises`, { ...said, amount, promisedOn: '2099-01-01' })
  expect(promised.body['rows']).toMatchObject([{ kind: 'promise', amount }])
  const csv = await (
    await fetch(`${app.url}${base}/exports/customers?format=csv&owing=open&search=Berliner&columns=name,open`, { headers: cookies() })
  ).text()
  expect(csv.split(/\r?\n/).filter((line) => line.startsWith(name))).toEqual([`${name};0,00;PLN;5040.00 EUR`])
})

test('ends no agreement of another customer', async () => {
  const [mine, other] = [await customer('A'), await customer('B')]
  const made = await client.post(`${base}/customers/${mine}/pauses`, { kind: 'pause', until: null, why: 'x' })
  const [pause] = made.body['rows'] as readonly { readonly holdId: string }[]
  const answer = await client.post(`${base}/customers/${other}/agreements/${pause?.holdId}/end`, { outcome: 'ended', why: null })
  expect([answer.status, answer.body.code]).toEqual([404, 'hold.not-found'])
})

test('gives a statement of account in both formats, and none of a day to come', async () => {
  const id = await customer('Rozliczony')
  const statement = (query: string) => fetch(`${app.url}${base}/customers/${id}/statement?${query}`, { headers: cookies() })
  expect((await statement('format=pdf')).headers.get('content-type')).toBe('application/pdf')
  const workbook = new Uint8Array(await (await statement('format=xlsx&asOf=2026-01-31')).arrayBuffer())
  expect(Buffer.from(workbook.subarray(0, 2)).toString()).toBe('PK')
  expect((await statement('format=pdf&asOf=2099-01-01')).status).toBe(422)
})

const cookies = () => ({
  cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  'sec-fetch-site': 'same-origin',
})

test('a task is done, undone, put off and given; a stranger cannot have it', async () => {
  const made = await client.post(`${base}/tasks`, { text: 'zadzwonić', customerId: null, dueOn: '2026-01-01', assigneeUserId: null })
  const { taskId } = made.body as { readonly taskId?: string }
  const change = (body: object) => client.send('PATCH', `${base}/tasks/${taskId}`, body)
  const open = async (query = '') =>
    ((await client.get(`${base}/tasks${query}`)).body['rows'] as readonly { readonly taskId: string }[]).some(
      (row) => row.taskId === taskId,
    )
  expect(await open()).toBe(true)
  await change({ done: true })
  expect([await open(), await open('?state=done')]).toEqual([false, true])
  await change({ done: false })
  await change({ snoozedUntil: '2099-01-01' })
  expect([await open(), await open('?state=later')]).toEqual([false, true])
  expect((await change({ assigneeUserId: 'nobody' })).body.code).toBe('person.not-found')
})

test('keeps who looks after the customer and the days to pay, and says so in his history', async () => {
  const id = await customer('Stały klient')
  const of = `${base}/customers/${id}`
  const [me] = (await client.get(`${base}/tasks`)).body['people'] as readonly { readonly userId: string; readonly name: string }[]
  const changed = await client.send('PATCH', of, { ownerUserId: me?.userId, paymentTermDays: 21 })
  expect(changed.body).toMatchObject({ ownerUserId: me?.userId, ownerName: me?.name, paymentTermDays: 21 })
  expect((await client.send('PATCH', of, { ownerUserId: null, paymentTermDays: null })).body).toMatchObject({
    ownerName: null,
    paymentTermDays: null,
  })
  expect((await client.send('PATCH', of, { paymentTermDays: 900 })).status).toBe(400)
  const history = (await client.get(`${of}/history`)).body['rows'] as readonly { readonly action: string }[]
  expect(history.filter((row) => row.action === 'customer.changed')).toHaveLength(2)
})

test('the count of what waits is that of the lists: one’s own, everybody’s, and put off', async () => {
  const count = async () => (await client.get(`${base}/task-counts`)).body
  const [me] = (await client.get(`${base}/tasks`)).body['people'] as readonly { readonly userId: string }[]
  const before = (await count()) as { readonly mine: number; readonly all: number; readonly later: number }
  const make = (assigneeUserId: string | null) =>
    client.post(`${base}/tasks`, { text: 'oddzwonić', customerId: null, dueOn: '2026-01-01', assigneeUserId })
  const { taskId } = (await make(me?.userId ?? null)).body as { readonly taskId?: string }
  await make(null)
  expect(await count()).toEqual({ mine: before.mine + 1, all: before.all + 2, later: before.later })
  await client.send('PATCH', `${base}/tasks/${taskId}`, { snoozedUntil: '2099-01-01' })
  expect(await count()).toEqual({ mine: before.mine, all: before.all + 1, later: before.later + 1 })
})

test('shows whose money is known to be the customer’s, own and of others, and forgets what a person takes away', async () => {
  const id = await customer('Znany płatnik')
  const customerId = readId('customer', id) ?? ''
  const { database } = app.house.shell
  const lessons = [
    accountLesson('PL61109010140000071219812874', customerId),
    payerNameLesson('ZNANY PLATNIK', customerId),
    forOthersLesson('name', 'FAKTOR: S.A.', customerId),
    forOthersLesson('account', 'PL27114020040000300201355387', customerId),
  ]
  await learn(database, company, lessons, 'person:test', new Date())
  await learn(database, company, lessons.slice(0, 1), 'person:test', new Date())
  type Payer = { readonly learntId: string; readonly by: string; readonly payer: string; readonly times: number }
  const payers = async () => (await client.get(`${base}/customers/${id}`)).body['knownPayers'] as readonly Payer[]
  const [account, ...others] = await payers()
  expect(account).toMatchObject({ by: 'account', payer: 'PL61109010140000071219812874', times: 2 })
  expect(others.map((each) => [each.by, each.payer]).sort()).toEqual([
    ['name', 'ZNANY PLATNIK'],
    ['other-account', 'PL27114020040000300201355387'],
    ['other-name', 'FAKTOR: S.A.'],
  ])
  expect((await client.send('DELETE', `${base}/learnt/${account?.learntId}`)).status).toBe(200)
  expect((await payers()).map((each) => each.by)).not.toContain('account')
})

test('the audit log names what its records are about, so that nobody reads ids', async () => {
  const id = await customer('Nazwany w dzienniku')
  await client.send('PATCH', `${base}/customers/${id}`, { segment: 'Hurt' })
  const { body } = await client.get(`${base}/audit?limit=1`)
  const [row] = body['rows'] as readonly { readonly action: string; readonly subjectId: string }[]
  expect(row?.action).toBe('customer.changed')
  expect((body['names'] as Record<string, object>)[row?.subjectId ?? '']).toEqual({
    kind: 'customer',
    name: 'Nazwany w dzienniku',
    amount: null,
  })
})
