// Who uses the server of a folder right now, so that the last one to leave stops it and no earlier one does.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, isRunning } from './process-identity.ts'

let entries = 0

/** Writes this process into the list; returns its entry, which `strikeOut` takes. Call under the folder's lock. */
export function enter(list: string): string {
  mkdirSync(list, { recursive: true })
  const entry = `${identityOf(process.pid)}.${++entries}`
  writeFileSync(join(list, entry), '')
  return entry
}

/** Takes an entry out and says whether anybody who is still running stays; forgets those who were killed. */
export function strikeOut(list: string, entry: string): { readonly othersStay: boolean } {
  rmSync(join(list, entry), { force: true })
  const gone = readdirSync(list).filter((name) => !isRunning(name.slice(0, name.lastIndexOf('.'))))
  for (const name of gone) rmSync(join(list, name), { force: true })
  return { othersStay: readdirSync(list).length > 0 }
}
