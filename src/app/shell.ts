// Puts together what every flow is handed: shelves, vault, the way out, words.
import { readWords } from '#contract/read-words'
import { translatorsOf } from '#contract/translator'
import type { HttpFor, Shell } from '#flows/shell'
import { type Clock, systemClock } from '#ports/clock'
import type { Log } from '#ports/log'
import { appendCalls } from '#store/connection-calls'
import type { OpenDatabase } from '#store/database'
import { isSendingAllowed } from '#store/installation'
import type { Configuration } from './configuration.ts'
import { discoverShelves } from './discover.ts'
import { createHttp, type HttpCall } from './http/http.ts'
import { systemMailOf } from './system-mail.ts'
import { openVault, readVaultKeys } from './vault.ts'

const defaultRateLimit = { requests: 5, perMs: 1000, burst: 10 }

/** One way out for each connection, kept as long as its secrets are the same: rate limit and circuit breaker live inside. */
function httpForConnections(store: OpenDatabase, options: { readonly clock: Clock; readonly log: Log; readonly allowPrivateNetworks: boolean }): HttpFor {
  const ways = new Map<string, { readonly secrets: string; readonly http: ReturnType<typeof createHttp> }>()
  return ({ companyId, connectionId, rateLimit, secrets }) => {
    const known = ways.get(connectionId)
    const fingerprint = secrets.join('\u0000')
    if (known?.secrets === fingerprint) return known.http
    const log = (call: HttpCall): void => {
      appendCalls(store.database, companyId, connectionId, call).catch((error: unknown) =>
        options.log.warn({ connectionId, error: error instanceof Error ? error.message : String(error) }, 'call not logged'))
    }
    const http = createHttp({ rateLimit: rateLimit ?? defaultRateLimit, clock: options.clock, log, allowPrivateNetworks: options.allowPrivateNetworks, secrets })
    ways.set(connectionId, { secrets: fingerprint, http })
    return http
  }
}

/** `publicUrl` is known once the server listens. */
export async function openShell(configuration: Configuration, store: OpenDatabase, options: { readonly log: Log; readonly publicUrl: string; readonly clock?: Clock }): Promise<Shell> {
  const clock = options.clock ?? systemClock
  const found = await discoverShelves()
  const keys = await readVaultKeys({ dataFolder: configuration.dataDir, environmentKey: configuration.key ?? undefined })
  const systemMail = systemMailOf(configuration, found.channels, { clock, log: options.log })
  return {
    database: store.database, clock, log: options.log, vault: openVault(keys),
    httpFor: httpForConnections(store, { clock, log: options.log, allowPrivateNetworks: configuration.allowPrivateNetworks }),
    shelves: { connectors: found.connectors, channels: found.channels, formats: [...found.statementFormats.values(), ...found.invoiceFormats.values()], reports: found.reports, languageModels: found.languageModels },
    translatorFor: translatorsOf(readWords(), (language, key) => options.log.warn({ language, word: key }, 'word missing')),
    publicUrl: options.publicUrl, sendingAllowed: () => isSendingAllowed(store.database),
    ...(systemMail === null ? {} : { systemMail }),
  }
}
