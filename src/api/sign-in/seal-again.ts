// What the sign-in library keeps encrypted (second factors, backup codes), sealed anew when the key of the installation changes.
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { Failure } from '#values/failure'

/** Opens `text` with whichever of the secrets fits, the current one first, and seals it with the current one. Throws Failure `vault.cannot-open`. */
export async function sealAgain(secrets: readonly [string, ...string[]], text: string): Promise<string> {
  for (const key of secrets) {
    try {
      const plain = await symmetricDecrypt({ key, data: text })
      return key === secrets[0] ? text : await symmetricEncrypt({ key: secrets[0], data: plain })
    } catch {
      // Sealed with another key: the next one is tried.
    }
  }
  throw new Failure('vault.cannot-open', { why: 'key-missing' })
}
