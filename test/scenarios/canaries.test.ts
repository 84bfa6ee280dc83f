// Secrets that a person types, searched for wherever they could have gone; and the key that seals them, changed while the books go on.
import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#app/log'
import { createWebhookSandbox } from '#channels/webhook/sandbox'
import { backUp } from '#flows/back-up'
import { systemClock } from '#ports/clock'
import { openDatabase } from '#store/database'
import { apiClient, firstCompany } from '#test/support/api-client'
import { startApp } from '#test/support/app'
import { type TestDatabase, testDatabase } from '#test/support/database'

const [oldKey, newKey] = ['stary klucz tej instalacji dosc dlugi', 'nowy klucz tej instalacji dosc dlugi']
const password = 'kanarek-haslo-osoby-1'
const canary = 'kanarek-sekret-webhooka-dosc-dlugi'
const receiver = createWebhookSandbox(systemClock, { secret: canary })
const log: string[] = []
const secrets = [canary, password]
let database: TestDatabase
let folder: string
let totpUri = ''
let backupCode = ''
let path = ''

const start = (key: string) =>
  startApp({
    jobs: false,
    pages: false,
    databaseUrl: database.url,
    key,
    log: createLog('debug', { write: (line: string) => void log.push(line) }),
  })

/** A code of RFC 6238, as an authenticator app makes it. */
function codeOf(uri: string): string {
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '')]
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  return String((digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Every row of every table as text; bytes as latin1, so that a plain text within them shows. */
async function dump(): Promise<string> {
  const { database: db, close } = openDatabase(database.url, { connections: 1 })
  try {
    const { rows: tables } = await sql<{ name: string }>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(
      db,
    )
    const texts: string[] = []
    for (const { name } of tables) {
      const { rows } = await sql<object>`select * from ${sql.raw(name)}`.execute(db)
      texts.push(
        JSON.stringify(rows, (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : isBuffer(value) ? Buffer.from(value.data).toString('latin1') : value,
        ),
      )
    }
    return texts.join('\n')
  } finally {
    await close()
  }
}
const isBuffer = (value: unknown): value is { readonly data: readonly number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-canary-'))
  const { settings } = await receiver.start()
  const app = await start(oldKey)
  try {
    const { client, base } = await firstCompany(app)
    const made = await client.post(`${base}/connections`, {
      shelf: 'channel',
      pluginId: 'webhook',
      name: 'Sklep',
      settings,
      kinds: ['webhook'],
    })
    path = `${base}/connections/${String(made.body['connectionId'])}`
    expect((await client.post(`${path}/test`)).status).toBe(200)
    secrets.push(String((await client.post(`${base}/tokens`, { name: 'sklep', scopes: ['invoices.read'], days: 30 })).body['token']))
    await client.post('/api/me/password', { current: 'kawa-z-mlekiem-rano', password })
    const factor = await client.post('/api/me/two-factor', { password })
    totpUri = String(factor.body['uri'])
    backupCode = String((factor.body['backupCodes'] as string[])[0])
    expect((await client.post('/api/me/two-factor/confirm', { code: codeOf(totpUri) })).status).toBe(200)
    secrets.push(new URL(totpUri).searchParams.get('secret') ?? '', backupCode)
    for (const answer of [
      await client.get(path.replace(/\/[^/]+$/, '')),
      await client.get(`${base}/audit`),
      await client.get(`${base}/tokens`),
    ])
      for (const secret of secrets) expect(JSON.stringify(answer.body)).not.toContain(secret)
  } finally {
    await app.stop()
  }
})

afterAll(async () => {
  await receiver.stop()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

test('T133 no secret of a connection, a person, a token or a second factor stands in the tables, the backup or the log at its finest', async () => {
  const file = join(folder, 'kopia.skarbnik')
  await backUp(database.url, file, systemClock)
  const places = { tables: await dump(), backup: gunzipSync(await readFile(file)).toString('latin1'), log: log.join('') }
  expect(secrets).toHaveLength(5)
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(1000)
    for (const secret of secrets) expect(text.includes(secret), `${secret} in ${place}`).toBe(false)
  }
  expect(places.tables).toContain('halina@jantar.example')
})

test('T133 started once with the new key before the old one, the next start needs the new one alone, for connections and second factors', async () => {
  await (await start(`${newKey},${oldKey}`)).stop()
  const app = await start(newKey)
  try {
    const client = apiClient(app)
    const signIn = (code: string) => client.post('/api/session', { email: 'halina@jantar.example', password, code })
    expect((await signIn(backupCode)).body['state']).toBe('signed-in')
    const before = receiver.events.length
    expect((await client.post(`${path}/test`)).status).toBe(200)
    expect(receiver.events.length).toBe(before + 1)
    expect(
      (await apiClient(app).post('/api/session', { email: 'halina@jantar.example', password, code: codeOf(totpUri) })).body['state'],
    ).toBe('signed-in')
  } finally {
    await app.stop()
  }
  const stale = await start(oldKey)
  try {
    const client = apiClient(stale)
    expect((await client.post('/api/session', { email: 'halina@jantar.example', password, code: codeOf(totpUri) })).body['state']).not.toBe(
      'signed-in',
    )
  } finally {
    await stale.stop()
  }
})
