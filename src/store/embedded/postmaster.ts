// The server process: started apart from us, so that it survives a killed parent, found again, and stopped in good order.

import { execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Failure } from '#values/failure'
import { type Cluster, serverEnvironment, standingIn } from './cluster.ts'
import type { Endpoint } from './endpoint.ts'
import { isAlive, workingFolder } from './process-identity.ts'

export type Postmaster = { readonly pid: number; readonly endpoint: Endpoint }

const largestLogBytes = 5_000_000

/** Empty without a file; a server that starts takes a dead one's file away between a look and the reading. */
function pidFileLines(folder: string): readonly string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** The server that runs on the cluster now, whoever started it; null when none does. */
function runningPostmaster({ folder }: Cluster): Postmaster | null {
  const [pidLine, , , port, socketFolder = '', address = ''] = pidFileLines(folder)
  const pid = Number(pidLine)
  if (!(pid > 0) || !isAlive(pid) || !worksIn(pid, folder)) return null
  return { pid, endpoint: { host: socketFolder.trim() || address.trim(), port: Number(port) } }
}

/** A container restarts its process numbers at 1, so the number in an old pid file may belong to a stranger. */
function worksIn(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return true
  return workingFolder(pid) === realpathSync(folder)
}

/** PostgreSQL will not start while the number in its pid file is alive, be it somebody else's by now. */
function forgetStranger({ folder }: Cluster): void {
  const pid = Number(pidFileLines(folder)[0])
  if (pid > 0 && isAlive(pid) && !worksIn(pid, folder)) rmSync(join(folder, 'postmaster.pid'), { force: true })
}

/**
 * Starts the server and waits until it takes connections, recovery after a crash included.
 * Throws Failure `database.start-failed` with the end of its log.
 */
export async function startPostmaster(cluster: Cluster, endpoint: Endpoint, logFile: string, settings: Settings): Promise<Postmaster> {
  forgetStranger(cluster)
  if (existsSync(logFile) && statSync(logFile).size > largestLogBytes) renameSync(logFile, `${logFile}.1`)
  for (let leftMs = patienceMs; ; leftMs -= 100) {
    const outcome = await attempt(cluster, endpoint, logFile, settings)
    if (outcome.kind === 'ready') return { pid: outcome.pid, endpoint }
    const reason = `${outcome.ended}: ${endOf(logFile)}`
    // After kill -9 the dead server's own children hold its memory for a moment longer.
    const isHeldByTheDead = /still in use|lock file .* already exists|another postmaster/.test(reason)
    if (!isHeldByTheDead || leftMs <= 0) throw new Failure('database.start-failed', { folder: cluster.folder, reason })
    await pause(100)
  }
}

export type Settings = Readonly<Record<string, string>>

const patienceMs = 15_000

type Attempt = { readonly kind: 'ready'; readonly pid: number } | { readonly kind: 'ended'; readonly ended: string }

async function attempt(cluster: Cluster, endpoint: Endpoint, logFile: string, settings: Settings): Promise<Attempt> {
  const { cwd, named } = standingIn(cluster.folder, cluster.user)
  const log = openSync(logFile, 'a', 0o600)
  const args = [
    '-D',
    named,
    ...Object.entries({ ...ownSettings(endpoint), ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const child = spawn(cluster.binaries.postgres, args, {
    cwd,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
    ...cluster.user,
  })
  closeSync(log)
  let ended = ''
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `exit ${code ?? signal}`
  })
  child.unref()
  while (ended === '') {
    if (child.pid !== undefined && state(cluster.folder, child.pid) === 'ready') return { kind: 'ready', pid: child.pid }
    await pause(10)
  }
  return { kind: 'ended', ended }
}

const ownSettings = ({ host, port }: Endpoint): Readonly<Record<string, string>> => ({
  listen_addresses: host.startsWith('/') ? '' : host,
  unix_socket_directories: host.startsWith('/') ? host : '',
  unix_socket_permissions: '0700',
  port: String(port),
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'skarbnik',
  // The program's own log tells of statements that fail; this one is for the server itself.
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
})

/** The eighth line of the pid file tells it: starting, ready, standby, stopping; empty when the file is not this server's. */
function state(folder: string, pid: number): string {
  const lines = pidFileLines(folder)
  return Number(lines[0]) === pid ? (lines[7] ?? '').trim() : ''
}

/** Waits until a server that we did not start takes connections or is gone. */
export async function settled(cluster: Cluster): Promise<Postmaster | null> {
  for (;;) {
    const running = runningPostmaster(cluster)
    if (running === null || state(cluster.folder, running.pid) === 'ready') return running
    await pause(20)
  }
}

/** Ends every session, writes everything out and waits for the end; a server that hangs for a minute is cut off, which loses nothing. */
export async function stopPostmaster(cluster: Cluster, { pid, endpoint }: Postmaster): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(cluster.binaries.pgCtl, ['stop', '-D', cluster.folder, '-m', 'fast', '-w'])
    return
  }
  signal(pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(pid); waitedMs += 20) {
    if (waitedMs === 60_000) signal(pid, 'SIGQUIT')
    await pause(20)
  }
  removeIfEmpty(endpoint.host)
}

/** The server takes its socket away itself; the folder made for it goes too. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // A killed server leaves its socket, which the next one reuses.
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const endOf = (logFile: string): string => readFileSync(logFile, 'utf8').slice(-2000).trim().split('\n').slice(-4).join(' | ')
