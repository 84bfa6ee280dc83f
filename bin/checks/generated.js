// Whether every generated file says what its generator would write now.

import { inRoot, root } from '../boot/paths.js'
import { run } from '../boot/run.js'

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./tally.js').Tally>}
 */
export async function generatedIsCurrent(node, env) {
  const { code, output } = await run(node, [inRoot('tools', 'generate-docs.ts'), '--check'], { cwd: root, env })
  process.stdout.write(`${code === 0 ? '✓' : '✗'} nothing generated is out of date\n${code === 0 ? '' : output}`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}
