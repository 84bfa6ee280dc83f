// Files over HTTP: too large, hostile, unknown, two at once; looked through, mapped, taken back.
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiClient, apiClient, firstCompany } from '#test/support/api-client'
import { startApp, type TestApp } from '#test/support/app'
import { invoiceSamples } from '#test/support/invoice-samples'
import { asCamt, asMbankCsv, asMt940, madeLines } from '#test/support/made-lines'
import { rowsXml, workbookParts, zipOf } from '#test/support/workbook'
import { day as dayOf } from '#values/day'

let app: TestApp
let client: ApiClient
let base: string

const megabyte = 1_048_576

beforeAll(async () => {
  app = await startApp({ jobs: false, pages: false, configuration: { maxUploadBytes: megabyte } })
  const first = await firstCompany(app, '5265877635')
  client = first.client
  base = first.base
})
afterAll(() => app.stop())

const send = (name: string, content: string | Uint8Array) => client.upload(`${base}/imports`, name, Buffer.from(content))
const lines = [...madeLines(7, 40)]

const [madeLine = { bookedOn: dayOf('2026-03-02'), minor: 100n, title: 'FV', name: 'Klon', account: '', reference: 'EL1' }] = lines

/** Another company of the same person, with books of its own. */
async function firstCompanyAgain(): Promise<string> {
  const { body } = await client.post('/api/companies', { name: 'Druga sp. z o.o.' })
  return `/api/companies/${String(body['companyId'])}`
}

/** Sends `most` bytes in chunks without saying how many there will be; answers what came back and how many were taken. */
const stream = (most: number): Promise<{ readonly status: number; readonly body: string; readonly taken: number }> =>
  new Promise((resolve, reject) => {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sending = request(`${app.url}${base}/imports`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', 'x-file-name': 'wielki' },
    })
    let taken = 0
    let isOver = false
    sending.on('response', (response) => {
      isOver = true
      let body = ''
      response.on('data', (piece: Buffer) => {
        body += piece.toString()
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body, taken })
        sending.destroy()
      })
    })
    sending.on('error', (error) => {
      if (!isOver) reject(error)
    })
    const more = (): void => {
      while (!isOver && taken < most) {
        taken += 65_536
        if (!sending.write(Buffer.alloc(65_536, 'a'))) {
          sending.once('drain', more)
          return
        }
        if (taken % (8 * 65_536) === 0) {
          setImmediate(more)
          return
        }
      }
      if (!isOver) sending.end()
    }
    more()
  })

describe('a file above the limit of the settings', () => {
  test('is refused while it streams, long before its end', async () => {
    const { status, body, taken } = await stream(400 * megabyte)
    expect([status, JSON.parse(body)]).toMatchObject([413, { code: 'file.too-large', facts: { megabytes: 1 } }])
    expect(JSON.parse(body)).toMatchObject({ message: 'Plik jest za duży: granica to 1 MB. Podziel eksport na krótsze okresy.' })
    expect(taken).toBeLessThan(40 * megabyte)
  })

  test('is refused by what it says of itself before a byte is read, and leaves nothing behind', async () => {
    const before = (await client.get(`${base}/imports`)).body['rows']
    expect((await send('wielki', Buffer.alloc(2 * megabyte))).body).toMatchObject({ code: 'file.too-large' })
    expect((await client.get(`${base}/imports`)).body['rows']).toEqual(before)
  })
})

