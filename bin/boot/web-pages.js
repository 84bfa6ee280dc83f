// Builds the web pages when their sources differ from what dist/web was built from.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { contentHash, isStamped, stamp } from './content-hash.js'
import { inRoot, root } from './paths.js'
import { run } from './run.js'
import { BootError, notWritable, say } from './say.js'

const sources = ['web', 'src/values', 'src/contract', 'vite.config.ts', 'package-lock.json']
const built = inRoot('dist', 'web')
const stampFile = inRoot('dist', 'web.stamp')

export const webPagesAreReady = () => existsSync(built) && isStamped(stampFile, contentHash(sources))

/** @param {string} node the Node to build with @param {(pid: number) => void} hold */
export async function buildWebPages(node, hold) {
  say('buduję strony (raz, kilkanaście sekund)', 'building the web pages (once, some seconds)')
  const hash = contentHash(sources)
  const next = inRoot('dist', 'web.next')
  const old = inRoot('dist', 'web.old')
  try {
    mkdirSync(inRoot('dist'), { recursive: true })
    for (const left of [stampFile, next, old]) rmSync(left, { recursive: true, force: true })
  } catch (error) {
    throw notWritable(inRoot('dist'), error)
  }
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', inRoot('vite.config.ts'), '--outDir', next, '--emptyOutDir', '--logLevel', 'warn']
  const result = await run(node, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' }, onStart: hold })
  if (result.code !== 0) {
    throw new BootError('Nie udało się zbudować stron.', `Could not build the web pages.\n\n${result.output.trim()}`)
  }
  // A running server reads its pages from dist/web: they are changed in one step.
  if (existsSync(built)) renameSync(built, old)
  renameSync(next, built)
  rmSync(old, { recursive: true, force: true })
  stamp(stampFile, hash)
}
