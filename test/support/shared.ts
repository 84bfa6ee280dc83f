// Where the folder of real samples stands, which is kept beside the project and never inside it.

import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The path of SKARBNIK_SHARED, else of `../shared` beside the project; null where there is none, and the test skips saying so. */
export function sharedFolder(): string | null {
  const named = process.env['SKARBNIK_SHARED']
  const folder = named === undefined || named === '' ? resolve(projectRoot, '..', 'shared') : resolve(named)
  return existsSync(folder) ? folder : null
}
