import pg from 'pg'
import { expect, test } from 'vitest'
import { databaseOn, testDatabase } from './database.ts'

async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('two test databases asked for at once are both migrated, and what one writes the other does not see', async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()])
  const tables = "select count(*)::int as tables from information_schema.tables where table_schema = 'public'"
  const [{ tables: inFirst } = {}] = await ask(first.url, tables)
  expect(inFirst).toBeGreaterThan(5)
  await ask(first.url, 'create table only_here (id int)')
  expect(await ask(second.url, tables)).toEqual([{ tables: inFirst }])
  await Promise.all([first.close(), second.close()])
})

test('a closed test database is gone, even while somebody is connected to it', async () => {
  const { url, close } = await testDatabase()
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  await close()
  await expect(ask(url, 'select 1')).rejects.toThrow(/does not exist/)
})

test('a connection string keeps its server and its settings when it names another database', () => {
  expect(databaseOn('postgresql://a:b@/old?host=%2Ftmp%2Fs&port=5432', 'new')).toBe('postgresql://a:b@/new?host=%2Ftmp%2Fs&port=5432')
  expect(databaseOn('postgresql://a:b@db.example:5433/old', 'new')).toBe('postgresql://a:b@db.example:5433/new')
})
