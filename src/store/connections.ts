// Connections to outside systems: settings, sealed secrets, cursors, memory and how they fare.
import type { Selectable } from 'kysely'
import type { Cursor } from '#ports/connector'
import type { ConnectorFailure } from '#ports/connector-failure'
import type { SettingValues } from '#ports/settings'
import type { Vault } from '#ports/vault'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import type { Executor, Tx } from './database.ts'
import type { ConnectionsTable } from './schema/connections.ts'

export type Shelf = 'connector' | 'channel'
export type ConnectionState = 'connected' | 'delayed' | 'needs-attention' | 'error' | 'off'
export type Stream = 'invoices' | 'customers' | 'orders' | 'payments'

export type Connection = {
  readonly companyId: Id
  readonly connectionId: Id
  readonly shelf: Shelf
  readonly pluginId: string
  readonly name: string
  /** Without secrets. */
  readonly settings: SettingValues
  readonly secrets: Uint8Array | null
  readonly kinds: readonly string[]
  readonly state: ConnectionState
  readonly failure: {
    readonly code: string
    readonly facts: Readonly<Record<string, string | number | boolean>>
    readonly at: string
  } | null
  readonly cursors: Readonly<Partial<Record<Stream, Cursor>>>
  readonly memory: Cursor
  readonly webhookKey: string
  readonly lastAttemptAt: Date | null
  readonly lastSuccessAt: Date | null
  readonly createdAt: Date
}

/** Which connection: ids alone. */
export type ConnectionKey = Pick<Connection, 'companyId' | 'connectionId'>

const fromRow = (row: Selectable<ConnectionsTable>): Connection => ({
  companyId: row.company_id,
  connectionId: row.connection_id,
  shelf: row.shelf as Shelf,
  pluginId: row.plugin_id,
  name: row.name,
  settings: row.settings as SettingValues,
  secrets: row.secrets,
  kinds: row.kinds,
  state: row.state as ConnectionState,
  failure: row.failure as Connection['failure'],
  cursors: row.cursors as Connection['cursors'],
  memory: row.memory as Cursor,
  webhookKey: row.webhook_key,
  lastAttemptAt: row.last_attempt_at,
  lastSuccessAt: row.last_success_at,
  createdAt: row.created_at,
})

/** What binds a sealed secret to its connection. */
export const sealPlace = (connection: ConnectionKey): string => `connection/${connection.companyId}/${connection.connectionId}`

/** Secrets sealed for one connection; null when there are none. */
export const sealSecrets = (vault: Vault, connection: ConnectionKey, secrets: SettingValues): Uint8Array | null =>
  Object.keys(secrets).length === 0 ? null : vault.seal(JSON.stringify(secrets), sealPlace(connection))

/** The secrets of a connection in the clear, for one call; never keep or log them. */
export const openSecrets = (vault: Vault, connection: Connection): SettingValues =>
  connection.secrets === null ? {} : (JSON.parse(vault.open(connection.secrets, sealPlace(connection))) as SettingValues)

export async function insertConnection(
  executor: Executor,
  connection: Omit<Connection, 'state' | 'failure' | 'cursors' | 'memory' | 'lastAttemptAt' | 'lastSuccessAt'>,
): Promise<void> {
  await executor
    .insertInto('connections')
    .values({
      company_id: connection.companyId,
      connection_id: connection.connectionId,
      shelf: connection.shelf,
      plugin_id: connection.pluginId,
      name: connection.name,
      settings: JSON.stringify(connection.settings),
      secrets: connection.secrets,
      kinds: [...connection.kinds],
      webhook_key: connection.webhookKey,
      created_at: connection.createdAt,
    })
    .execute()
}

const present = (executor: Executor) => executor.selectFrom('connections').selectAll().where('removed_at', 'is', null)

