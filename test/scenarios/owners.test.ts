// Whose customers are whose: the owner of a segment, now and for customers who come, many changed at once, and all of it taken back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCustomers } from '#flows/change-customers'
import { importFile } from '#flows/import-file'
import { mapImport } from '#flows/map-import'
import { previewImport } from '#flows/preview-import'
import { bytesSource } from '#ports/reading/byte-source'
import { verifyAuditChain } from '#store/audit'
import { insertCustomers } from '#store/customers'
import { saveMember } from '#store/members'
import { type ApiClient, apiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { testActor } from '#test/support/shell'
import { type Id, readId, writeId } from '#values/id'

let app: TestApp
let client: ApiClient
let base: string
let company: Id
const people = new Map<string, { readonly userId: string; readonly client: ApiClient }>()
const person = (name: string) => {
  const found = people.get(name)
  if (found === undefined) throw new Error(name)
  return found
}

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false })
  ;({ client, base } = await firstCompany(app))
  company = readId('company', base.split('/').at(-1) ?? '') ?? ''
  for (const [name, role] of [
    ['Anna', 'collections'],
    ['Jan', 'sales'],
    ['Ewa', 'sales'],
  ] as const) {
    const account = { name, email: `${name.toLowerCase()}@jantar.example`, password: 'zielony-rower-w-deszczu', language: 'pl' as const }
    const { userId } = await app.house.doors.signIn.makeAccount(account)
    await saveMember(app.house.shell.database, company, { userId, role, createdAt: new Date() })
    const signedIn = apiClient(app)
    await signedIn.post('/api/session', account)
    people.set(name, { userId, client: signedIn })
  }
}, 60_000)
afterAll(() => app?.stop())

/** Customers of a segment; answers their ids as they are written at the API. */
async function customers(segment: string | null, count: number): Promise<string[]> {
  const made = Array.from({ length: count }, (_, n) => ({
    ...{ name: `${segment ?? 'Bez'} ${n}`, taxId: null, email: null, phone: null, address: null },
    segment,
  }))
  return (await insertCustomers(app.house.shell.database, company, made, new Date())).map((id) => writeId('customer', id))
}

const read = async (id: string) => (await client.get(`${base}/customers/${id}`)).body
const ownersOf = async (ids: readonly string[]): Promise<readonly unknown[]> =>
  Promise.all(ids.map(async (id) => (await read(id))['ownerName']))
const choose = (segment: string | null, name: string | null) =>
  client.send('PUT', `${base}/owners`, { segment, ownerUserId: name === null ? null : person(name).userId })
const undo = (changeId: unknown) => client.send('DELETE', `${base}/customer-changes/${String(changeId)}`)
const change = (customerIds: readonly string[], to: object) =>
  client.post(`${base}/customer-changes`, { which: { customerIds }, change: to })
const segmentRow = async (segment: string | null) =>
  ((await client.get(`${base}/owners`)).body['segments'] as readonly Record<string, unknown>[]).find((row) => row['segment'] === segment)

test('the owner of a segment gets its customers who have nobody, keeps off those whom a person gave to another, and is taken back whole', async () => {
  const [a = '', b = '', c = ''] = await customers('Hurt', 3)
  await client.send('PATCH', `${base}/customers/${c}`, { ownerUserId: person('Ewa').userId })
  expect(await segmentRow('Hurt')).toEqual({ segment: 'Hurt', ownerUserId: null, customers: 3, withoutOwner: 2 })
  const chosen = await choose('Hurt', 'Anna')
  expect(chosen.body['changed']).toBe(2)
  expect(await ownersOf([a, b, c])).toEqual(['Anna', 'Anna', 'Ewa'])
  expect([(await read(a))['ownerByRule'], (await read(c))['ownerByRule']]).toEqual([true, false])
  expect(await segmentRow('Hurt')).toEqual({ segment: 'Hurt', ownerUserId: person('Anna').userId, customers: 3, withoutOwner: 0 })
  const log = (await client.get(`${base}/audit`)).body as { readonly rows: readonly Record<string, unknown>[]; readonly names: object }
  expect(log.rows.find(({ action }) => action === 'owners.rule-chosen')?.['change']).toEqual({
    ...{ segment: 'Hurt', before: null, after: person('Anna').userId, customers: 2 },
  })
  expect(log.names).toMatchObject({ [person('Anna').userId]: { kind: 'person', name: 'Anna' } })
  // Another choice takes along those who came by the rule.
  const changed = await choose('Hurt', 'Jan')
  expect(changed.body['changed']).toBe(2)
  expect(await ownersOf([a, b, c])).toEqual(['Jan', 'Jan', 'Ewa'])
  expect((await undo(changed.body['changeId'])).body['changed']).toBe(2)
  expect(await ownersOf([a, b, c])).toEqual(['Anna', 'Anna', 'Ewa'])
  // Whom a person gave to somebody since is left to him.
  await client.send('PATCH', `${base}/customers/${b}`, { ownerUserId: person('Ewa').userId })
  expect((await undo(chosen.body['changeId'])).body['changed']).toBe(1)
  expect(await ownersOf([a, b, c])).toEqual([null, 'Ewa', 'Ewa'])
  expect((await segmentRow('Hurt'))?.['ownerUserId']).toBe(null)
  expect((await undo(chosen.body['changeId'])).body.code).toBe('customer-change.undone-already')
  const history = (await client.get(`${base}/customers/${a}/history`)).body['rows'] as readonly { readonly action: string }[]
  expect(history.map(({ action }) => action)).toEqual([
    ...['customer.change-undone', 'customer.change-undone', 'customer.changed', 'customer.changed'],
  ])
})

