// Seals every secret anew with the current key; after it, the earlier key may be taken out of the settings.
import { listSealed, replaceSealed } from '#store/sealed-secrets'
import type { Shell } from './shell.ts'

/** Says how many were sealed again. Rows changed meanwhile by a person keep what he typed, which the current key has sealed. */
export async function rotateSecrets(shell: Pick<Shell, 'database' | 'vault'>): Promise<number> {
  const sealed = await listSealed(shell.database)
  for (const connection of sealed) await replaceSealed(shell.database, shell.vault, connection)
  return sealed.length
}
