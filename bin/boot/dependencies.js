// Installs the libraries when the lockfile, the platform or the Node differs from what node_modules was made for.

import { rmSync } from 'node:fs'
import { contentHash, isStamped, stamp } from './content-hash.js'
import { npmCi } from './npm.js'
import { inRoot, root } from './paths.js'
import { notWritable, say } from './say.js'

const stampFile = inRoot('node_modules', '.skarbnik-stamp')

/** @param {string} abi of the Node that will run the program, `process.versions.modules` */
const wanted = (abi) => contentHash(['package-lock.json'], [process.platform, process.arch, abi])

/** @param {string} abi */
export const dependenciesAreReady = (abi) => isStamped(stampFile, wanted(abi))

/** @param {string} abi @param {(pid: number) => void} hold */
export async function installDependencies(abi, hold) {
  say('instaluję biblioteki (raz, około pół minuty)', 'installing the libraries (once, about half a minute)')
  try {
    // Gone before npm begins, so that a half-made node_modules is never taken for a whole one.
    rmSync(stampFile, { force: true })
  } catch (error) {
    throw notWritable(root, error)
  }
  await npmCi(root, hold)
  stamp(stampFile, wanted(abi))
}
