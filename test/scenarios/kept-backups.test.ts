import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BackupPlace, listBackups, makeBackup, makeBackupFor, makeNightlyBackup } from '#flows/keep-backups'
import { restore } from '#flows/restore'
import { settableClock } from '#ports/clock'
import { silentLog } from '#ports/log'
import { insertCompany } from '#store/companies'
import { type OpenDatabase, openDatabase } from '#store/database'
import { type TestDatabase, testDatabase } from '#test/support/database'

const clock = settableClock(new Date('2026-11-19T08:00:00Z'))
let from: TestDatabase
let store: OpenDatabase
let folder: string
let place: BackupPlace
const ground = () => ({ database: store.database, clock, log: silentLog })
const night = () => makeNightlyBackup(ground(), place)

beforeEach(async () => {
  clock.set(new Date('2026-11-19T08:00:00Z'))
  from = await testDatabase()
  store = openDatabase(from.url)
  folder = join(await mkdtemp(join(tmpdir(), 'skarbnik-nights-')), 'backups')
  place = { connectionString: from.url, folder }
})
afterEach(async () => {
  await store.close()
  await from.close()
  await rm(folder, { recursive: true, force: true })
})

test('a firm made at nine gets its first backup at two in the night, one a night, and one only after nights without the machine', async () => {
  expect(await night()).toBe(false)
  await insertCompany(store.database, { name: 'Jantar', nip: null }, clock.now())
  expect(await night()).toBe(false)
  clock.set(new Date('2026-11-20T01:00:01Z'))
  expect([await night(), await night()]).toEqual([true, false])
  clock.set(new Date('2026-11-24T09:00:00Z'))
  expect([await night(), await night()]).toEqual([true, false])
  const { files, nextAt, failure } = await listBackups(ground(), place)
  expect(files.map((file) => file.name)).toEqual(['skarbnik-2026-11-24T090000Z.backup', 'skarbnik-2026-11-20T010001Z.backup'])
  expect(nextAt).toEqual(new Date('2026-11-25T01:00:00Z'))
  expect(failure).toBe(null)
})

test('of two processes that wake at once one makes the backup, and it can be restored', async () => {
  const companyId = await insertCompany(store.database, { name: 'Jantar', nip: null }, clock.now())
  clock.set(new Date('2026-11-20T01:30:00Z'))
  expect((await Promise.all([night(), night()])).sort()).toEqual([false, true])
  const [name] = await readdir(folder)
  const to = await testDatabase()
  try {
    const sums = await restore(to.url, join(folder, name ?? ''), clock)
    expect(sums.find((sum) => sum.table === 'companies')?.rows).toBe(1)
  } finally {
    await to.close()
  }
  await makeBackupFor(ground(), place, { companyId, actor: { kind: 'person', id: 'u1', name: 'Anna' } })
  expect(await store.database.selectFrom('audit').select(['action', 'actor_name']).execute()).toEqual([
    { action: 'backup.made', actor_name: 'Anna' },
  ])
})

test('a folder that cannot be written is said, tried again after an hour, and older backups of other names stay', async () => {
  await insertCompany(store.database, { name: 'Jantar', nip: null }, clock.now())
  await writeFile(folder, 'a file where the folder should be')
  clock.set(new Date('2026-11-20T01:30:00Z'))
  await expect(night()).rejects.toMatchObject({ code: 'backup.not-written' })
  await rm(folder)
  expect((await listBackups(ground(), place)).failure).toMatchObject({ code: 'backup.not-written' })
  clock.set(new Date('2026-11-20T02:00:00Z'))
  expect(await night()).toBe(false)
  clock.set(new Date('2026-11-20T02:31:00Z'))
  expect(await night()).toBe(true)
  await writeFile(join(folder, 'notes.txt'), 'mine')
  for (let day = 21; day <= 39; day++) {
    const on = new Date(Date.UTC(2026, 10, day)).toISOString().slice(0, 10)
    await writeFile(join(folder, `skarbnik-${on}T010000Z.backup`), 'of another night')
  }
  clock.set(new Date('2026-12-10T01:00:00Z'))
  await makeBackup(ground(), place)
  const names = await readdir(folder)
  expect(names).toContain('notes.txt')
  expect(names.filter((name) => name.endsWith('.backup'))).toHaveLength(15)
})
