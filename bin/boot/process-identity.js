// Tells one process from a later one that was given the same number.

import { readFileSync } from 'node:fs'

/**
 * What Linux tells of a process after its name: state, parent, …; empty elsewhere and when the process is gone.
 * @param {number} pid
 * @returns {string[]}
 */
function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in brackets may hold spaces and brackets itself, so the fields are counted after the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Clock ticks since boot, or an empty string where the system does not tell. @param {number} pid */
const startedAt = (pid) => statFields(pid)[19] ?? ''

/** @param {number} pid @returns {number | null} null where the system does not tell */
export function parentOf(pid) {
  const parent = statFields(pid)[1]
  return parent === undefined ? null : Number(parent)
}

/** @param {number} pid */
export function isNpm(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm')
  } catch {
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The line that names a living process in a lock. @param {number} pid */
export const identityOf = (pid) => `${pid} ${startedAt(pid)}`

/** Whether the process named by the line is still running. @param {string} identity */
export function isRunning(identity) {
  const pid = Number.parseInt(identity, 10)
  return pid > 0 && isAlive(pid) && identityOf(pid) === identity
}
