// Makes everything ready that a command needs, once, however many are started at a time.

import { join } from 'node:path'
import { dependenciesAreReady, installDependencies } from './dependencies.js'
import { withLock } from './lock.js'
import { cache } from './paths.js'
import { fetchNode, readyNode } from './runtime.js'
import { buildWebPages, webPagesAreReady } from './web-pages.js'

/** @type {readonly NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Looks without the lock first, so that a second start costs some milliseconds and never waits.
 * @param {{ web: boolean }} needs
 * @returns {Promise<string>} path of the Node to run with
 */
export async function setUp(needs) {
  const node = readyNode()
  if (node !== null && dependenciesAreReady(node.abi) && (!needs.web || webPagesAreReady())) return node.path
  // Leaving through process.exit lets run.js stop the installer that it started.
  const leave = (/** @type {NodeJS.Signals} */ signal) => process.exit(signal === 'SIGINT' ? 130 : 143)
  for (const signal of stopSignals) process.once(signal, leave)
  try {
    return await withLock(join(cache, 'setup.lock'), (hold) => prepare(needs, hold))
  } finally {
    for (const signal of stopSignals) process.removeListener(signal, leave)
  }
}

/** @param {{ web: boolean }} needs @param {(pid: number) => void} hold */
async function prepare(needs, hold) {
  const node = readyNode() ?? (await fetchNode(hold))
  if (!dependenciesAreReady(node.abi)) await installDependencies(node.abi, hold)
  if (needs.web && !webPagesAreReady()) await buildWebPages(node.path, hold)
  return node.path
}
