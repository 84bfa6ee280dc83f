// What every flow is handed by the roof: the database, the clock, the way out, and the plugins found on the shelves.
import type { Channel } from '#ports/channel'
import type { Clock } from '#ports/clock'
import type { Connector } from '#ports/connector'
import type { Http } from '#ports/http'
import type { InvoiceFormat } from '#ports/invoice-format'
import type { LanguageModelProvider } from '#ports/language-model'
import type { Log } from '#ports/log'
import type { Report } from '#ports/report'
import type { SettingValues } from '#ports/settings'
import type { StatementFormat } from '#ports/statement-format'
import type { TranslatorFor } from '#ports/translate'
import type { Vault } from '#ports/vault'
import type { Database } from '#store/database'
import type { Id } from '#values/id'

export type Format = StatementFormat | InvoiceFormat

export type Shelves = {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly channels: ReadonlyMap<string, Channel>
  readonly formats: readonly Format[]
  readonly reports: ReadonlyMap<string, Report<never>>
  readonly languageModels: ReadonlyMap<string, LanguageModelProvider>
}

/** How a call to the outside is made for one connection: its own rate limit, its own secrets to redact, its own log of calls. */
export type HttpFor = (connection: {
  readonly companyId: Id
  readonly connectionId: Id
  readonly rateLimit: Connector['rateLimit'] | null
  readonly secrets: readonly string[]
}) => Http

export type Shell = {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  readonly httpFor: HttpFor
  readonly shelves: Shelves
  readonly translatorFor: TranslatorFor
  /** Address of this installation as people reach it, without a slash at the end. */
  readonly publicUrl: string
  /** False on a restored copy until a person turns sending on again: nothing leaves the house. */
  readonly sendingAllowed: () => Promise<boolean>
  /** The installation's own mail server, for mail that no company sends; absent when none is set. */
  readonly systemMail?: { readonly channel: Channel; readonly settings: SettingValues; readonly http: Http }
}
