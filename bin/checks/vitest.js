// Runs one group of test suites and counts them.

import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { handOver } from '../boot/hand-over.js'
import { cache, inRoot } from '../boot/paths.js'
import { tallyOf } from './tally.js'

/** @typedef {{ name: string, projects: readonly string[], filter: readonly string[] }} Group */

/**
 * @param {string} node
 * @param {Group} group
 * @param {NodeJS.ProcessEnv} env
 */
export async function runGroup(node, { name, projects, filter }, env) {
  const report = join(cache, 'test-reports', `${name}.json`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  // A filter need not match in every group; without one, a group that finds no test has lost its tests.
  const words = filter.length === 0 ? [] : ['--passWithNoTests', ...filter]
  const args = ['run', ...projects.flatMap((project) => ['--project', project]), ...words]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  process.stdout.write(`\n── ${name}\n`)
  const code = await handOver(node, inRoot('node_modules', 'vitest', 'vitest.mjs'), [...args, ...reporters], env)
  return { code, tally: tallyOf(report, code) }
}
