// The checks that read the code without running it.

import { inRoot, root } from '../boot/paths.js'
import { run } from '../boot/run.js'

/** @type {readonly { name: string, script: string, args: readonly string[] }[]} */
const checks = [
  { name: 'format and lint', script: '@biomejs/biome/bin/biome', args: ['check', '--max-diagnostics=50'] },
  { name: 'lint with types', script: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types of the program', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the web pages', script: 'typescript/bin/tsc', args: ['-p', 'web/tsconfig.json', '--noEmit'] },
  { name: 'types of boot', script: 'typescript/bin/tsc', args: ['-p', 'bin/tsconfig.json'] },
  { name: 'nothing unused', script: 'knip/bin/knip.js', args: ['--no-progress'] },
]

/**
 * Runs one after the other and prints each result as it comes.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./tally.js').Tally>}
 */
export async function staticChecks(node, env) {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, script, args } of checks) {
    const beganAt = Date.now()
    const { code, output } = await run(node, [inRoot('node_modules', script), ...args], { cwd: root, env })
    const seconds = ((Date.now() - beganAt) / 1000).toFixed(1)
    process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`)
    if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`)
    tally[code === 0 ? 'passed' : 'failed'] += 1
  }
  return tally
}
