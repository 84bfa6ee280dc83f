// The files of the database: made once, whole or not at all.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '#values/failure'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { mayEnter, type ServerUser } from './server-user.ts'

export type Cluster = { readonly folder: string; readonly user: ServerUser | null; readonly binaries: PostgresBinaries }

/** The role the program signs in with; it owns its database and may create others (for tests), but is no superuser. */
export const role = 'skarbnik'
export const database = 'skarbnik'

/** Nobody but the role reaches the server over a socket, and the superuser has no password and so never signs in. */
const accessRules = ['local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256', ''].join('\n')

/**
 * Where a program of the server is started and which folder it is told. Root may keep the data in a folder that the
 * server's user cannot walk to; a process that begins inside it needs no walk, and Linux names that place itself.
 */
export function standingIn(folder: string, user: ServerUser | null): { readonly cwd: string; readonly named: string } {
  const named = process.platform === 'linux' && !mayEnter(user, dirname(folder)) ? '/proc/self/cwd' : folder
  return { cwd: folder, named }
}

/** The password of the role, made at the first start and kept where only this user reads it. */
export function passwordIn(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** Makes the cluster unless it stands; call under the folder's lock. Throws Failure `database.version-differs`, `database.start-failed`. */
export async function ensureCluster({ folder, user, binaries }: Cluster, password: string): Promise<void> {
  const versionFile = join(folder, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const found = Number.parseInt(readFileSync(versionFile, 'utf8'), 10)
    if (found !== binaries.major) throw new Failure('database.version-differs', { found, expected: binaries.major, folder })
    return
  }
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (user !== null) chownSync(draft, user.uid, user.gid)
  await runIn(draft, user, binaries.initdb, [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--data-checksums',
    ...localeOf(binaries),
  ])
  writeFileSync(join(draft, 'pg_hba.conf'), accessRules)
  const statements = [
    `create role ${role} login createdb password '${password}'`,
    `create database ${database} owner ${role}`,
    'revoke all on database postgres from public',
    `grant connect on database postgres to ${role}`,
  ]
  await runIn(draft, user, binaries.postgres, ['--single', ...singleUserSettings, 'postgres'], `${statements.join(';\n')};\n`)
  renameSync(draft, folder)
  syncFolder(dirname(folder))
}

const singleUserSettings = ['-c', 'password_encryption=scram-sha-256', '-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic']

/** Byte order with Unicode's own upper and lower case, the same on every machine; older servers take the system's. */
const localeOf = ({ major }: PostgresBinaries): readonly string[] =>
  major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']

function runIn(folder: string, user: ServerUser | null, program: string, args: readonly string[], input = ''): Promise<void> {
  const { cwd, named } = standingIn(folder, user)
  const [first = '', ...rest] = args
  return new Promise((resolve, reject) => {
    const child = execFile(program, [first, '-D', named, ...rest], { cwd, env: serverEnvironment(), ...user }, (error, _stdout, stderr) => {
      if (error === null) resolve()
      else reject(new Failure('database.start-failed', { folder, reason: stderr.trim().slice(-600) || error.message }, { cause: error }))
    })
    child.stdin?.end(input)
  })
}

/** Nothing of ours: settings of the program may hold secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'LD_LIBRARY_PATH']
  const passed = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(passed), LC_ALL: 'C', TZ: 'UTC' }
}

/** A rename lasts through a power cut only when its folder is written out too. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
