// The secret of the installation as text: from SKARBNIK_KEY, or the first line of the key file that the vault made.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Configuration } from './configuration.ts'

/** Call after the vault was opened, which makes the file when it is missing. */
export async function readSecret({ key, dataDir }: Configuration): Promise<string> {
  const text = key ?? (await readFile(join(dataDir, 'vault.key'), 'utf8'))
  return text.trim().split(/[\n,]/)[0]?.trim() ?? ''
}