describe('T101 hostile workbooks', () => {
  const honest = workbookParts({
    A: rowsXml([
      ['Data', 'Kwota'],
      ['2026-02-03', 5],
    ]),
  })
  test.each([
    ['a bomb by its ratio', zipOf([...honest, { name: 'xl/media/a.xml', data: Buffer.alloc(20 * megabyte) }]), 'xlsx.bomb'],
    [
      'one that declares less than it holds',
      zipOf(honest.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, declaredSize: 10 } : part))),
      'xlsx.bomb',
    ],
    [
      'ten thousand entries',
      zipOf([...honest, ...Array.from({ length: 10_000 }, (_, index) => ({ name: `a${index}`, data: '' }))]),
      'xlsx.too-many-entries',
    ],
    ['a path upwards', zipOf([...honest, { name: '../../etc/cron.d/x', data: 'x' }]), 'xlsx.unsafe-name'],
    [
      'an old one or one with a password',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]),
      'xlsx.old-or-encrypted',
    ],
  ])('%s is refused with a sentence, and kept with the reason', async (name, bytes, code) => {
    const { status, body } = await send(name, bytes)
    expect(`${status} ${body.code}`).toBe(`422 ${code}`)
    expect(String(body['message'])).toMatch(/^\p{Lu}.{20,}$/u)
    const [newest] = (await client.get(`${base}/imports`)).body['rows'] as { fileName: string; state: string; failure: { code: string } }[]
    expect(newest).toMatchObject({ fileName: name, state: 'failed', failure: { code } })
  })
})

test('a billion laughs is refused, an empty file too, and one that nobody knows', async () => {
  const laughs =
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&c;</Document>'
  expect((await send('a', laughs)).body.code).toBe('file.xml-dtd-refused')
  expect((await send('b', '')).body.code).toBe('file.empty')
  expect((await send('c', 'ala ma kota')).body.code).toBe('file.unknown-format')
})

test('two files at once, one of them twice, are both read and nothing is doubled; lines can be gone through page by page', async () => {
  const statement = [...asMt940(lines.slice(0, 20))].join('')
  const answers = await Promise.all([send('a', statement), send('b', statement), send('c', [...asCamt(lines.slice(20))].join(''))])
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  const counts = answers.map((answer) => (answer.body['counts'] as { lines: number }).lines)
  expect(counts.reduce((sum, count) => sum + count)).toBe(40)
  expect(answers[2]?.body).toMatchObject({ format: 'camt', formatName: 'CAMT.052 / .053 / .054', state: 'read', undoable: true })
  const importId = String(answers[2]?.body['importId'])
  const first = await client.get(`${base}/imports/${importId}/lines?limit=15`)
  const second = await client.get(`${base}/imports/${importId}/lines?limit=15&after=${String(first.body['next'])}`)
  const rows = [...(first.body['rows'] as { title: string }[]), ...(second.body['rows'] as { title: string }[])]
  expect(rows.map((row) => row.title)).toEqual(lines.slice(20).map((line) => line.title))
  expect(second.body['next']).toBeNull()
})

test('a missing statement and a day that does not exist are told on the import that shows them', async () => {
  const firm = await firstCompanyAgain()
  const upload = (name: string, content: string) => client.upload(`${firm}/imports`, name, Buffer.from(content))
  const third = (day: string, balance: bigint) => [...asMt940([{ ...madeLine, bookedOn: dayOf(day) }], balance)].join('')
  await upload('1', third('2026-03-02', 0n).replaceAll('260301', '260302'))
  const { body } = await upload('3', third('2026-03-05', 999n).replaceAll('260301', '260305'))
  const shown = await client.get(`${firm}/imports/${String(body['importId'])}`)
  expect(shown.body).toMatchObject({ gaps: [{ kind: 'balance', from: '2026-03-02', to: '2026-03-05' }], notes: [] })
  const csv = asMbankCsv([madeLine]).replaceAll(String(madeLine.bookedOn), '2026-02-30')
  const noted = await upload('luty', csv)
  expect((await client.get(`${firm}/imports/${String(noted.body['importId'])}`)).body['notes']).toMatchObject([
    { code: 'line.day-corrected', facts: { day: '2026-02-28' } },
  ])
})

