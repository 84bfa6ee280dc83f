// A migrated database of its own for each test file, copied from a template on one server.

import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { startEmbeddedPostgres } from '#store/embedded/start-embedded-postgres'
import { migrate } from '#store/migrate'
import { serverSettings } from './database-server.ts'

export type TestDatabase = { readonly url: string; close(): Promise<void> }

const insufficientPrivilege = '42501'

/**
 * Creates a database with every migration applied and nothing in it; `close` drops it, open sessions included.
 * On the server of DATABASE_URL when that is set (its role must be allowed to create databases), else on the embedded one.
 */
export const testDatabase = async (): Promise<TestDatabase> => copyOf(await migratedTemplate(await testServer()))

/**
 * A copy of a database that `fill` made from a migrated one, the first time that this run asked for the name.
 * On a server that outlives the run it is filled for each copy: nobody could say whether what was kept is still what the program makes.
 */
export async function filledDatabase(name: string, fill: (url: string) => Promise<void>): Promise<TestDatabase> {
  const server = await testServer()
  const migrated = await migratedTemplate(server)
  if (isAnothers()) {
    const own = await copyOf(migrated)
    await fill(own.url)
    return own
  }
  return copyOf(await templateOf(server, `template_${name}`, { from: migrated, fill }))
}

async function copyOf(template: string): Promise<TestDatabase> {
  const server = await testServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`))
  return {
    url: databaseOn(server, name),
    close: () => onServer(server, (client) => dropDatabase(client, name)),
  }
}

/** A cleaner of the server may be at work in it, which only a superuser could end: it is waited for. */
async function dropDatabase(client: pg.Client, name: string, attempts = 50): Promise<void> {
  try {
    await client.query(`drop database if exists ${name} with (force)`)
  } catch (error) {
    if (attempts <= 1 || !(error instanceof pg.DatabaseError) || error.code !== insufficientPrivilege) throw error
    await setTimeout(200)
    await dropDatabase(client, name, attempts - 1)
  }
}

const isAnothers = (): boolean => (process.env['DATABASE_URL'] ?? '') !== ''

let started: Promise<string> | null = null

/** The connection string of the server that tests create their databases on. */
export function testServer(): Promise<string> {
  if (isAnothers()) return Promise.resolve(process.env['DATABASE_URL'] ?? '')
  started ??= startEmbeddedPostgres({ dataDir: inject('databaseFolder'), settings: serverSettings }).then(
    (server) => server.connectionString,
  )
  return started
}

/** The same server, another database. */
export function databaseOn(server: string, name: string): string {
  return server.replace(/\/[^/?]*(?=\?|$)/, `/${name}`)
}

const migratedTemplate = (server: string): Promise<string> =>
  templateOf(server, `template_${migrationsHash()}`, { from: 'template1', fill: migrate })

type Making = { readonly from: string; readonly fill: (url: string) => Promise<unknown> }

/** Makes the database once; who comes meanwhile waits for it. */
async function templateOf(server: string, template: string, { from, fill }: Making): Promise<string> {
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (rowCount === 1) return
    const draft = `${template}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft} template ${from}`)
    await fill(databaseOn(server, draft))
    await client.query(`alter database ${draft} rename to ${template}`)
  })
  return template
}

const migrationsFolder = join(import.meta.dirname, '..', '..', 'src', 'store', 'migrations')

/** A server that outlives the run keeps its template for as long as the migrations stay the same. */
function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrationsFolder).sort()) hash.update(name).update(readFileSync(join(migrationsFolder, name)))
  return hash.digest('hex').slice(0, 16)
}

/** Works on one connection that is closed afterwards, which also frees its locks. */
async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(databaseOn(server, 'postgres'))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
