import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inRoot } from './paths.js'

// A small project of the same shape: the real boot, no libraries, and a program that says what it was told.
const program = `
const [command, ...args] = process.argv.slice(2)
console.log('told', command, ...args)
if (command === 'doctor') process.exit(7)
if (command === 'worker') {
  const working = setInterval(() => {}, 1000)
  process.on('SIGTERM', () => {
    console.log('stopping in good order')
    clearInterval(working)
    setTimeout(() => {}, 200)
  })
}
`

let project = ''
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'boot-'))
  for (const part of ['bin', 'tools/node-runtime']) cpSync(inRoot(part), join(project, part), { recursive: true })
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'small', version: '1.0.0', type: 'module' }))
  writeLockfile('1.0.0')
  mkdirSync(join(project, 'src', 'app'), { recursive: true })
  writeFileSync(join(project, 'src', 'app', 'main.ts'), program)
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

function writeLockfile(/** @type {string} */ version) {
  const self = { name: 'small', version }
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify({ ...self, lockfileVersion: 3, requires: true, packages: { '': self } }))
}

/** Starts the small program; `said` is everything it has written so far. */
function skarbnik(/** @type {readonly string[]} */ ...args) {
  const child = spawn(process.execPath, [join(project, 'bin', 'skarbnik.js'), ...args], { cwd: project })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  /** @type {Promise<{ code: number | null, said: string }>} */
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
  return { child, ended, said: () => said }
}

const installs = (/** @type {string} */ said) => said.includes('installing the libraries')

test('the first start installs, the next one does not, and both hand their words and the exit code on', async () => {
  const first = await skarbnik('read', 'a file.txt', '--json').ended
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('told read a file.txt --json') })
  expect(installs(first.said)).toBe(true)
  expect(await skarbnik('doctor').ended).toEqual({ code: 7, said: 'told doctor\n' })
})

test('of two first starts at once one installs and the other waits for it', async () => {
  const [one, other] = await Promise.all([skarbnik('read').ended, skarbnik('match').ended])
  expect([one.code, other.code]).toEqual([0, 0])
  expect([one, other].filter(({ said }) => installs(said))).toHaveLength(1)
})

test('a changed lockfile installs again', async () => {
  await skarbnik('read').ended
  writeLockfile('1.0.1')
  expect(installs((await skarbnik('read').ended).said)).toBe(true)
})

test('a signal reaches the program, which ends in good order', async () => {
  const { child, ended, said } = skarbnik('worker')
  await expect.poll(said, { timeout: 15_000 }).toContain('told worker')
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0, said: expect.stringContaining('stopping in good order') })
})

test('a request to stop that arrives twice at once is one request', async () => {
  const { child, ended, said } = skarbnik('worker')
  await expect.poll(said, { timeout: 15_000 }).toContain('told worker')
  child.kill('SIGTERM')
  child.kill('SIGHUP')
  const { said: all } = await ended
  expect(all.match(/stopping in good order/g)).toHaveLength(1)
})

test('a program whose boot is killed without a word ends in good order by itself', async () => {
  const { child, said } = skarbnik('worker')
  await expect.poll(said, { timeout: 15_000 }).toContain('told worker')
  child.kill('SIGKILL')
  await expect.poll(said, { timeout: 5_000 }).toContain('stopping in good order')
})
