// Installs packages exactly as a lockfile names them, running none of their scripts.

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './run.js'
import { BootError } from './say.js'

/** npm that started us, else the one beside this Node, else the one on PATH. @returns {{ program: string, args: string[], shell: boolean }} */
function findNpm() {
  const beside = dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath ?? '',
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const script = candidates.find((path) => path.endsWith('npm-cli.js') && existsSync(path))
  if (script !== undefined) return { program: process.execPath, args: [script], shell: false }
  return { program: 'npm', args: [], shell: process.platform === 'win32' }
}

/** Settings that an outer `npm start` leaves behind would steer the inner npm into the wrong folder or to the wrong set of packages. */
function cleanEnvironment() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|command|config_(local_prefix|prefix|omit|production|only|workspace))/i.test(name)) delete env[name]
  }
  delete env.NODE_ENV
  return env
}

/**
 * @param {string} folder holds package.json and package-lock.json
 * @param {(pid: number) => void} hold
 */
export async function npmCi(folder, hold) {
  const npm = findNpm()
  const args = [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']
  const options = { cwd: folder, env: cleanEnvironment(), shell: npm.shell, onStart: hold }
  let result = await run(npm.program, args, options)
  // A second try mends a cut connection; a third would only make a person wait longer for the same sentence.
  if (result.code !== 0 && result.code !== 127) result = await run(npm.program, args, options)
  if (result.code === 127) {
    throw new BootError(
      'Nie znajduję programu npm, który przychodzi razem z Node.js. Zainstaluj Node.js ze strony https://nodejs.org.',
      'Cannot find npm, which comes with Node.js. Install Node.js from https://nodejs.org.',
    )
  }
  if (result.code !== 0) {
    throw new BootError(
      'Nie udało się pobrać bibliotek (npm ci). Sprawdź połączenie z internetem i wolne miejsce na dysku, potem spróbuj ponownie.',
      `Could not install the libraries (npm ci). Check the internet connection and the free disk space, then try again.\n\n${opening(result.output)}`,
    )
  }
}

/** npm names the cause first and its own manual after it. @param {string} output */
const opening = (output) => output.trim().split('\n').slice(0, 12).join('\n')
