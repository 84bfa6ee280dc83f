// A shell for tests: a real database, a clock that stands still, no way out but what a test hands in.

import type { Actor } from '#flows/actor'
import type { Format, HttpFor, Shell } from '#flows/shell'
import type { Channel } from '#ports/channel'
import { type Clock, settableClock } from '#ports/clock'
import type { Connector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import type { Http } from '#ports/http'
import { type Log, silentLog } from '#ports/log'
import type { Report } from '#ports/report'
import type { TranslatorFor } from '#ports/translate'
import type { Vault } from '#ports/vault'
import { insertCompany } from '#store/companies'
import { type OpenDatabase, openDatabase } from '#store/database'
import type { Id } from '#values/id'
import type { TestDatabase } from './database.ts'

export type TestShell = Shell & {
  readonly clock: Clock & { readonly set: (to: Date) => void }
  readonly open: OpenDatabase
  close(): Promise<void>
}

export type TestShellOptions = {
  /** Where the clock stands at first; 20 November 2026, 8:00 in Warsaw, unless told. */
  readonly at?: Date
  readonly connectors?: readonly Connector[]
  readonly channels?: readonly Channel[]
  readonly formats?: readonly Format[]
  readonly reports?: readonly Report<never>[]
  readonly http?: Http
  readonly httpFor?: HttpFor
  readonly vault?: Vault
  readonly log?: Log
  readonly translatorFor?: TranslatorFor
  readonly publicUrl?: string
  readonly sendingAllowed?: () => Promise<boolean>
  readonly connections?: number
}

const nowhere: Http = {
  send: (request) => Promise.reject(new ConnectorFailure('unavailable', { url: request.url })),
  addressOf: (host) => Promise.resolve(host),
}

/** Seals by writing the context in front: enough to see that a secret opens only in its own place. */
const plainVault: Vault = {
  seal: (plain, context) => new TextEncoder().encode(`${context}\n${plain}`),
  open: (sealed, context) => {
    const text = new TextDecoder().decode(sealed)
    if (!text.startsWith(`${context}\n`)) throw new Error('sealed for another place')
    return text.slice(context.length + 1)
  },
}

/** Builds a shell on a database of `testDatabase()`; close it before the database. */
export function testShell(database: TestDatabase, options: TestShellOptions = {}): TestShell {
  const open = openDatabase(database.url, { connections: options.connections ?? 6 })
  const byId = <P extends { readonly id: string }>(plugins: readonly P[] = []): ReadonlyMap<string, P> =>
    new Map(plugins.map((plugin) => [plugin.id, plugin]))
  return {
    database: open.database,
    open,
    clock: settableClock(options.at ?? new Date('2026-11-20T07:00:00Z')),
    log: options.log ?? silentLog,
    vault: options.vault ?? plainVault,
    httpFor: options.httpFor ?? (() => options.http ?? nowhere),
    shelves: {
      connectors: byId(options.connectors),
      channels: byId(options.channels),
      formats: options.formats ?? [],
      reports: byId(options.reports),
      languageModels: new Map(),
    },
    translatorFor: options.translatorFor ?? (() => (key) => key),
    publicUrl: options.publicUrl ?? 'http://localhost:3000',
    sendingAllowed: options.sendingAllowed ?? (async () => true),
    close: open.close,
  }
}

export const testActor: Actor = { kind: 'person', id: 'tester', name: 'Tester' }
export const otherActor: Actor = { kind: 'person', id: 'other', name: 'Other' }

/** A company with automatic posting on unless told otherwise. */
export const testCompany = (shell: Shell, settings: object = { automaticPosting: true }, name = 'Jantar Elektro sp. z o.o.'): Promise<Id> =>
  insertCompany(shell.database, { name, nip: '5265877635', settings }, shell.clock.now())
