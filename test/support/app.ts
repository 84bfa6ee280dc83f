// The real application for tests: its own database and data folder, on a free port of the loopback.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Configuration } from '#app/configuration'
import { type HouseOptions, type RunningHouse, startHouse } from '#app/start-house'
import { type Clock, systemClock } from '#ports/clock'
import { type Log, silentLog } from '#ports/log'
import { testDatabase } from '#test/support/database'

export type TestApp = { readonly url: string; readonly house: RunningHouse; readonly databaseUrl: string; stop(): Promise<void> }

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** What the roof would read from the environment: one machine with the embedded database, a port that is free, nothing sent by SMTP. */
export const houseConfiguration = (dataDir: string): Configuration => ({
  host: '127.0.0.1',
  port: 0,
  dataDir,
  databaseUrl: null,
  publicUrl: null,
  key: null,
  smtpUrl: null,
  allowPrivateNetworks: true,
  logLevel: 'silent',
  maxUploadBytes: 64 * 1_048_576,
})

/** Built pages are served where they exist (`pages`); jobs run unless switched off. */
export async function startApp(
  options: {
    readonly jobs?: boolean
    readonly pages?: boolean
    readonly clock?: Clock
    readonly databaseUrl?: string
    readonly demoAccount?: HouseOptions['demoAccount']
    readonly key?: string
    readonly log?: Log
    /** What the roof reads from the environment, where a test needs another than the usual. */
    readonly configuration?: Partial<Configuration>
  } = {},
): Promise<TestApp> {
  const database = options.databaseUrl === undefined ? await testDatabase() : { url: options.databaseUrl, close: () => Promise.resolve() }
  const dataDir = await mkdtemp(join(tmpdir(), 'skarbnik-app-'))
  const port = await freePort()
  const house = await startHouse(
    {
      ...houseConfiguration(dataDir),
      port,
      databaseUrl: database.url,
      publicUrl: `http://127.0.0.1:${port}`,
      key: options.key ?? null,
      ...options.configuration,
    },
    {
      log: options.log ?? silentLog,
      clock: options.clock ?? systemClock,
      web: true,
      jobs: options.jobs ?? true,
      webRoot: options.pages === false ? null : fileURLToPath(new URL('../../dist/web', import.meta.url)),
      ...(options.demoAccount === undefined ? {} : { demoAccount: options.demoAccount }),
    },
  )
  return {
    // The public address may be another's; tests come by the loopback.
    url: `http://127.0.0.1:${port}`,
    house,
    databaseUrl: database.url,
    stop: async () => {
      await house.stop()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
