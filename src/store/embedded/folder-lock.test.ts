import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withFolderLock } from './folder-lock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('twenty workers for one lock work one after the other, and nothing of the lock stays', async () => {
  const file = join(folder, 'lock')
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside)
    await pause(1)
    inside--
  }
  await Promise.all(Array.from({ length: 20 }, () => withFolderLock(file, work)))
  expect(most).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

test('a lock whose holder is dead is taken over by exactly one of those who wait', async () => {
  const file = join(folder, 'lock')
  const noSuchProcess = 2 ** 22 + 1
  writeFileSync(file, `${noSuchProcess}-1`)
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 5 }, () =>
      withFolderLock(file, async () => {
        most = Math.max(most, ++inside)
        await pause(5)
        inside--
      }),
    ),
  )
  expect(most).toBe(1)
})

test('a lock of a process number that a later process was given counts as free', async () => {
  const file = join(folder, 'lock')
  writeFileSync(file, `${process.pid}-1`)
  expect(await withFolderLock(file, async () => 'in')).toBe('in')
})

test('work that throws gives the lock back', async () => {
  const file = join(folder, 'lock')
  await expect(withFolderLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await withFolderLock(file, async () => 'in')).toBe('in')
})