const file = (rows: readonly string[]) => ['Numer;Data wystawienia;Termin;Nabywca;NIP;Segment;Kwota brutto;Waluta', ...rows].join('\n')
const take = (rows: readonly string[]) =>
  importFile(app.house.shell, {
    ...{ companyId: company, actor: testActor, source: 'file' as const, fileName: 'faktury.csv' },
    bytes: bytesSource(Buffer.from(file(rows))),
  })
const found = async (name: string) =>
  (await client.get(`${base}/customers?search=${encodeURIComponent(name)}`)).body['rows'] as readonly Record<string, unknown>[]
const named = async (name: string) => (await found(name)).map((row) => [row['name'], row['segment'], row['ownerName']])
const idsNamed = async (name: string) => (await found(name)).map((row) => String(row['customerId']))

test('customers who come by import get the owner of their segment, known ones who lacked a segment too, until nobody is chosen', async () => {
  const { importId } = await take(['FV/1/11/2026;2026-11-01;2026-11-15;Znany Odbiorca;;;100,00;PLN'])
  const { mapping } = await previewImport(app.house.shell, { companyId: company, importId, wanted: 'invoices' })
  expect(mapping).toMatchObject({ columns: { customerName: [3], segment: [5] } })
  await mapImport(app.house.shell, { companyId: company, actor: testActor, importId, mapping, profileName: 'z segmentami' })
  await choose('Eksport', 'Anna')
  await choose(null, 'Jan')
  expect(await named('Znany Odbiorca')).toEqual([['Znany Odbiorca', null, 'Jan']])
  await take([
    'FV/2/11/2026;2026-11-02;2026-11-16;Nowy Eksporter;;Eksport;200,00;PLN',
    'FV/3/11/2026;2026-11-02;2026-11-16;Nowy Niczyj;;;300,00;PLN',
    'FV/4/11/2026;2026-11-03;2026-11-17;Znany Odbiorca;;Eksport;400,00;PLN',
  ])
  const [exporter] = await idsNamed('Nowy Eksporter')
  const history = (await client.get(`${base}/customers/${exporter}/history`)).body['rows'] as readonly object[]
  expect(history).toMatchObject([{ action: 'customer.owned-by-rule', actorName: 'Skarbnik' }])
  expect(await named('Nowy Eksporter')).toEqual([['Nowy Eksporter', 'Eksport', 'Anna']])
  expect(await named('Nowy Niczyj')).toEqual([['Nowy Niczyj', null, 'Jan']])
  expect(await named('Znany Odbiorca')).toEqual([['Znany Odbiorca', 'Eksport', 'Anna']])
  await choose('Eksport', null)
  await choose(null, null)
  await take(['FV/5/11/2026;2026-11-04;2026-11-18;Późny Eksporter;;Eksport;500,00;PLN'])
  expect(await named('Późny Eksporter')).toEqual([['Późny Eksporter', 'Eksport', null]])
  expect(await named('Nowy Eksporter')).toEqual([['Nowy Eksporter', 'Eksport', 'Anna']])
})

test('a customer whose segment is changed goes with its owner; an owner who was chosen stays, also when only the telephone is changed', async () => {
  await choose('Sieci', 'Anna')
  const [a = '', b = ''] = await customers('Detal', 2)
  expect((await client.send('PATCH', `${base}/customers/${a}`, { segment: 'Sieci', ownerUserId: null })).body['ownerName']).toBe('Anna')
  const owner = person('Anna').userId
  expect((await client.send('PATCH', `${base}/customers/${a}`, { phone: '600 100 200', ownerUserId: owner })).body['ownerByRule']).toBe(
    true,
  )
  await client.send('PATCH', `${base}/customers/${b}`, { ownerUserId: person('Ewa').userId })
  expect((await client.send('PATCH', `${base}/customers/${b}`, { segment: 'Sieci' })).body['ownerName']).toBe('Ewa')
})

