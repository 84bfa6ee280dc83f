// The database and the shell of one test file, opened before its tests and closed after them.
import { afterAll } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'
import { type TestShell, type TestShellOptions, testShell } from './shell.ts'

/** To be awaited at the top of the file, so that its tests find both without asking whether they stand. */
export async function shellOfFile(options: TestShellOptions = {}): Promise<{ readonly database: TestDatabase; readonly shell: TestShell }> {
  const database = await testDatabase()
  const shell = testShell(database, options)
  afterAll(async () => {
    await shell.close()
    await database.close()
  })
  return { database, shell }
}
