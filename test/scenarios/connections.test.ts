// Connections: secrets that stay secret, webhooks that are believed once and never for their words.
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { openVault, vaultKey } from '#app/vault'
import type { Actor } from '#flows/actor'
import { changeConnection } from '#flows/change-connection'
import { connectSystem } from '#flows/connect-system'
import { connectorContext, connectorOf } from '#flows/connector-context'
import { receiveWebhook } from '#flows/receive-webhook'
import { removeConnection } from '#flows/remove-connection'
import { rotateSecrets } from '#flows/rotate-secrets'
import { testConnection, tryConnection } from '#flows/test-connection'
import { getConnection, openSecrets } from '#store/connections'
import { thursdayNoon } from '#test/support/outbox-world'
import { outboxWorldOfFile } from '#test/support/outbox-world-of-file'
import type { Id } from '#values/id'

const world = await outboxWorldOfFile()
beforeEach(() => world.clock.set(thursdayNoon))

const person: Actor = { kind: 'person', id: 'usr_1', name: 'Anna' }
const canary = 'kanarek-4f1d-tajny-token'
const connect = async (companyId: Id) => {
  const connectionId = await connectSystem(world.shell, {
    companyId,
    actor: person,
    shelf: 'connector',
    pluginId: 'books',
    name: 'Księgi',
    settings: { token: canary, account: 'jantar' },
    kinds: ['invoices', 'statuses'],
  })
  return getConnection(world.database, companyId, connectionId)
}

/** Every text of every table of the house, as a dump would show it. */
async function everything(): Promise<string> {
  const tables = await world.database.introspection.getTables()
  const texts = await Promise.all(
    tables
      .filter((table) => !table.name.startsWith('kysely'))
      .map(async (table) => {
        const { rows } = await sql<object>`select * from ${sql.id(table.schema ?? 'public', table.name)}`.execute(world.database)
        return JSON.stringify(rows, (_key, value: unknown) =>
          typeof value === 'bigint'
            ? String(value)
            : value instanceof Uint8Array ||
                (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value)
              ? Buffer.from(value instanceof Uint8Array ? value : (value.data as number[])).toString('latin1')
              : value,
        )
      }),
  )
  return texts.join('\n')
}

describe('T133 secrets of a connection', () => {
  test('stand nowhere in the database in the clear, also not in the audit log, and open for a call', async () => {
    const { companyId } = await world.company()
    const connection = await connect(companyId)
    const dump = await everything()
    expect(dump).toContain('jantar')
    expect(dump).not.toContain(canary)
    const context = connectorContext(world.shell, connectorOf(world.shell, connection), connection, 'Europe/Warsaw')
    expect(context.settings).toEqual({ account: 'jantar', token: canary })
  })

  test('opened for another connection they stay closed', async () => {
    const { companyId } = await world.company()
    const [one, two] = [await connect(companyId), await connect(companyId)]
    expect(() => openSecrets(world.shell.vault, { ...two, secrets: one.secrets })).toThrow(
      expect.objectContaining({ code: 'vault.cannot-open' }),
    )
  })

  test('a secret left out or sent empty stays, a new one replaces it', async () => {
    const { companyId } = await world.company()
    const { connectionId } = await connect(companyId)
    const change = (settings: Record<string, string>) => changeConnection(world.shell, { companyId, actor: person, connectionId, settings })
    expect(openSecrets(world.shell.vault, await change({ account: 'nowe' }))).toEqual({ token: canary })
    const changed = await change({ token: '' })
    expect([changed.settings, openSecrets(world.shell.vault, changed)]).toEqual([{ account: 'nowe' }, { token: canary }])
    expect(openSecrets(world.shell.vault, await change({ token: 'inny-token' }))).toEqual({ token: 'inny-token' })
  })

  test('after the key was changed and the secrets sealed again, the old key is not needed any more', async () => {
    const { companyId } = await world.company()
    const { connectionId } = await connect(companyId)
    const [oldKey, newKey] = [vaultKey('a key for tests that is long enough, truly'), vaultKey('another key for tests that is long enough')]
    const both = openVault([newKey, oldKey])
    expect(await rotateSecrets({ database: world.database, vault: both })).toBeGreaterThan(0)
    const connection = await getConnection(world.database, companyId, connectionId)
    expect(openSecrets(openVault([newKey]), connection)).toEqual({ token: canary })
    expect(() => openSecrets(world.shell.vault, connection)).toThrow(expect.objectContaining({ code: 'vault.cannot-open' }))
    await rotateSecrets({ database: world.database, vault: openVault([oldKey, newKey]) })
  })

  test('are gone when the connection is removed', async () => {
    const { companyId } = await world.company()
    const { connectionId } = await connect(companyId)
    await removeConnection(world.shell, { companyId, actor: person, connectionId })
    const row = await world.database
      .selectFrom('connections')
      .select(['secrets', 'settings'])
      .where('connection_id', '=', connectionId)
      .executeTakeFirstOrThrow()
    expect(row.secrets).toBeNull()
    await expect(getConnection(world.database, companyId, connectionId)).rejects.toThrow(
      expect.objectContaining({ code: 'connection.not-found' }),
    )
  })
})