export async function findConnection(executor: Executor, companyId: Id, connectionId: Id): Promise<Connection | null> {
  const row = await present(executor).where('company_id', '=', companyId).where('connection_id', '=', connectionId).executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

/** Failure `connection.not-found`. */
export async function getConnection(executor: Executor, companyId: Id, connectionId: Id): Promise<Connection> {
  const found = await findConnection(executor, companyId, connectionId)
  if (found === null) throw new Failure('connection.not-found', { connectionId })
  return found
}

/** The only read without a company: the key in a webhook's address says which connection, and so which company, is meant. */
export async function findConnectionByWebhookKey(executor: Executor, webhookKey: string): Promise<Connection | null> {
  const row = await present(executor).where('webhook_key', '=', webhookKey).executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

export const listConnections = async (executor: Executor, companyId: Id, shelf?: Shelf): Promise<readonly Connection[]> =>
  (
    await present(executor)
      .where('company_id', '=', companyId)
      .$if(shelf !== undefined, (query) => query.where('shelf', '=', shelf ?? ''))
      .orderBy('connection_id')
      .execute()
  ).map(fromRow)

const change = (executor: Executor, connection: ConnectionKey) =>
  executor.updateTable('connections').where('company_id', '=', connection.companyId).where('connection_id', '=', connection.connectionId)

export async function updateConnection(
  executor: Executor,
  connection: ConnectionKey,
  to: {
    readonly name?: string
    readonly settings?: SettingValues
    readonly secrets?: Uint8Array | null
    readonly kinds?: readonly string[]
    readonly state?: ConnectionState
  },
): Promise<void> {
  await change(executor, connection)
    .set({
      ...(to.name === undefined ? {} : { name: to.name }),
      ...(to.settings === undefined ? {} : { settings: JSON.stringify(to.settings) }),
      ...(to.secrets === undefined ? {} : { secrets: to.secrets }),
      ...(to.kinds === undefined ? {} : { kinds: [...to.kinds] }),
      ...(to.state === undefined ? {} : { state: to.state, failure: null }),
    })
    .execute()
}

/** Takes a connection out of use and forgets its secrets; what it brought stays. */
export async function removeConnection(executor: Executor, connection: ConnectionKey, at: Date): Promise<void> {
  await change(executor, connection).set({ removed_at: at, secrets: null, state: 'off' }).execute()
}

/** Keeps where a stream was read up to; in the transaction of the records that came before it. */
export async function saveCursor(tx: Tx, connection: ConnectionKey, stream: Stream, cursor: Cursor): Promise<void> {
  const row = await tx
    .selectFrom('connections')
    .select('cursors')
    .where('company_id', '=', connection.companyId)
    .where('connection_id', '=', connection.connectionId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('connection.not-found', { connectionId: connection.connectionId })
  await change(tx, connection)
    .set({ cursors: JSON.stringify({ ...row.cursors, [stream]: cursor }) })
    .execute()
}

export async function saveMemory(executor: Executor, connection: ConnectionKey, memory: Cursor): Promise<void> {
  await change(executor, connection)
    .set({ memory: JSON.stringify(memory) })
    .execute()
}

/** A call went well: the connection is connected again (one that a person switched off stays off). */
export async function noteSuccess(
  executor: Executor,
  connection: ConnectionKey,
  at: Date,
  options: { readonly pulled: boolean },
): Promise<void> {
  await change(executor, connection)
    .set({
      last_attempt_at: at,
      failure: null,
      ...(options.pulled ? { last_success_at: at } : {}),
      state: 'connected',
    })
    .where('state', '<>', 'off')
    .execute()
}

/** A call failed: `delayed` while it may pass by itself, else `needs-attention` (a person must sign in or mend settings) or `error`. */
export async function noteFailure(
  executor: Executor,
  connection: ConnectionKey,
  failure: Pick<ConnectorFailure, 'code' | 'facts' | 'kind' | 'passing'>,
  at: Date,
): Promise<void> {
  const state: ConnectionState = failure.passing ? 'delayed' : failure.kind === 'invalid-response' ? 'error' : 'needs-attention'
  await change(executor, connection)
    .set({
      last_attempt_at: at,
      failure: JSON.stringify({ code: failure.code, facts: failure.facts, at: at.toISOString() }),
      state,
    })
    .where('state', '<>', 'off')
    .execute()
}
