// Secrets at rest: AES-256-GCM with a key that never enters the database, and keys that can be changed.
import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Vault } from '#ports/vault'
import { Failure } from '#values/failure'

// Sealed: version 1 | key id 4 | nonce 12 | tag 16 | cipher text.
const version = 1
const keyIdAt = 1
const nonceAt = 5
const tagAt = 17
const bodyAt = 33

export type VaultKey = { readonly id: string; readonly bytes: Uint8Array }

/** A key of any text or base64: 32 bytes derived with HKDF-SHA-256, named by the start of its hash. */
export function vaultKey(secret: string): VaultKey {
  if (secret.trim().length < 32) throw new Failure('vault.key-too-short', { least: 32 })
  const bytes = new Uint8Array(hkdfSync('sha256', secret.trim(), '', 'skarbnik vault 1', 32))
  return { id: hash('sha256', bytes).slice(0, 8), bytes }
}

/** Seals with the first key, opens with any of them, so that rows of an earlier key stay readable until they are sealed again. */
export function openVault(
  keys: readonly [VaultKey, ...VaultKey[]],
): Vault & { readonly keyIdOf: (sealed: Uint8Array) => string; readonly currentKeyId: string } {
  const byId = new Map(keys.map((key) => [key.id, key]))
  const keyIdOf = (sealed: Uint8Array) => Buffer.from(sealed.subarray(keyIdAt, nonceAt)).toString('hex')
  return {
    currentKeyId: keys[0].id,
    keyIdOf,
    seal(plain, context) {
      const nonce = randomBytes(12)
      const head = Buffer.concat([Buffer.from([version]), Buffer.from(keys[0].id, 'hex')])
      const cipher = createCipheriv('aes-256-gcm', keys[0].bytes, nonce)
      cipher.setAAD(Buffer.concat([head, Buffer.from(context, 'utf8')]))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      const key = sealed[0] === version && sealed.length >= bodyAt ? byId.get(keyIdOf(sealed)) : undefined
      if (key === undefined) throw new Failure('vault.cannot-open', { why: 'unknown-key' })
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(nonceAt, tagAt))
        decipher.setAAD(Buffer.concat([sealed.subarray(0, nonceAt), Buffer.from(context, 'utf8')]))
        decipher.setAuthTag(sealed.subarray(tagAt, bodyAt))
        return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new Failure('vault.cannot-open', { why: 'wrong-place-or-damaged' }, { cause })
      }
    },
  }
}

/**
 * The keys of this installation: `SKARBNIK_KEY` (earlier ones after a comma), else the file `vault.key` of the data folder, made with
 * mode 600 when it is missing. Failure `vault.key-open-to-others` when that file can be read by others.
 */
export async function readVaultKeys(options: {
  readonly dataFolder: string
  readonly environmentKey: string | undefined
}): Promise<readonly [VaultKey, ...VaultKey[]]> {
  if (options.environmentKey !== undefined && options.environmentKey.trim() !== '') return keysOf(options.environmentKey)
  const path = join(options.dataFolder, 'vault.key')
  if (!(await exists(path))) await makeKeyFile(path)
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) throw new Failure('vault.key-open-to-others', { path })
  return keysOf((await readFile(path, 'utf8')).trim().split('\n').join(','))
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Written whole under another name and linked: a crash leaves no half key, and of two processes that start at once one wins. */
async function makeKeyFile(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(draft, 'wx', 0o600)
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await file.sync()
    await file.close()
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  } catch (cause) {
    throw new Failure('vault.key-not-writable', { path }, { cause })
  } finally {
    await rm(draft, { force: true })
  }
}

function keysOf(text: string): readonly [VaultKey, ...VaultKey[]] {
  const [first, ...earlier] = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(vaultKey)
  if (first === undefined) throw new Failure('vault.key-too-short', { least: 32 })
  return [first, ...earlier]
}
