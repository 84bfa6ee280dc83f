// The watched folder: what lies there is taken in once and moved aside, what cannot be read is set apart, what the house cannot take stays.
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readWatchedFolder } from '#flows/read-watched-folder'
import { type TestDatabase, testDatabase } from '#test/support/database'
import { invoice, invoicesFile, plainFormats } from '#test/support/plain-files'
import { type TestShell, testCompany, testShell } from '#test/support/shell'
import type { Id } from '#values/id'

let database: TestDatabase
let shell: TestShell
let folder: string
let companyId: Id

beforeAll(async () => {
  database = await testDatabase()
  // Later than any file that a test writes.
  shell = testShell(database, { formats: plainFormats, at: new Date('2100-01-01T12:00:00Z') })
})
afterAll(async () => {
  await shell.close()
  await database.close()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-watched-'))
  companyId = await testCompany(shell, { watchedFolder: folder })
  return () => rm(folder, { recursive: true, force: true })
})

const list = async (name: string) => (await readdir(join(folder, name)).catch(() => [])).sort()
const bytesOf = async (source: ReturnType<typeof invoicesFile>) => {
  const pieces: Uint8Array[] = []
  for await (const piece of source.stream()) pieces.push(Uint8Array.from(piece))
  return Buffer.concat(pieces)
}
const put = async (name: string, content: Uint8Array | string) => writeFile(join(folder, name), content)
const invoices = () => shell.database.selectFrom('invoices').select('number').where('company_id', '=', companyId).execute()

test('a file is taken in and moved to imported; the same again under another name brings nothing new', async () => {
  const file = await bytesOf(invoicesFile([invoice('FV 1/11/2026', '2026-11-01', 123)]))
  await put('listopad.json', file)
  expect(await readWatchedFolder(shell, companyId)).toMatchObject({ read: 1, rejected: 0 })
  expect([await list('imported'), await list('.')]).toEqual([['listopad.json'], ['imported']])
  await put('listopad.json', file)
  await put('kopia.json', file)
  expect(await readWatchedFolder(shell, companyId)).toMatchObject({ read: 2, rejected: 0 })
  expect(await invoices()).toHaveLength(1)
  expect(await list('imported')).toEqual(['kopia.json', 'listopad (2).json', 'listopad.json'])
})

test('an empty file and one that nobody knows go to rejected, the others are read all the same', async () => {
  await put('a-puste.csv', '')
  await put('b-zdjecie.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]))
  await put('c-dobre.json', await bytesOf(invoicesFile([invoice('FV 2/11/2026', '2026-11-01', 50)])))
  await put('.ukryty', 'x')
  await mkdir(join(folder, 'podfolder'))
  expect(await readWatchedFolder(shell, companyId)).toMatchObject({ read: 1, rejected: 2 })
  expect([await list('rejected'), await list('imported')]).toEqual([['a-puste.csv', 'b-zdjecie.png'], ['c-dobre.json']])
  expect(await list('.')).toEqual(['.ukryty', 'imported', 'podfolder', 'rejected'])
})

test('a folder that is not there says so; a company without one has nothing to do', async () => {
  const gone = await testCompany(shell, { watchedFolder: join(folder, 'nie-ma') })
  await expect(readWatchedFolder(shell, gone)).rejects.toThrow(expect.objectContaining({ code: 'watched-folder.missing' }))
  const relative = await testCompany(shell, { watchedFolder: 'wzgledny' })
  await expect(readWatchedFolder(shell, relative)).rejects.toThrow(expect.objectContaining({ code: 'watched-folder.missing' }))
  expect(await readWatchedFolder(shell, await testCompany(shell, {}))).toMatchObject({ read: 0, rejected: 0 })
})

test('T153 a file that the database could not take stays where it lies and is read the next time', async () => {
  await put('wyciag.json', await bytesOf(invoicesFile([invoice('FV 3/11/2026', '2026-11-01', 50)])))
  await sql
    .raw(
      `create function disk_full() returns trigger language plpgsql as $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
       create trigger disk_full before insert on import_chunks for each row execute function disk_full()`,
    )
    .execute(shell.database)
  await expect(readWatchedFolder(shell, companyId)).rejects.toThrow('No space left')
  expect(await list('.')).toEqual(['wyciag.json'])
  await sql.raw('drop trigger disk_full on import_chunks').execute(shell.database)
  expect(await readWatchedFolder(shell, companyId)).toMatchObject({ read: 1 })
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder in which nothing can be moved is refused before anything is read',
  async () => {
    await put('plik.json', 'INVOICES')
    await chmod(folder, 0o500)
    await expect(readWatchedFolder(shell, companyId)).rejects.toThrow(expect.objectContaining({ code: 'watched-folder.not-writable' }))
    await chmod(folder, 0o700)
  },
)
