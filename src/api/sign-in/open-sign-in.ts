// Opens signing in on a database: the library's pool on its own schema, the key derived from the vault's.
import { hkdfSync } from 'node:crypto'
import pg from 'pg'
import { createSignIn, type SignInOptions } from './create-sign-in.ts'
import { sealAgain } from './seal-again.ts'
import type { SignIn } from './sign-in.ts'

export type OpenSignIn = {
  readonly signIn: SignIn
  /** Seals what the library keeps encrypted with the current key. */
  sealAgain(text: string): Promise<string>
  close(): Promise<void>
}

const secretOf = (key: string): string => Buffer.from(hkdfSync('sha256', key, '', 'skarbnik sign-in 1', 32)).toString('base64')

/** `keys` are secrets of the installation, the current one first; what signs cookies is derived from it and nothing else is. */
export function openSignIn(
  options: Omit<SignInOptions, 'pool' | 'secret'> & { readonly connectionString: string; readonly keys: readonly [string, ...string[]] },
): OpenSignIn {
  const { connectionString, keys, ...rest } = options
  const pool = new pg.Pool({ connectionString, max: 4, options: '-c search_path=sign_in', application_name: 'skarbnik sign-in' })
  // A connection that the server ends would otherwise end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const [current, ...earlier] = keys
  const secret = secretOf(current)
  return {
    signIn: createSignIn({ ...rest, pool, secret }),
    sealAgain: (text) => sealAgain([secret, ...earlier.map(secretOf)], text),
    close: () => pool.end(),
  }
}
