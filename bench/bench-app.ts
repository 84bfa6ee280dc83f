// The application of a bench that asks it: on a fresh embedded server, or on the one that DATABASE_URL names.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import { startApp, type TestApp } from '#test/support/app'

/** `stop` ends the server that was started for it and removes its data; another's server keeps what was written. */
export async function openBenchApp(name: string): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`))
  const named = process.env['DATABASE_URL']
  const server =
    named === undefined || named === ''
      ? await startEmbeddedPostgres({ dataDir: folder })
      : { connectionString: named, stop: async () => undefined }
  await migrate(server.connectionString)
  const app = await startApp({ jobs: false, pages: false, databaseUrl: server.connectionString })
  return {
    ...app,
    stop: async () => {
      await app.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
