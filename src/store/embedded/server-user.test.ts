import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mayEnter, serverUser } from './server-user.ts'

const stranger = { uid: 4_000_001, gid: 4_000_001 }

test('a stranger may enter a folder only when every folder above it lets him pass', () => {
  const top = mkdtempSync(join(tmpdir(), 'enter-'))
  const inner = join(top, 'inner')
  mkdirSync(inner, { mode: 0o755 })
  chmodSync(top, 0o711)
  expect(mayEnter(stranger, inner)).toBe(true)
  chmodSync(top, 0o700)
  expect(mayEnter(stranger, inner)).toBe(false)
  rmSync(top, { recursive: true })
})

test('the owner of a folder that others may not enter may enter it, and a member of its group by the bits of the group', () => {
  const folder = mkdtempSync(join(tmpdir(), 'enter-'))
  const { uid, gid } = statSync(folder)
  chmodSync(folder, 0o710)
  expect(mayEnter({ uid, gid: stranger.gid }, folder)).toBe(true)
  expect(mayEnter({ uid: stranger.uid, gid }, folder)).toBe(true)
  chmodSync(folder, 0o701)
  expect(mayEnter({ uid: stranger.uid, gid }, folder)).toBe(false)
  rmSync(folder, { recursive: true })
})

test.runIf(process.getuid?.() !== 0)('a program that is not root runs the server as itself', () => {
  expect(serverUser(tmpdir(), tmpdir())).toBeNull()
})

test.runIf(process.getuid?.() === 0)('root lends the server the user nobody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'owner-'))
  expect(serverUser(join(folder, 'missing'), folder)).toEqual({ uid: 65534, gid: 65534 })
  rmSync(folder, { recursive: true })
})
