// Seals every secret anew with the current key; after it, the earlier key may be taken out of the settings.
import { listSealed, listSecondFactors, replaceSealed, replaceSecondFactor } from '#store/sealed-secrets'
import type { Shell } from './shell.ts'

/**
 * Says how many were sealed again. Rows changed meanwhile by a person keep what he typed, which the current key has sealed. `sealAgain` does
 * the same for what signing in keeps.
 */
export async function rotateSecrets(
  shell: Pick<Shell, 'database' | 'vault'>,
  sealAgain: (text: string) => Promise<string> = (text) => Promise.resolve(text),
): Promise<number> {
  const sealed = await listSealed(shell.database)
  for (const connection of sealed) await replaceSealed(shell.database, shell.vault, connection)
  const factors = await listSecondFactors(shell.database)
  for (const factor of factors)
    await replaceSecondFactor(shell.database, factor, {
      secret: await sealAgain(factor.secret),
      backupCodes: await sealAgain(factor.backupCodes),
    })
  return sealed.length + factors.length
}
