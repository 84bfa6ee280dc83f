// Brings the tables of a database to this version; several processes may start it at once.
import { type MigrationResult, Migrator } from 'kysely/migration'
import { Failure } from '#values/failure'
import { openDatabase } from './database.ts'
import * as ground from './migrations/0001-ground.ts'
import * as signIn from './migrations/0002-sign-in.ts'

/** In order; append only, a released migration is never changed. */
const migrations = { '0001-ground': ground, '0002-sign-in': signIn }

/** Applies what is missing and says what it did. Throws Failure `database.migration-failed`. */
export async function migrate(connectionString: string): Promise<readonly MigrationResult[]> {
  const { database, close } = openDatabase(connectionString, { connections: 2 })
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } })
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) throw new Failure('database.migration-failed', { message: error instanceof Error ? error.message : String(error) }, { cause: error })
    return results ?? []
  } finally {
    await close()
  }
}
