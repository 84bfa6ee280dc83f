// One process at a time starts or stops the server of a folder; the lock ends with its holder, however that ends.

import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { identityOf, isRunning } from './process-identity.ts'

let drafts = 0

/** Waits for as long as the holder lives, then runs the work alone. */
export async function withFolderLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!tryToTake(file)) await pause(30)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function tryToTake(file: string): boolean {
  if (create(file)) return true
  const holder = read(file)
  if (holder === '' || isRunning(holder)) return false
  // Only one waiter may clear a dead holder's lock away, else a slow one would clear the lock of its successor.
  const clearing = `${file}.clearing`
  if (!create(clearing)) {
    if (!isRunning(read(clearing))) rmSync(clearing, { force: true })
    return false
  }
  if (read(file) === holder) rmSync(file, { force: true })
  rmSync(clearing, { force: true })
  return create(file)
}

/** Links a finished draft into place, so that nobody reads a lock without its holder. */
function create(file: string): boolean {
  const draft = `${file}.${process.pid}.${++drafts}`
  writeFileSync(draft, identityOf(process.pid))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
