// A shell of the real parts on a given database, told the time; the same in the test's own process and in a child that may be killed.
import { type OpenShell, openShell } from '#app/shell'
import type { Clock } from '#ports/clock'
import { silentLog } from '#ports/log'
import { type OpenDatabase, openDatabase } from '#store/database'

export const simulationKey = 'a key of at least thirty-two characters'

export type WorldShell = OpenShell & { readonly store: OpenDatabase }

export async function openWorldShell(options: {
  readonly connectionString: string
  readonly clock: Clock
  readonly standIns: ReadonlySet<string>
}): Promise<WorldShell> {
  const store = openDatabase(options.connectionString, { connections: 6 })
  const configuration = {
    host: '127.0.0.1',
    port: 0,
    dataDir: '',
    databaseUrl: options.connectionString,
    publicUrl: 'http://skarbnik.example',
    key: simulationKey,
    smtpUrl: null,
    allowPrivateNetworks: true,
    logLevel: 'silent',
    maxUploadBytes: 1,
  }
  const { shell, close } = await openShell(configuration, store, {
    log: silentLog,
    publicUrl: 'http://skarbnik.example',
    clock: options.clock,
    standIns: options.standIns,
  })
  return {
    shell,
    store,
    close: async () => {
      await close()
      await store.close()
    },
  }
}
