// Runs the program as a supervised child: passes signals on, ends with it, and stops it when the one who started us is gone.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import { inRoot } from './paths.js'
import { isNpm, parentOf } from './process-identity.js'

/** @type {readonly NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * @param {string} node
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code for the terminal; 128 and more when a signal ended the child
 */
export function handOver(node, script, args, env = process.env) {
  const followParent = pathToFileURL(inRoot('bin', 'boot', 'follow-parent.js')).href
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', '--import', followParent, script, ...args], { stdio: 'inherit', env })
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    // A terminal's Ctrl+C reaches the child without us; a second SIGINT from here would read as "now, and hard".
    if (signal === 'SIGINT' && process.stdin.isTTY) setTimeout(() => child.kill('SIGTERM'), 1000).unref()
    else child.kill(signal)
  }
  for (const signal of passedOn) process.on(signal, passOn)
  const watch = stopWithParent(() => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of passedOn) process.removeListener(name, passOn)
      resolve(code ?? 128 + (signal === null ? 1 : constants.signals[signal]))
    })
  })
}

/**
 * npm hands SIGTERM to its shell only, and SIGKILL to nobody, so under npm the loss of the shell or of npm itself is the
 * signal. Elsewhere (nohup, a closed terminal) a lost parent is what the person wanted.
 * @param {() => void} stop
 */
function stopWithParent(stop) {
  if (process.env.npm_lifecycle_event === undefined) return undefined
  const shell = process.ppid
  const npm = parentOf(shell)
  const watchesNpm = npm !== null && isNpm(npm)
  const watch = setInterval(() => {
    if (process.ppid === shell && (!watchesNpm || parentOf(shell) === npm)) return
    clearInterval(watch)
    stop()
  }, 500)
  return watch
}