test('an invoice file is looked through invoice by invoice and taken back as a whole', async () => {
  const { body } = await send('f', invoiceSamples['ksef-fa']?.[0] ?? '')
  const { rows } = (await client.get(`${base}/imports/${String(body['importId'])}/invoices`)).body
  expect(rows).toMatchObject([{ number: 'FV/1/02/2026', total: { amount: '1230.00', currency: 'PLN' }, dueOn: '2026-02-19' }])
  expect((await client.post(`${base}/imports/${String(body['importId'])}/undo`)).body).toMatchObject({ state: 'undone', undoable: false })
  expect((await client.get(`${base}/imports/${String(body['importId'])}/invoices`)).body['rows']).toEqual([])
})

describe('a table that no layout knows', () => {
  const table = (first: string) => `Kiedy;Ile;Kto;Za co\n03.02.2026;${first};Zieleń;FV/1\n14.02.2026;-30,00;Bank;prowizja`

  test('answers that it waits, is previewed and mapped; the layout is listed, serves the next file, and is removed', async () => {
    const sent = await send('kasa.csv', table('1 230,00'))
    expect(sent).toMatchObject({ status: 200, body: { state: 'mapping-needed', format: null, undoable: true } })
    const at = `${base}/imports/${String(sent.body['importId'])}`
    const guessed = await client.post(`${at}/preview`, { kind: 'statement' })
    expect(guessed.body).toMatchObject({
      columns: [{ header: 'Kiedy' }, { header: 'Ile' }, { header: 'Kto' }, { header: 'Za co' }],
      currencyFound: false,
      datesAmbiguous: false,
    })
    const mapping = { ...(guessed.body['mapping'] as object), columns: { bookedOn: [0], amount: [1], counterpartyName: [2], title: [3] } }
    const { rows } = (await client.post(`${at}/preview`, { mapping })).body
    expect(rows).toMatchObject([
      { line: { bookedOn: '2026-02-03', amount: { amount: '1230.00', currency: 'PLN' }, counterpartyName: 'Zieleń' }, rejection: null },
      { line: { amount: { amount: '-30.00' } } },
    ])
    expect((await client.post(`${at}/mapping`, { mapping, profileName: 'Kasa' })).body).toMatchObject({
      state: 'read',
      format: 'table-statement',
      counts: { lines: 2 },
    })
    expect((await client.post(`${at}/mapping`, { mapping, profileName: null })).body.code).toBe('import.not-waiting')
    expect((await send('luty.csv', table('5,00'))).body).toMatchObject({ state: 'read', counts: { lines: 1, duplicates: 1 } })
    const [profile] = (await client.get(`${base}/mapping-profiles`)).body['profiles'] as { mappingProfileId: string }[]
    expect(profile).toMatchObject({ name: 'Kasa', kind: 'statement', uses: 1 })
    const remove = () => client.send('DELETE', `${base}/mapping-profiles/${profile?.mappingProfileId}`)
    expect((await remove()).status).toBe(200)
    expect((await remove()).body.code).toBe('mapping-profile.not-found')
  })

  test('refuses nonsense for a mapping, and a waiting file can be set aside', async () => {
    const { body } = await send('kasa.csv', table('9,00'))
    const at = `${base}/imports/${String(body['importId'])}`
    for (const mapping of [{ kind: 'statement' }, { kind: 'plain', currency: 'PLN; drop' }, [], 'x'])
      expect((await client.post(`${at}/mapping`, { mapping, profileName: null })).status).toBe(400)
    expect((await client.post(`${at}/mapping`, { mapping: { kind: 'plain', currency: 'PLN' }, profileName: null })).body.code).toBe(
      'table.mapping-invalid',
    )
    expect((await client.post(`${at}/undo`)).body).toMatchObject({ state: 'undone' })
  })

  test('is nothing that a stranger can see', async () => {
    const { body } = await send('kasa.csv', table('8,00'))
    const nobody = apiClient(app)
    expect((await nobody.post(`${base}/imports/${String(body['importId'])}/preview`, {})).status).toBe(401)
  })
})
