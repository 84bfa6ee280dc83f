// Puts together what every flow is handed: shelves, vault, the way out, words.
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { HttpFor, Shell } from '#flows/shell'
import { type Clock, systemClock } from '#ports/clock'
import type { Log } from '#ports/log'
import type { OpenDatabase } from '#store/database'
import { isSendingAllowed } from '#store/installation'
import type { Configuration } from './configuration.ts'
import { discoverShelves } from './discover.ts'
import { callLog } from './http/call-log.ts'
import { createHttpFor } from './http/http-for.ts'
import { systemMailOf } from './system-mail.ts'
import { openVault, readVaultKeys } from './vault.ts'

export type ShellOptions = {
  readonly log: Log
  readonly publicUrl: string
  readonly clock?: Clock
  /** Connections to stand-in vendors inside this process: on the loopback, and in no need of a vendor's patience. */
  readonly standIns?: ReadonlySet<string>
}

export type OpenShell = { readonly shell: Shell; close(): Promise<void> }

const quick = { requests: 150, perMs: 1000, burst: 150 }

/** `close` writes down what the log of calls still holds; call it before the database closes. */
export async function openShell(configuration: Configuration, store: OpenDatabase, options: ShellOptions): Promise<OpenShell> {
  const clock = options.clock ?? systemClock
  const { log } = options
  const calls = callLog(store.database, log)
  const outside = createHttpFor({ clock, allowPrivateNetworks: configuration.allowPrivateNetworks, noteCall: calls.note })
  const inside = createHttpFor({ clock, allowPrivateNetworks: true, noteCall: calls.note, rateLimit: quick })
  const httpFor: HttpFor = (connection) => (options.standIns?.has(connection.connectionId) === true ? inside : outside)(connection)
  const shelves = await discoverShelves()
  const keys = await readVaultKeys({ dataFolder: configuration.dataDir, environmentKey: configuration.key ?? undefined })
  const systemMail = systemMailOf(configuration, shelves.channels, { clock, log })
  const shell: Shell = {
    database: store.database,
    clock,
    log,
    vault: openVault(keys),
    httpFor,
    shelves,
    translatorFor: translatorsOf(readWords(), (language, key) => log.warn({ language, word: key }, 'word missing')),
    publicUrl: options.publicUrl,
    sendingAllowed: () => isSendingAllowed(store.database),
    ...(systemMail === null ? {} : { systemMail }),
  }
  return { shell, close: calls.flush }
}
