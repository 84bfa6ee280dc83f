// The secrets of the installation as text: from SKARBNIK_KEY, or the lines of the key file that the vault made.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Configuration } from './configuration.ts'

/** The current one first. Call after the vault was opened, which makes the file when it is missing. */
export async function readSecrets({ key, dataDir }: Configuration): Promise<readonly [string, ...string[]]> {
  const text = key ?? (await readFile(join(dataDir, 'vault.key'), 'utf8'))
  const [current = '', ...earlier] = text
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return [current, ...earlier]
}
