import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.js'
import { identityOf } from './process-identity.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boot-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const noSuchProcess = 2 ** 22 + 1

test('two setups at once run one after the other', async () => {
  const file = join(folder, 'deep', 'setup.lock')
  /** @type {string[]} */
  const told = []
  const setup = (/** @type {string} */ name) => async () => {
    told.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    told.push(`${name} ends`)
  }
  await Promise.all([withLock(file, setup('first')), withLock(file, setup('second'))])
  expect(told).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  expect(existsSync(file)).toBe(false)
})

test('the lock of a setup that was killed is taken over', async () => {
  const file = join(folder, 'setup.lock')
  writeFileSync(file, `${noSuchProcess} 1`)
  expect(await withLock(file, async () => 'in')).toBe('in')
})

test('the lock of a killed setup is kept for as long as its installer runs', async () => {
  const file = join(folder, 'setup.lock')
  const installer = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
  writeFileSync(file, `${noSuchProcess} 1\n${identityOf(installer.pid ?? 0)}`)
  let isIn = false
  const entered = withLock(file, async () => {
    isIn = true
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(isIn).toBe(false)
  installer.kill('SIGKILL')
  await entered
  expect(isIn).toBe(true)
})

test('a folder that cannot be made is named in Polish and in English', async () => {
  writeFileSync(join(folder, 'a-file'), '')
  const file = join(folder, 'a-file', 'setup.lock')
  await expect(withLock(file, async () => 'in')).rejects.toMatchObject({
    sentence: expect.stringMatching(/^Nie mogę pisać w folderze .*a-file .*\nCannot write in .*a-file /),
  })
})
