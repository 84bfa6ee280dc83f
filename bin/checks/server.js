// A PostgreSQL server for the second run of the scenarios: this machine's own from version 15 on, else the embedded one on a port.

import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { inRoot, root } from '../boot/paths.js'

const installed = '/usr/lib/postgresql'

/** The newest installed one, or undefined. @param {string} folder */
export function machineBinaries(folder = installed) {
  if (!existsSync(folder)) return undefined
  const versions = readdirSync(folder)
    .map(Number)
    .filter((major) => major >= 15 && existsSync(`${folder}/${major}/bin/initdb`))
  return versions.length === 0 ? undefined : `${folder}/${Math.max(...versions)}/bin`
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startServer(node, env) {
  const binaries = machineBinaries()
  const child = spawn(node, [inRoot('tools', 'scratch-postgres.ts')], {
    cwd: root,
    env: { ...env, ...(binaries === undefined ? {} : { PG_BIN: binaries }) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.on('exit', (code) => reject(new Error(`the PostgreSQL server for the scenarios did not start (exit ${code})`)))
    child.on('error', reject)
  })
  return {
    url,
    stop: async () => {
      child.stdin.end()
      await gone
    },
  }
}