test('who leaves the company is the owner of nothing by rule any more', async () => {
  const leaver = await app.house.doors.signIn.makeAccount({
    ...{ name: 'Olga', email: 'olga@jantar.example', password: 'zielony-rower-w-deszczu', language: 'pl' },
  })
  await saveMember(app.house.shell.database, company, { userId: leaver.userId, role: 'sales', createdAt: new Date() })
  people.set('Olga', { userId: leaver.userId, client: apiClient(app) })
  const [a = '', b = ''] = await customers('Urzędy', 2)
  await client.send('PATCH', `${base}/customers/${b}`, { ownerUserId: person('Ewa').userId })
  const { body } = await choose('Urzędy', 'Olga')
  expect(await ownersOf([a, b])).toEqual(['Olga', 'Ewa'])
  expect((await client.send('DELETE', `${base}/people/${leaver.userId}`)).status).toBe(200)
  expect(await ownersOf([a, b])).toEqual([null, 'Ewa'])
  expect(await segmentRow('Urzędy')).toMatchObject({ ownerUserId: null, withoutOwner: 1 })
  expect((await choose('Urzędy', 'Olga')).body.code).toBe('person.not-found')
  // Undoing what was chosen after that does not bring her back either.
  const next = await choose('Urzędy', 'Anna')
  expect((await undo(body['changeId'])).body['changed']).toBe(0)
  await undo(next.body['changeId'])
  expect(await ownersOf([a, b])).toEqual([null, 'Ewa'])
})

test('many customers get an owner or a segment at once, the answer says how many, and one undo takes it back', async () => {
  const ids = await customers('Stary', 5)
  const [first = ''] = ids
  await client.send('PATCH', `${base}/customers/${first}`, { segment: 'Nowy' })
  const gone = writeId('customer', '0198f0f0-0000-7000-8000-000000000001')
  const moved = await change([...ids, gone], { segment: 'Nowy' })
  expect(moved.body).toMatchObject({ changed: 4, same: 1, missing: 1 })
  const given = await change(ids, { ownerUserId: person('Ewa').userId })
  expect(given.body).toMatchObject({ changed: 5, same: 0, missing: 0 })
  expect((await client.get(`${base}/customers?segment=Nowy&owner=${person('Ewa').userId}`)).body['total']).toBe(5)
  expect((await undo(given.body['changeId'])).body['changed']).toBe(5)
  expect((await client.get(`${base}/customers?segment=Nowy&owner=${person('Ewa').userId}`)).body['total']).toBe(0)
  expect((await undo(moved.body['changeId'])).body['changed']).toBe(4)
  expect(await Promise.all(ids.map(async (id) => (await read(id))['segment']))).toEqual(['Nowy', 'Stary', 'Stary', 'Stary', 'Stary'])
  expect((await change(ids, { ownerUserId: 'nobody' })).body.code).toBe('person.not-found')
  expect((await change(ids, {})).status).toBe(400)
})

test('all that the list is filtered to are changed without being named', async () => {
  await customers('Filtr', 3)
  const which = { filter: { segment: 'Filtr' } }
  const changed = await client.post(`${base}/customer-changes`, { which, change: { ownerUserId: person('Jan').userId } })
  expect(changed.body).toMatchObject({ changed: 3, missing: 0 })
  expect((await client.get(`${base}/customers?segment=Filtr&owner=${person('Jan').userId}`)).body['total']).toBe(3)
})

test('a salesperson changes nobody through the API, and who sees his own customers alone changes none of another', async () => {
  const [mine = '', other = ''] = await customers('Wspólni', 2)
  await client.send('PATCH', `${base}/customers/${mine}`, { ownerUserId: person('Jan').userId })
  const refused = await person('Jan').client.post(`${base}/customer-changes`, {
    ...{ which: { customerIds: [mine, other] }, change: { segment: 'Moi' } },
  })
  expect([refused.status, refused.body.code]).toEqual([403, 'access.denied'])
  expect((await person('Jan').client.send('PUT', `${base}/owners`, { segment: 'Wspólni', ownerUserId: null })).status).toBe(403)
  const { userId } = person('Jan')
  const answer = await changeCustomers(app.house.shell, {
    ...{ companyId: company, actor: testActor, ownerUserId: userId, change: { segment: 'Moi' } },
    customerIds: [mine, other].map((id) => readId('customer', id) ?? ''),
  })
  expect(answer).toMatchObject({ changed: 1, missing: 1 })
  expect([(await read(mine))['segment'], (await read(other))['segment']]).toEqual(['Moi', 'Wspólni'])
  const { lines } = (await verifyAuditChain(app.house.shell.database, company)) as { readonly lines: bigint }
  expect(lines).toBeGreaterThan(30n)
})
