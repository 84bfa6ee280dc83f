// Runs the checks one group after the other, all of them even when one fails, and closes with the sum.

import { delimiter, dirname, join } from 'node:path'
import { cache } from '../boot/paths.js'
import { BootError } from '../boot/say.js'
import { setUp } from '../boot/set-up.js'
import { generatedIsCurrent } from './generated.js'
import { startServer } from './server.js'
import { staticChecks } from './static-checks.js'
import { closingLine, sum } from './tally.js'
import { runGroup } from './vitest.js'

const quick = ['unit', 'architecture', 'conformance', 'memory']

/**
 * @param {'all' | 'quick'} extent
 * @param {readonly string[]} filter words that file names must contain, and options for vitest; none: everything
 * @returns {Promise<number>} exit code
 */
export async function runChecks(extent, filter) {
  const node = await setUp({ web: false })
  const { DATABASE_URL: ownServer, NODE_ENV: _, ...rest } = process.env
  // Many tests start the program anew, some a hundred times.
  const compiled = { NODE_COMPILE_CACHE: join(cache, 'compiled') }
  const env = { ...compiled, ...rest, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  const tallies = []
  if (filter.length === 0) {
    tallies.push(await staticChecks(node, env))
    if (extent === 'quick') tallies.push(await generatedIsCurrent(node, env))
  }
  if (extent === 'all') tallies.push(await webPagesBuild())
  for (const group of groups(extent, filter)) {
    const { code, tally } = group.onServer ? await onServer(node, group, env, ownServer) : await runGroup(node, group, env)
    tallies.push(tally)
    if (code >= 128) break
  }
  const total = sum(tallies)
  process.stdout.write(`\n${closingLine(total)}`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

/** Pages that do not build are one failed check; the tests that need no pages still run. */
async function webPagesBuild() {
  try {
    await setUp({ web: true })
    process.stdout.write('✓ web pages build\n')
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    process.stdout.write(`✗ web pages build\n${error instanceof BootError ? error.sentence : String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** @param {'all' | 'quick'} extent @param {readonly string[]} filter */
function groups(extent, filter) {
  if (extent === 'quick') return [{ name: 'quick', projects: quick, filter, onServer: false }]
  return [
    { name: 'embedded-database', projects: [...quick, 'scenarios', 'simulation'], filter, onServer: false },
    { name: 'postgresql-server', projects: ['scenarios'], filter, onServer: true },
    { name: 'browser', projects: ['browser'], filter, onServer: false },
  ]
}

/**
 * @param {string} node
 * @param {import('./vitest.js').Group} group
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} ownServer the DATABASE_URL that the person set, whose role may create databases
 */
async function onServer(node, group, env, ownServer) {
  if (ownServer !== undefined && ownServer !== '') return runGroup(node, group, { ...env, DATABASE_URL: ownServer })
  const server = await startServer(node, env).catch((error) => {
    process.stdout.write(`\n✗ ${group.name}: ${error.message}\n`)
    return null
  })
  if (server === null) return { code: 1, tally: { passed: 0, failed: 1, skipped: 0 } }
  try {
    return await runGroup(node, group, { ...env, DATABASE_URL: server.url })
  } finally {
    await server.stop()
  }
}
