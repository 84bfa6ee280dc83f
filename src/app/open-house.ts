// Opens the ground floor for a command: the data folder, the database (embedded or one's own), its tables.
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenDatabase, openDatabase } from '#store/database'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import { Failure } from '#values/failure'
import type { Configuration } from './configuration.ts'

export type House = { readonly connectionString: string; readonly store: OpenDatabase; close(): Promise<void> }

async function writableFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new Failure('database.folder-not-writable', { folder }, { cause: error })
  }
}

/** Where the database is, started where it is ours. Throws Failure `database.…`. */
export async function openConnectionString(
  configuration: Configuration,
): Promise<{ readonly connectionString: string; stop(): Promise<void> }> {
  if (configuration.databaseUrl !== null) return { connectionString: configuration.databaseUrl, stop: () => Promise.resolve() }
  await writableFolder(configuration.dataDir)
  return startEmbeddedPostgres({ dataDir: join(configuration.dataDir, 'postgres') })
}

/** The database with its tables at this version. */
export async function openHouse(configuration: Configuration, connections = 10): Promise<House> {
  const { connectionString, stop } = await openConnectionString(configuration)
  try {
    await migrate(connectionString)
    const store = openDatabase(connectionString, { connections })
    return {
      connectionString,
      store,
      close: async () => {
        await store.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
