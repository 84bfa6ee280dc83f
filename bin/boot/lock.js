// One setup at a time: a lock that ends with the processes that hold it, however they end.

import { appendFileSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { identityOf, isRunning } from './process-identity.js'
import { codeOf, notWritable, say } from './say.js'

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Runs the work while no other process runs work under the same lock file; waits for as long as the other lives.
 * `hold(pid)` adds a child to the holders, so that the lock outlasts a killed parent whose installer still runs.
 * @template T
 * @param {string} file
 * @param {(hold: (pid: number) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    for (let told = false; !tryToTake(file); told = true) {
      if (!told) say('czekam, aż inny Skarbnik skończy przygotowania', 'waiting for another Skarbnik to finish its setup')
      await pause(200)
    }
  } catch (error) {
    throw notWritable(dirname(file), error)
  }
  try {
    return await work((pid) => appendFileSync(file, `\n${identityOf(pid)}`))
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function tryToTake(file) {
  if (create(file)) return true
  const holders = read(file)
  if (holders === '' || holders.split('\n').some(isRunning)) return false
  // The holders are dead. Only one waiter may clear the lock away, else a slow one would clear the lock of its successor.
  const clearing = `${file}.clearing`
  if (!create(clearing)) {
    if (isOlderThan(clearing, 10_000)) rmSync(clearing, { force: true })
    return false
  }
  if (read(file) === holders) rmSync(file, { force: true })
  rmSync(clearing, { force: true })
  return create(file)
}

/** Creates the lock together with its content, so that nobody reads it half written. @param {string} file */
function create(file) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, identityOf(process.pid))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** @param {string} file @param {number} ageMs */
function isOlderThan(file, ageMs) {
  try {
    return Date.now() - statSync(file).mtimeMs > ageMs
  } catch {
    return false
  }
}
