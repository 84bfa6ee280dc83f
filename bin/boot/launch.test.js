import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inRoot } from './paths.js'

const skarbnik = (/** @type {readonly string[]} */ ...args) =>
  spawnSync(process.execPath, [inRoot('bin', 'skarbnik.js'), ...args], { encoding: 'utf8' })

test('an unknown command ends with 2 and one sentence on stderr, and sets nothing up', () => {
  const { status, stdout, stderr } = skarbnik('obey')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^skarbnik: nieznane polecenie \/ unknown command "obey" \(.*\)\n$/)
})

test('a name that every object has is no command', () => {
  expect(skarbnik('constructor').status).toBe(2)
})

test('no command at all is wrong use', () => {
  const { status, stdout, stderr } = skarbnik()
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('start [--port N] [--data DIR]')
})

test('--version prints the version of the package and nothing else', () => {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  expect(skarbnik('--version').stdout).toBe(`${version}\n`)
})
