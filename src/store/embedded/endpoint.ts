// Where the server listens: a Unix socket that only this user reaches, or on Windows a port of this machine alone.

import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mayEnter, type ServerUser } from './server-user.ts'

/** `host` is a folder for a Unix socket. */
export type Endpoint = { readonly host: string; readonly port: number }

/** Names the socket's file; no other port is ever opened for it. */
const socketPort = 5432

/** The kernel's address of a socket holds 107 bytes on Linux and 103 on macOS. */
const longestSocketPath = 103

export async function newEndpoint(home: string, user: ServerUser | null): Promise<Endpoint> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() }
  const beside = join(home, 'socket')
  const isShort = Buffer.byteLength(join(beside, `.s.PGSQL.${socketPort}`)) <= longestSocketPath
  const host = isShort && mayEnter(user, home) ? own(beside, user) : own(temporaryFolder(home), user)
  return { host, port: socketPort }
}

export function connectionString(endpoint: Endpoint, role: string, password: string, database: string): string {
  const credentials = `${role}:${encodeURIComponent(password)}`
  if (!endpoint.host.startsWith('/')) return `postgresql://${credentials}@${endpoint.host}:${endpoint.port}/${database}`
  return `postgresql://${credentials}@/${database}?host=${encodeURIComponent(endpoint.host)}&port=${endpoint.port}`
}

function own(folder: string, user: ServerUser | null): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (user !== null) chownSync(folder, user.uid, user.gid)
  return folder
}

/** The same short name for the same data folder each time, unless somebody else took it: the temporary folder is open to all. */
function temporaryFolder(home: string): string {
  const folder = join(tmpdir(), `skarbnik-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  const found = lstatSync(folder, { throwIfNoEntry: false })
  const isFree = found === undefined || (found.isDirectory() && (process.getuid?.() === 0 || found.uid === process.getuid?.()))
  return isFree ? folder : mkdtempSync(join(tmpdir(), 'skarbnik-'))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
