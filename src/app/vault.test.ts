// The vault: what is sealed opens in its place with its key, and nowhere else.
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { isFailure } from '#values/failure'
import { openVault, readVaultKeys, vaultKey } from './vault.ts'

const first = vaultKey('a first key that is long enough to be one')
const second = vaultKey('a second key that is long enough to be one')
const canary = 'kanarek-tajny-żeton-7f3a'

describe('T133 secrets at rest', () => {
  test('what is sealed holds nothing of the plain text and opens in its own place', () => {
    const vault = openVault([first])
    const sealed = vault.seal(canary, 'company/connection')
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('kanarek')
    expect(vault.open(sealed, 'company/connection')).toBe(canary)
  })

  test('the same text sealed twice differs', () => {
    const vault = openVault([first])
    expect(Buffer.from(vault.seal(canary, 'x')).equals(Buffer.from(vault.seal(canary, 'x')))).toBe(false)
  })

  test('a secret moved to another connection, changed in one bit or cut does not open', () => {
    const vault = openVault([first])
    const sealed = vault.seal(canary, 'company/one')
    expect(() => vault.open(sealed, 'company/two')).toThrow(expect.objectContaining({ code: 'vault.cannot-open' }))
    for (const at of [0, 3, 8, 20, 40]) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
      expect(() => vault.open(changed, 'company/one')).toThrow(expect.objectContaining({ code: 'vault.cannot-open' }))
    }
    expect(() => vault.open(sealed.subarray(0, 20), 'company/one')).toThrow(expect.objectContaining({ code: 'vault.cannot-open' }))
  })

  test('after the key was changed, old secrets open and new ones name the new key; without the old key they stay closed', () => {
    const sealed = openVault([first]).seal(canary, 'x')
    const both = openVault([second, first])
    expect(both.open(sealed, 'x')).toBe(canary)
    const again = both.seal(both.open(sealed, 'x'), 'x')
    expect(both.keyIdOf(again)).toBe(second.id)
    expect(openVault([second]).open(again, 'x')).toBe(canary)
    expect(() => openVault([second]).open(sealed, 'x')).toThrow(expect.objectContaining({ code: 'vault.cannot-open' }))
  })

  test('a short key is refused', () => {
    expect(() => vaultKey('too short')).toThrow(expect.objectContaining({ code: 'vault.key-too-short' }))
  })
})

describe('the key file', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'skarbnik-vault-'))
    folders.push(made)
    return made
  }

  test('is made once with mode 600 and gives the same key to processes that start at once', async () => {
    const dataFolder = await folder()
    const keys = await Promise.all(Array.from({ length: 8 }, () => readVaultKeys({ dataFolder, environmentKey: undefined })))
    expect(new Set(keys.map(([key]) => key.id)).size).toBe(1)
    expect((await stat(join(dataFolder, 'vault.key'))).mode & 0o777).toBe(0o600)
    expect((await readFile(join(dataFolder, 'vault.key'), 'utf8')).length).toBeGreaterThan(40)
  })

  test('that others may read is refused', async () => {
    const dataFolder = await folder()
    await writeFile(join(dataFolder, 'vault.key'), `${'k'.repeat(44)}\n`)
    await chmod(join(dataFolder, 'vault.key'), 0o644)
    await expect(readVaultKeys({ dataFolder, environmentKey: undefined })).rejects.toSatisfy((error) =>
      isFailure(error, 'vault.key-open-to-others'),
    )
  })

  test('is not made when the environment gives the key, and earlier keys follow a comma', async () => {
    const dataFolder = await folder()
    const keys = await readVaultKeys({ dataFolder, environmentKey: `${'n'.repeat(40)},${'o'.repeat(40)}` })
    expect(keys.map((key) => key.id)).toEqual([vaultKey('n'.repeat(40)).id, vaultKey('o'.repeat(40)).id])
    await expect(stat(join(dataFolder, 'vault.key'))).rejects.toThrow('ENOENT')
  })
})
