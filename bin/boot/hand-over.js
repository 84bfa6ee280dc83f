// Runs the program as a supervised child: passes signals on, ends with it, and stops it when the one who started us is gone.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import { inRoot } from './paths.js'
import { isNpm, parentOf } from './process-identity.js'

/** What asks for the end. A closed terminal is no reason to leave work half done, so it asks as politely as the others. */
const askedBy = /** @type {const} */ ({ SIGINT: 'SIGINT', SIGTERM: 'SIGTERM', SIGHUP: 'SIGTERM' })

/** One Ctrl+C arrives once from the terminal and once more through npm; a person's second one comes later. */
const sameAskMs = 1000

/**
 * @param {string} node
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code for the terminal; 128 and more when a signal ended the child
 */
export function handOver(node, script, args, env = process.env) {
  const followParent = pathToFileURL(inRoot('bin', 'boot', 'follow-parent.js')).href
  const nodeArgs = ['--disable-warning=ExperimentalWarning', '--import', followParent, script, ...args]
  // In a session of its own the child hears the terminal only through us, and so each request to stop exactly once.
  const child = spawn(node, nodeArgs, { stdio: 'inherit', env, detached: process.platform !== 'win32' })
  let askedAt = -Infinity
  const ask = (/** @type {NodeJS.Signals} */ signal) => {
    const isRepeated = performance.now() - askedAt < sameAskMs
    if (!isRepeated) askedAt = performance.now()
    if (!isRepeated) child.kill(signal)
  }
  const listeners = Object.entries(askedBy).map(([signal, passedOn]) => ({ signal, listener: () => ask(passedOn) }))
  for (const { signal, listener } of listeners) process.on(signal, listener)
  const watch = stopWithParent(() => {
    if (askedAt === -Infinity) ask('SIGTERM')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      clearInterval(watch)
      for (const { signal: name, listener } of listeners) process.removeListener(name, listener)
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