describe('settings', () => {
  test('that are wrong are refused by the name of the field and nothing is saved', async () => {
    const { companyId } = await world.company()
    const wrong = (settings: Record<string, string>) =>
      tryConnection(world.shell, { companyId, shelf: 'connector', pluginId: 'books', settings })
    await expect(wrong({ account: 'jantar' })).rejects.toThrow(
      expect.objectContaining({ code: 'connection.settings-wrong', facts: expect.objectContaining({ field: 'token' }) }),
    )
    await expect(wrong({ account: 'jantar', token: 'x', admin: 'yes' })).rejects.toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ field: 'admin' }) }),
    )
  })

  test('are tested with the other side before and after they are saved', async () => {
    const { companyId } = await world.company()
    const settings = { account: 'jantar', token: canary }
    expect(await tryConnection(world.shell, { companyId, shelf: 'connector', pluginId: 'books', settings })).toMatchObject({
      account: 'jantar',
    })
    const { connectionId } = await connect(companyId)
    expect(await testConnection(world.shell, { companyId, connectionId })).toMatchObject({ account: 'jantar' })
  })
})

describe('webhooks', () => {
  const request = { headers: {}, query: {}, body: new Uint8Array() }
  const queued = (connectionId: Id) =>
    world.database.selectFrom('job_runs').selectAll().where('connection_id', '=', connectionId).where('trigger', '=', 'webhook').execute()
  const listening = async () => {
    const { companyId } = await world.company()
    const connection = await connect(companyId)
    await world.database.updateTable('job_runs').set({ state: 'done' }).where('connection_id', '=', connection.connectionId).execute()
    return connection
  }
  const event = (eventId: string) => () => ({ ok: true as const, eventId, occurredAt: null, pull: ['payments' as const] })

  test.each(['bad-signature', 'too-old', 'malformed'] as const)('T80 that are %s are refused and leave nothing behind', async (reason) => {
    const connection = await listening()
    world.behaviour.webhook = () => ({ ok: false, reason })
    await expect(receiveWebhook(world.shell, { webhookKey: connection.webhookKey, request })).rejects.toThrow(
      expect.objectContaining({ code: `webhook.${reason}` }),
    )
    expect(await queued(connection.connectionId)).toEqual([])
    expect(
      await world.database.selectFrom('webhook_events').select('event_id').where('connection_id', '=', connection.connectionId).execute(),
    ).toEqual([])
  })

  test('at an address that nobody has, or of a connection that is off, are unknown', async () => {
    const connection = await listening()
    await expect(receiveWebhook(world.shell, { webhookKey: 'guessed', request })).rejects.toThrow(
      expect.objectContaining({ code: 'webhook.unknown-address' }),
    )
    await changeConnection(world.shell, {
      companyId: connection.companyId,
      actor: person,
      connectionId: connection.connectionId,
      on: false,
    })
    await expect(receiveWebhook(world.shell, { webhookKey: connection.webhookKey, request })).rejects.toThrow(
      expect.objectContaining({ code: 'webhook.unknown-address' }),
    )
  })

  test('T81 that come a hundred times at once pull once', async () => {
    const connection = await listening()
    world.behaviour.webhook = event('evt_1')
    const taken = await Promise.all(
      Array.from({ length: 100 }, () => receiveWebhook(world.shell, { webhookKey: connection.webhookKey, request })),
    )
    expect(taken.filter((one) => !one.repeated)).toHaveLength(1)
    expect(await queued(connection.connectionId)).toHaveLength(1)
  })

  test('T82 in any order only ask to read the source again: two events that wait share one pull', async () => {
    const connection = await listening()
    for (const id of ['evt_paid', 'evt_created']) {
      world.behaviour.webhook = event(id)
      await receiveWebhook(world.shell, { webhookKey: connection.webhookKey, request })
    }
    expect(await queued(connection.connectionId)).toHaveLength(1)
  })

  test('T83 replayed after thirty days are known still', async () => {
    const connection = await listening()
    world.behaviour.webhook = event('evt_old')
    await receiveWebhook(world.shell, { webhookKey: connection.webhookKey, request })
    await world.database.updateTable('job_runs').set({ state: 'done' }).where('connection_id', '=', connection.connectionId).execute()
    world.clock.set(new Date(thursdayNoon.getTime() + 30 * 86_400_000))
    expect(await receiveWebhook(world.shell, { webhookKey: connection.webhookKey, request })).toMatchObject({ repeated: true, runId: null })
    expect(await queued(connection.connectionId)).toHaveLength(1)
  })
})
