import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault, vaultKey } from '#app/vault'
import { system } from '#flows/actor'
import { backUp } from '#flows/back-up'
import { restore } from '#flows/restore'
import { settableClock } from '#ports/clock'
import { appendAudit, verifyAuditChain } from '#store/audit'
import { insertCompany } from '#store/companies'
import { insertConnection, sealSecrets } from '#store/connections'
import { inTransaction, type OpenDatabase, openDatabase } from '#store/database'
import { allowSending, isSendingAllowed } from '#store/installation'
import { newId } from '#store/new-id'
import { type TestDatabase, testDatabase } from '#test/support/database'

const clock = settableClock(new Date('2026-11-19T08:00:00Z'))
const canary = 'canary-7Kd2-secret-token'
let folder: string
let from: TestDatabase
let source: OpenDatabase
let companyId: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-backup-'))
  file = join(folder, 'kopia.skarbnik')
  from = await testDatabase()
  source = openDatabase(from.url)
  const vault = openVault([vaultKey('a key of at least thirty-two characters')])
  companyId = await insertCompany(source.database, { name: 'Zażółć „gęślą”\tjaźń\n', nip: null }, clock.now())
  const place = { companyId, connectionId: newId() }
  await insertConnection(source.database, {
    ...place,
    shelf: 'connector',
    pluginId: 'fakturownia',
    name: 'Fakturownia',
    settings: { account: 'jantar' },
    secrets: sealSecrets(vault, place, { token: canary }),
    kinds: ['invoices'],
    webhookKey: 'k',
    createdAt: clock.now(),
  })
  await inTransaction(source.database, (tx) =>
    appendAudit(
      tx,
      companyId,
      clock.now(),
      Array.from({ length: 40 }, (_, i) => ({
        actor: `${system.kind}:${system.id}`,
        actorName: system.name,
        action: `test.${i}`,
        change: { i },
      })),
    ),
  )
  await allowSending(source.database, clock.now())
  await backUp(from.url, file, clock)
})

afterAll(async () => {
  await source.close()
  await from.close()
  await rm(folder, { recursive: true, force: true })
})

test('T150 a backup restored elsewhere has the same rows, an intact audit chain, and sends nothing until a person allows it', async () => {
  const to = await testDatabase()
  const sums = await restore(to.url, file, clock)
  expect(sums.find((sum) => sum.table === 'audit')?.rows).toBe(40)
  const restored = openDatabase(to.url)
  try {
    expect((await restored.database.selectFrom('companies').selectAll().execute())[0]).toEqual(
      (await source.database.selectFrom('companies').selectAll().execute())[0],
    )
    expect((await restored.database.selectFrom('connections').selectAll().execute())[0]).toEqual(
      (await source.database.selectFrom('connections').selectAll().execute())[0],
    )
    expect(await verifyAuditChain(restored.database, companyId)).toEqual({ ok: true, lines: 40n })
    expect(await isSendingAllowed(restored.database)).toBe(false)
    expect(await isSendingAllowed(source.database)).toBe(true)
  } finally {
    await restored.close()
    await to.close()
  }
})

test('T133 no secret of a connection stands in the backup in the clear', async () => {
  const bytes = gunzipSync(await readFile(file))
  expect(bytes.includes(canary)).toBe(false)
  expect(bytes.includes('Fakturownia')).toBe(true)
  expect((await stat(file)).mode & 0o077).toBe(0)
})

test('T150 restoring into an installation with data is refused and changes nothing', async () => {
  await expect(restore(from.url, file, clock)).rejects.toMatchObject({ code: 'restore.not-empty' })
  expect(await source.database.selectFrom('companies').select('name').execute()).toHaveLength(1)
})

test('a backup cut in the middle, one with a byte changed and a file that is none are refused, and the database stays empty', async () => {
  const to = await testDatabase()
  const database = openDatabase(to.url)
  try {
    const whole = await readFile(file)
    const cut = join(folder, 'cut')
    await writeFile(cut, whole)
    await truncate(cut, Math.floor(whole.length * 0.7))
    await expect(restore(to.url, cut, clock)).rejects.toMatchObject({ code: 'backup.damaged' })
    const other = join(folder, 'other')
    await writeFile(other, 'to nie jest kopia')
    await expect(restore(to.url, other, clock)).rejects.toMatchObject({ code: 'backup.damaged' })
    const flipped = Buffer.from(whole)
    const at = Math.floor(flipped.length / 2)
    flipped[at] = (flipped[at] ?? 0) ^ 0xff
    await writeFile(other, flipped)
    await expect(restore(to.url, other, clock)).rejects.toBeInstanceOf(Error)
    expect(await database.database.selectFrom('companies').select('name').execute()).toEqual([])
  } finally {
    await database.close()
    await to.close()
  }
})
